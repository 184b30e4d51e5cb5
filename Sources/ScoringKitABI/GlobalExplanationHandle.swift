internal import ScoringKit

/// What a `skit_global *` points to: the one handle that changes. It guards itself, so that threads that share it lose
/// no rows; no order of theirs changes a bit.
final class GlobalExplanationHandle: Handle {
  static let argumentName: StaticString = "explanation"

  private var explanation: GlobalExplanation
  private let claim = ProcessClaim()

  init(_ explanation: GlobalExplanation) { self.explanation = explanation }

  /// Adds rows' contributions; see ``GlobalExplanation/add(_:)``.
  func add(_ contributions: Span<Double>) throws(ScoringError) {
    try claimExplanation()
    defer { claim.release() }
    try explanation.add(contributions)
  }

  /// The summary of a feature, or behind the features of a group.
  func summary(output: Int64, term: Int64) throws(ScoringError) -> ContributionSummary {
    try claimExplanation()
    defer { claim.release() }
    let output = try Argument.index(output, below: explanation.outputCount, named: "output")
    let termCount = explanation.featureCount + explanation.groups.count
    let term = try Argument.index(term, below: termCount, named: "term")
    return explanation.summaries[output][term]
  }

  /// Waits until no other thread has the explanation.
  private func claimExplanation() throws(ScoringError) {
    while true {
      switch claim.attempt() {
      case .made: return
      case .refused: ProcessClaim.pause()
      case .abandoned:
        throw ScoringError(
          .invalidArgument,
          "a thread was using the explanation when this process was forked beside it; begin a new one here")
      }
    }
  }
}
