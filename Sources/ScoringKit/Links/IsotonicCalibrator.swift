/// A calibrator of straight lines between given points, constant beyond the first and the last.
///
///     let calibrator = try IsotonicCalibrator(thresholds: [0, 1], probabilities: [0.1, 0.5])
///     calibrator.probability(of: 0.25)  // 0.2
///
/// Source: scikit-learn 0.24 to 1.9, `sklearn/isotonic.py`, with `out_of_bounds="clip"`.
public struct IsotonicCalibrator: Hashable, Sendable {
  /// The scores of the points, each greater than the one before it.
  public let thresholds: [Double]
  /// The probabilities of the points.
  public let probabilities: [Double]
  /// In which precision all of it is computed: that of the scores in training.
  public let precision: Precision

  /// Checks and keeps the points.
  ///
  /// - Parameters:
  ///   - thresholds: At least one (`X_thresholds_`).
  ///   - probabilities: One a threshold (`y_thresholds_`).
  ///   - precision: `single` where both are float32.
  /// - Throws: ``ScoringError/Code/inconsistentDocument`` for none, for two counts, and for thresholds that do
  ///   not grow; ``ScoringError/Code/numberOutOfRange`` for one that is not finite, two that lie too close for
  ///   a slope between them, and a value that is no probability.
  public init(
    thresholds: [Double], probabilities: [Double], precision: Precision = .double
  ) throws(ScoringError) {
    guard !thresholds.isEmpty, thresholds.count == probabilities.count else {
      throw ScoringError(
        .inconsistentDocument,
        "an isotonic calibrator needs as many values as thresholds, found \(probabilities.count) and "
          + "\(thresholds.count)")
    }
    guard thresholds.allSatisfy(\.isFinite) else {
      throw ScoringError(.numberOutOfRange, "an isotonic calibrator's thresholds must be finite")
    }
    // Means of zeros and ones: rounding can carry them above 1, as far as scikit-learn takes back.
    guard probabilities.allSatisfy({ $0 >= 0 && $0 <= 1 + CalibratedMean.excess }) else {
      throw ScoringError(.numberOutOfRange, "an isotonic calibrator's values must be probabilities")
    }
    self.thresholds = thresholds
    self.probabilities = probabilities
    self.precision = precision
    for upper in thresholds.indices.dropFirst() {
      guard thresholds[upper - 1] < thresholds[upper] else {
        throw ScoringError(
          .inconsistentDocument,
          "an isotonic calibrator's threshold \(upper) is not greater than the one before it")
      }
      let slope = precision == .single ? Double(singleSlope(upper)) : slope(upper)
      guard slope.isFinite else {
        throw ScoringError(
          .numberOutOfRange,
          "an isotonic calibrator's threshold \(upper) is too close to the one before it, or too far from it")
      }
    }
  }

  /// The probability that a score stands for; NaN for NaN, unless there is but one point.
  public func probability(of score: Double) -> Double {
    let last = thresholds.count - 1
    guard last > 0 else { return probabilities[0] }
    return precision == .single ? single(Float(score), last: last) : double(score, last: last)
  }

  /// Whether the probability grows with the score (1), falls (−1), or stays (0).
  var direction: Double {
    let (first, last) = (probabilities[0], probabilities[probabilities.count - 1])
    return first < last ? 1 : (first > last ? -1 : 0)
  }

  /// A threshold itself gives its value.
  ///
  /// Source: NumPy 2.4, `arr_interp` in `numpy/_core/src/multiarray/compiled_base.c`.
  private func double(_ score: Double, last: Int) -> Double {
    if score.isNaN { return score }
    let upper = firstThreshold { $0 > score }
    if upper == 0 { return probabilities[0] }
    if upper > last { return probabilities[last] }
    if thresholds[upper - 1] == score { return probabilities[upper - 1] }
    return slope(upper) * (score - thresholds[upper - 1]) + probabilities[upper - 1]
  }

  /// A threshold is the end of the line from the one before it.
  ///
  /// Source: SciPy 1.17, `interp1d._call_linear` in `scipy/interpolate/_interpolate.py`.
  private func single(_ score: Float, last: Int) -> Double {
    if score.isNaN { return Double(score) }
    let clipped = Swift.min(Swift.max(score, Float(thresholds[0])), Float(thresholds[last]))
    let upper = Swift.max(firstThreshold { Float($0) >= clipped }, 1)
    return Double(
      singleSlope(upper) * (clipped - Float(thresholds[upper - 1])) + Float(probabilities[upper - 1]))
  }

  private func slope(_ upper: Int) -> Double {
    (probabilities[upper] - probabilities[upper - 1]) / (thresholds[upper] - thresholds[upper - 1])
  }

  private func singleSlope(_ upper: Int) -> Float {
    (Float(probabilities[upper]) - Float(probabilities[upper - 1]))
      / (Float(thresholds[upper]) - Float(thresholds[upper - 1]))
  }

  /// The first threshold that is beyond a score; the number of thresholds if none is.
  private func firstThreshold(_ isBeyond: (Double) -> Bool) -> Int {
    var (low, high) = (0, thresholds.count)
    while low < high {
      let middle = low + (high - low) / 2
      if isBeyond(thresholds[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
