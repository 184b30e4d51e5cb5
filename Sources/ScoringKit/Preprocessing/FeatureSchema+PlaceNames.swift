// How LightGBM, XGBoost, scikit-learn and CatBoost call columns without names: `Column_0`, `f0`, `x0`, `0`.
//
// Source: `LGBM_DatasetCreateFromMat` in LightGBM's `src/c_api.cpp`, `feature_names` in XGBoost's `core.py`,
// `_generate_get_feature_names_out` in scikit-learn's `utils/_set_output.py`, CatBoost's `feature_names_`.
extension FeatureSchema {
  private static let placePrefixes = ["Column_", "f", "x", ""]

  /// Whether a name says nothing but the column's place.
  public static func isPlace(_ name: String, at index: Int) -> Bool {
    placePrefixes.contains { name == "\($0)\(index)" }
  }

  /// Whether two names, of a model and of what comes before it, can be of the same column.
  ///
  /// They can if they are equal but for spaces against `_`, or if one of them says nothing but the place; unless both
  /// count in the same way and say two places.
  public static func canBeSame(_ name: String, _ other: String, at index: Int) -> Bool {
    if storedName(name) == storedName(other) { return true }
    guard isPlace(name, at: index) || isPlace(other, at: index) else { return false }
    return !placePrefixes.contains { place(name, $0) != nil && place(other, $0) != nil }
  }

  private static func place(_ name: String, _ prefix: String) -> Int? {
    name.hasPrefix(prefix) ? Int(name.dropFirst(prefix.count)) : nil
  }
}
