/// What one feature, or one group of features, contributed over a data set.
///
/// No order of the rows changes a bit: the means are exact sums, rounded once before the division; extremes and
/// counts have no order.
public struct ContributionSummary: Sendable {
  /// Rows so far.
  public var rowCount: Int { histogram.total }
  /// The least contribution; 0 without rows.
  public private(set) var minimum = 0.0
  /// The greatest contribution; 0 without rows.
  public private(set) var maximum = 0.0
  /// The distribution.
  public private(set) var histogram = ContributionHistogram()
  private var sum = ExactSum()
  private var magnitudeSum = ExactSum()

  /// The mean contribution; 0 without rows.
  public var mean: Double { rowCount == 0 ? 0 : sum.value / Double(rowCount) }
  /// The mean of the contributions' magnitudes, the usual measure of a feature's importance; 0 without rows.
  public var meanMagnitude: Double { rowCount == 0 ? 0 : magnitudeSum.value / Double(rowCount) }
  /// How far ``quantile(_:)`` may be off: half a bin, at most 1/256 of the greatest magnitude.
  public var quantileError: Double { histogram.binWidth / 2 }

  /// The least contribution that at least this share of the rows does not exceed, within ``quantileError``;
  /// exact at 0 and 1. 0 without rows.
  ///
  /// - Parameter share: From 0 to 1; beyond that it counts as the nearer of the two.
  public func quantile(_ share: Double) -> Double {
    guard share > 0 else { return minimum }
    guard share < 1 else { return maximum }
    let rank = Int((share * Double(rowCount)).rounded(.up))
    return Swift.min(Swift.max(histogram.middle(ofRank: rank), minimum), maximum)
  }

  /// Adds a row's contribution, below ``ExactSum/limit`` in magnitude.
  mutating func add(_ contribution: Double) {
    // -0 and 0 are one number, or the first of them would show in the extremes.
    let contribution = contribution + 0
    minimum = rowCount == 0 ? contribution : Swift.min(minimum, contribution)
    maximum = rowCount == 0 ? contribution : Swift.max(maximum, contribution)
    histogram.add(contribution)
    sum.add(contribution)
    magnitudeSum.add(contribution.magnitude)
  }
}
