public import ScoringKit

/// Everything a decision needs, in one JSON document: schema, scaler, model and policy; and what explanations may be
/// made against, a background.
///
///     let bundle = try Bundle.read(bytes)
///     try bundle.write(path: "model.json")
///
/// ## The format, version 1
///
///     {
///       "format": "scoringkit-bundle",
///       "format_version": 1,
///       "sha256": "4e07…",
///       "features": [
///         {"name": "duration", "kind": "numeric"},
///         {"name": "purpose", "kind": "categorical", "categories": ["A40", "A41"]}
///       ],
///       "scaler": {"kind": "MinMaxScaler", "scale": [0.02, 1.0], "min": [-0.08, 0.0], "clip": [0.0, 1.0]},
///       "model": {"format": "lightgbm-text", "sha256": "9f86…", "text": "tree\nversion=v4\n…"},
///       "policy": {"positive_class": "default", "threshold": 0.1667, "refuse_when": ">=", "reason_limit": 4},
///       "background": {"rows": 1000, "dtype": "float32", "sha256": "8d96…", "base64": "AADAQAAAgD8…"}
///     }
///
/// - `features`: The raw columns in the model's order. A categorical column's value is its text's
///   position; an `open_categorical` one takes other texts too, whose value is the number of categories.
/// - `scaler`: scikit-learn's `scale_` and `min_`, one number a feature, both null for a column that was
///   missing in all of the training data; `clip` is null or the `feature_range`. The whole may be null or
///   absent.
/// - `model`: The trainer's own document, byte for byte: at `text` for the formats `lightgbm-text`,
///   `xgboost-json` and `catboost-json`, at `base64` (RFC 4648, padded, without line ends) for `xgboost-ubjson`,
///   `onnx` and `pickle`.
///   `sha256` is of the document's own bytes; it is always written, may be absent, and is checked where it is
///   not. XGBoost's formats take two keys more: `missing`, the number that stood for a missing value in
///   training beside NaN, or null; and `best_iteration`, whether the trees behind the best iteration are left
///   out. Absent, they are null and false. `pickle` takes one more: `part`, the way to the model in a pickle of several
///   parts, such as `$.model`, which is then read alone; absent where it is the only one.
/// - A pickle or ONNX model that prepares its rows itself must be given its own raw columns as `features`, and no
///   scaler.
/// - `policy`: The ``/ScoringKit/Policy``; `refuse_when` is one of `>=`, `>`, `<=` and `<`. The whole may be null or
///   absent, and so may `reason_limit`.
/// - `background`: Rows of the raw columns for Shapley values against them, row-major, one little-endian IEEE 754
///   number a feature in their order, as base64 like the model's; a missing value is NaN, a category its number.
///   `dtype` is `float32` or `float64`; what this library writes is `float32` exactly where that holds every number to
///   its bits. `rows` is at least 1, and the bytes are `rows` × features × 4 or 8. `sha256` is of the bytes; it is
///   always written, may be absent, and is checked where it is not. The whole may be null or absent, and is absent
///   in what is written without one.
///
/// A key that is not listed is refused: it would mean something this version cannot honour. So is a newer
/// version. The document is strict JSON (RFC 8259, UTF-8) without duplicate keys, at most 64 levels deep.
public struct Bundle: Sendable {
  /// The newest version of the format this library reads, and the one it writes.
  public static let formatVersion = 1

  /// The raw columns.
  public let schema: FeatureSchema
  /// Applied before the model; nil where there is none.
  public let scaler: MinMaxScaler?
  /// The lender's rule; nil where there is none.
  public let policy: Policy?
  /// The model's own document, as the trainer wrote it.
  public let model: EmbeddedModel
  /// Rows to explain against; nil where there are none.
  public let background: EmbeddedBackground?
  /// SHA-256 of the model's own document, 64 hexadecimal digits.
  public var modelDigest: String { model.digest }

  /// Puts the parts together; whether they fit each other, the model made of them says.
  public init(
    schema: FeatureSchema, scaler: MinMaxScaler?, policy: Policy?, model: EmbeddedModel,
    background: EmbeddedBackground? = nil
  ) {
    self.schema = schema
    self.scaler = scaler
    self.policy = policy
    self.model = model
    self.background = background
  }

  /// Puts the parts together with a LightGBM text model; whether they fit each other, the model made of them
  /// says.
  public init(
    schema: FeatureSchema, scaler: MinMaxScaler?, policy: Policy?, modelText: String,
    background: EmbeddedBackground? = nil
  ) {
    self.init(
      schema: schema, scaler: scaler, policy: policy, model: EmbeddedModel(lightGBMText: modelText),
      background: background)
  }

  /// What stands at the keys `format`, `scaler.kind` and `features.kind`.
  enum Name {
    static let bundle = "scoringkit-bundle"
    static let scaler = "MinMaxScaler"
    static let numeric = "numeric"
    static let openCategorical = "open_categorical"
    static let categorical = "categorical"
  }
}
