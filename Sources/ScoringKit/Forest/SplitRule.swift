/// How one split reads its value: the one place where the rules that differ between trainers live.
///
/// Every rule folds into one comparison, `comparand(x) <= threshold`: −∞ passes every comparison and NaN fails
/// every one, so a missing value that goes left becomes −∞ and one that goes right becomes NaN. Thresholds may be
/// infinite.
public enum SplitRule: Hashable, Sendable {
  /// LightGBM, numeric: `x <= threshold` goes left, in double; missing values by the rule.
  ///
  /// Source: LightGBM 4.7, `include/LightGBM/tree.h`, `NumericalDecision`.
  case lightGBM(missing: Missing, defaultLeft: Bool)
  /// LightGBM, categorical: the value truncated toward zero, in the set → left; all else, NaN included, right.
  ///
  /// What is undefined there (±∞, |x| ≥ 2³¹) goes right too. Source: `CategoricalDecision`.
  case lightGBMCategorical
  /// XGBoost, numeric: `x < threshold` goes left, both as float32; NaN takes the default side.
  ///
  /// Source: XGBoost 3.2, `src/predictor/predict_fn.h`, `GetNextNode`.
  case xgBoost(defaultLeft: Bool)
  /// XGBoost, categorical: the value truncated, in the set → *right*; absent, negative or ≥ 2²⁴ left; NaN takes
  /// the default side.
  ///
  /// Source: XGBoost 3.2, `src/common/categorical.h`, `Decision`.
  case xgBoostCategorical(defaultLeft: Bool)
  /// scikit-learn's trees and forests: `float32(x) <= threshold` goes left, the threshold in double; NaN by
  /// `missing_go_to_left`.
  ///
  /// CatBoost's numeric splits are the same: `float32(x) > border` goes right, missing values by the feature's
  /// `nan_value_treatment`.
  ///
  /// Source: scikit-learn 1.9, `sklearn/tree/_tree.pyx`, `_apply_dense`; CatBoost 1.2,
  /// `catboost/libs/model/cpu/quantization.h`, `BinarizeFloats`.
  case scikitTree(missingLeft: Bool)
  /// scikit-learn's histogram boosting, numeric: `x <= threshold` goes left, in double; NaN by
  /// `missing_go_to_left`.
  ///
  /// Source: scikit-learn 1.9, `sklearn/ensemble/_hist_gradient_boosting/_predictor.pyx`.
  case scikitHistogram(missingLeft: Bool)
  /// scikit-learn's histogram boosting, categorical: in the set → left; a category not known in training, negative
  /// or NaN takes the missing side.
  case scikitHistogramCategorical(missingLeft: Bool)

  /// Which values a numeric LightGBM split treats as missing.
  public enum Missing: UInt8, Hashable, Sendable {
    /// None: NaN is read as 0 and compared; the default side is not used.
    case none = 0
    /// NaN and 0 take the default side.
    case zero = 1
    /// NaN takes the default side.
    case nan = 2
  }

  /// Whether the split compares with a set of categories.
  public var isCategorical: Bool {
    switch self {
    case .lightGBMCategorical, .xgBoostCategorical, .scikitHistogramCategorical: true
    case .lightGBM, .xgBoost, .scikitTree, .scikitHistogram: false
    }
  }
}
