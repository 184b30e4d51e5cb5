internal import ScoringKit

/// What a `skit_global *` points to: the one handle that changes, which the interface gives to one thread
/// at a time.
final class GlobalExplanationHandle: Handle {
  static let argumentName: StaticString = "explanation"

  var explanation: GlobalExplanation

  init(_ explanation: GlobalExplanation) { self.explanation = explanation }

  /// The summary of a feature, or behind the features of a group.
  func summary(output: Int64, term: Int64) throws(ScoringError) -> ContributionSummary {
    let output = try Argument.index(output, below: explanation.outputCount, named: "output")
    let termCount = explanation.featureCount + explanation.groups.count
    let term = try Argument.index(term, below: termCount, named: "term")
    return explanation.summaries[output][term]
  }
}
