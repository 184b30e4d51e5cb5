internal import ScoringKit
internal import Synchronization

/// What a `skit_global *` points to: the one handle that changes. It guards itself, so that threads that
/// share it lose no rows; no order of theirs changes a bit.
final class GlobalExplanationHandle: Handle {
  static let argumentName: StaticString = "explanation"

  private let explanation: Mutex<GlobalExplanation>

  init(_ explanation: GlobalExplanation) { self.explanation = Mutex(explanation) }

  /// Adds rows' contributions; see ``GlobalExplanation/add(_:)``.
  func add(_ contributions: Span<Double>) throws(ScoringError) {
    try explanation.withLock { (explanation) throws(ScoringError) in try explanation.add(contributions) }
  }

  /// The summary of a feature, or behind the features of a group.
  func summary(output: Int64, term: Int64) throws(ScoringError) -> ContributionSummary {
    let explanation = explanation.withLock { $0 }
    let output = try Argument.index(output, below: explanation.outputCount, named: "output")
    let termCount = explanation.featureCount + explanation.groups.count
    let term = try Argument.index(term, below: termCount, named: "term")
    return explanation.summaries[output][term]
  }
}
