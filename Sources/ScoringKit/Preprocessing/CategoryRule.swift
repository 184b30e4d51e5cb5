/// How a feature's trainer compares what a row holds with the categories it knows, and what `None` is to it.
public enum CategoryRule: Hashable, Sendable {
  /// pandas' categories, whose codes LightGBM and XGBoost see: values of different types are told apart, and one of a
  /// type that no category has is refused; `None` is missing, like NaN.
  ///
  /// Of a numeric feature: the values of a category column would be codes, which only the trainer's categories tell.
  ///
  /// Source: `_data_from_pandas` in LightGBM 4.7's `basic.py`, `src/data/cat_container.h` of XGBoost 3.2.
  case codes
  /// Values as Python compares them, 1, 1.0 and True being one; `None` is missing, like NaN, as NumPy's conversion to
  /// float makes it.
  case values
  /// Values as Python compares them, in columns of objects: `None` is a value of its own, and not NaN.
  ///
  /// Source: `sklearn/utils/_encode.py` and `_object_dtype_isnan` in `sklearn/utils/fixes.py`, scikit-learn 0.24 to
  /// 1.9.
  case objects
}

extension CategoryRule {
  /// The category as one that is compared by `==`: to Python a truth is a number.
  package func key(of category: Category) -> Category {
    guard self != .codes, case .boolean(let truth) = category else { return category }
    return .number(truth ? 1 : 0)
  }
}
