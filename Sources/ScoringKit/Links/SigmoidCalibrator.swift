/// Platt's calibrator: 1 / (1 + exp(slope · x + intercept)).
///
///     let calibrator = try SigmoidCalibrator(slope: -2, intercept: 0.5)
///     calibrator.probability(of: 0.25)  // 0.5
///
/// Source: scikit-learn 0.24 to 1.9, `_SigmoidCalibration` in `sklearn/calibration.py`.
public struct SigmoidCalibrator: Hashable, Sendable {
  /// What the score is multiplied by; below 0 where the probability grows with the score (`a_`).
  public let slope: Double
  /// What is added to the product (`b_`).
  public let intercept: Double
  /// In which precision all of it is computed.
  public let precision: Precision

  /// Checks and keeps the numbers.
  ///
  /// - Parameters:
  ///   - slope: `a_`.
  ///   - intercept: `b_`.
  ///   - precision: `single` for a score that is a float32 and a trainer with NumPy 1, which lets the score
  ///     decide; NumPy 2 computes in double.
  /// - Throws: ``ScoringError/Code/numberOutOfRange`` for a number that is not finite.
  public init(
    slope: Double, intercept: Double, precision: Precision = .double
  ) throws(ScoringError) {
    guard slope.isFinite, intercept.isFinite else {
      throw ScoringError(.numberOutOfRange, "a sigmoid calibrator's slope and intercept must be finite")
    }
    self.slope = slope
    self.intercept = intercept
    self.precision = precision
  }

  /// The probability that a score stands for; NaN for NaN.
  public func probability(of score: Double) -> Double {
    switch precision {
    case .double: 1 / (1 + LibraryMath.exp(slope * score + intercept))
    case .single:
      Double(1 / (1 + LibraryMath.exp(Float(slope) * Float(score) + Float(intercept))))
    }
  }

  /// Whether the probability grows with the score (1), falls (−1), or stays (0).
  var direction: Double { slope < 0 ? 1 : (slope > 0 ? -1 : 0) }
}
