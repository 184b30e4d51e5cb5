/// What each feature contributes over a whole data set: one pass, constant memory, any number of rows.
///
/// It takes contributions of whatever kind, block by block. No order of the rows or of the blocks changes a bit.
/// Of a model whose ``Players`` are groups, the terms are those: exact. Sums over the contributions of some features
/// can be had besides; they are taken row by row before any magnitude is: what cancels within them in a row does not
/// count.
///
///     var explanation = try model.globalExplanation()
///     try model.add(rows.span, layout: layout, to: &explanation)
///     explanation.summaries[0][0].meanMagnitude
public struct GlobalExplanation: Sendable {
  /// Features of a row, or players.
  public let featureCount: Int
  /// Outputs a row is explained for.
  public let outputCount: Int
  /// The groups whose features' contributions are summed, as given.
  public let groups: [FeatureGroup]
  private let share: ExplanationMemory.Share
  /// For each output one a feature, then one a sum.
  public private(set) var summaries: [[ContributionSummary]]

  /// What one takes: the bins and two exact sums.
  private static let summaryBytes = ContributionHistogram.binCount * 8 + 2048

  /// Rows so far.
  public var rowCount: Int { summaries[0][0].rowCount }
  /// What it takes, or a copy that is added to.
  var bytes: Int { outputCount * termCount * Self.summaryBytes }
  private var termCount: Int { featureCount + groups.count }

  /// Begins without rows.
  ///
  /// - Parameters:
  ///   - featureCount: Features of a row, or players.
  ///   - outputCount: Outputs a row is explained for.
  ///   - groups: Features whose contributions are summed besides; no feature in two of them.
  ///   - memory: What the summaries may take, about 6 KiB a feature, group and output.
  /// - Throws: ``ScoringError/Code/invalidArgument`` for no feature or output, or groups that share a feature or
  ///   go beyond the last; ``ScoringError/Code/outOfMemory``.
  public init(
    featureCount: Int, outputCount: Int = 1, sumsOf groups: [FeatureGroup] = [],
    memory: ExplanationMemory = .shared
  ) throws(ScoringError) {
    share = try memory.take(
      Self.bytes(featureCount: featureCount, groupCount: groups.count, outputCount: outputCount))
    _ = try FeatureGroup.owners(groups, featureCount: featureCount)
    self.featureCount = featureCount
    self.outputCount = outputCount
    self.groups = groups
    let terms = [ContributionSummary](repeating: ContributionSummary(), count: featureCount + groups.count)
    summaries = [[ContributionSummary]](repeating: terms, count: outputCount)
  }

  /// What an explanation's summaries take at most.
  ///
  /// - Throws: ``ScoringError/Code/invalidArgument`` for no feature or output; ``ScoringError/Code/outOfMemory`` for
  ///   more bytes than can be counted.
  package static func bytes(
    featureCount: Int, groupCount: Int, outputCount: Int
  ) throws(ScoringError) -> Int {
    guard featureCount > 0, outputCount > 0 else {
      throw ScoringError(.invalidArgument, "an explanation needs at least one feature and one output")
    }
    let (terms, overflows) = featureCount.addingReportingOverflow(groupCount)
    let (count, overflowsAgain) = terms.multipliedReportingOverflow(by: outputCount)
    let (bytes, overflowsAtLast) = count.multipliedReportingOverflow(by: summaryBytes)
    guard !overflows, !overflowsAgain, !overflowsAtLast else {
      throw ScoringError(
        .outOfMemory, "\(outputCount) outputs of \(featureCount) features are too many to summarise")
    }
    return bytes
  }
}

extension GlobalExplanation {
  /// Adds rows.
  ///
  /// - Parameter contributions: Rows × outputs × (features + 1), row-major, the base value last.
  /// - Throws: ``ScoringError/Code/shapeMismatch`` for numbers that are no whole rows,
  ///   ``ScoringError/Code/numberOutOfRange`` at its row for a contribution that is not finite or beyond
  ///   2⁹⁶⁰ (a linear model on infinite values). Nothing is added then.
  /// - Complexity: O(rows · outputs · features).
  public mutating func add(_ contributions: Span<Double>) throws(ScoringError) {
    let width = outputCount * (featureCount + 1)
    let (count, rest) = contributions.count.quotientAndRemainder(dividingBy: width)
    guard rest == 0 else {
      throw ScoringError(
        .shapeMismatch, "a row has \(width) contributions, and \(contributions.count) are no whole rows")
    }
    for explanation in 0..<count * outputCount {
      let row = contributions.extracting(droppingBase(of: explanation))
      guard (0..<termCount).allSatisfy({ contribution(of: $0, in: row).magnitude < ExactSum.limit }) else {
        throw ScoringError(
          .numberOutOfRange, "a contribution is not a number, or too large to be summed",
          at: .row(explanation / outputCount + 1, column: nil))
      }
    }
    for explanation in 0..<count * outputCount {
      let row = contributions.extracting(droppingBase(of: explanation))
      let output = explanation % outputCount
      for term in 0..<termCount { summaries[output][term].add(contribution(of: term, in: row)) }
    }
  }

  /// The places of one output's contributions of one row, without the base value.
  private func droppingBase(of explanation: Int) -> Range<Int> {
    let start = explanation * (featureCount + 1)
    return start..<start + featureCount
  }

  private func contribution(of term: Int, in row: Span<Double>) -> Double {
    term < featureCount ? row[term] : groups[term - featureCount].sum(in: row)
  }
}
