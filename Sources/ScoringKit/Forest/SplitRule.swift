/// How one split reads its value: the one place where the rules that differ between trainers live.
///
/// LightGBM packs the rule into `decision_type`: bit 0 categorical, bit 1 default left, bits 2–3 the missing
/// type. Source: LightGBM 4.7, `include/LightGBM/tree.h`, `NumericalDecision` and `CategoricalDecision`.
public enum SplitRule: Hashable, Sendable {
  /// `x <= threshold` goes left, in double; missing values by the rule.
  case numeric(missing: Missing, defaultLeft: Bool)
  /// A category in the set goes left; all else, NaN included, goes right. See ``CategorySet``.
  case categorical

  /// Which values a numeric split treats as missing.
  public enum Missing: UInt8, Hashable, Sendable {
    /// None: NaN is read as 0 and compared; the default side is not used.
    case none = 0
    /// NaN and 0 take the default side.
    case zero = 1
    /// NaN takes the default side.
    case nan = 2
  }

  /// The float 1e-35 widened to double: LightGBM's `kZeroThreshold`. It occurs as a threshold too.
  public static let zeroBound = Double(Float(1e-35))

  /// The value as LightGBM sees it: every |x| ≤ ``zeroBound``, −0.0 included, is 0.
  ///
  /// LightGBM keeps of a dense row only NaN and the values beyond the bound, after widening float32 to double;
  /// the rest are read as 0. So it is for every missing type, for categories and for the terms of linear leaves; a
  /// threshold between −1e-35 and 1e-35 shows it. Source: LightGBM 4.7, `src/c_api.cpp`,
  /// `RowPairFunctionFromDenseMatric`, the one way in of `LGBM_BoosterPredictForMat`, `…ForMatSingleRow` and
  /// `…ForMatSingleRowFast`. (Rows given as CSR keep what they hold.)
  @inline(__always)
  static func flushingZero(_ value: Double) -> Double { value.magnitude <= zeroBound ? 0 : value }

  /// The value as a numeric split compares it: its missing rule folded into one `x' <= threshold`.
  ///
  /// −∞ passes every comparison and NaN fails every one, so a missing value that goes left becomes −∞ and one
  /// that goes right becomes NaN. Nothing else changes: `x' <= threshold` *is* the trainer's decision, for every
  /// threshold, the infinite ones included.
  @inline(__always)
  static func comparand(_ value: Double, missing: Missing, defaultLeft: Bool) -> Double {
    let value = flushingZero(value)
    switch missing {
    case .none:
      return value.isNaN ? 0 : value
    case .zero:
      return value.isNaN || value == 0 ? (defaultLeft ? -.infinity : .nan) : value
    case .nan:
      return value.isNaN && defaultLeft ? -.infinity : value
    }
  }
}
