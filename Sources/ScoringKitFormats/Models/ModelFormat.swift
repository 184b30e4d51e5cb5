/// How a trained model's own document is written.
public enum ModelFormat: String, CaseIterable, Hashable, Sendable {
  /// LightGBM's text model.
  case lightGBMText = "lightgbm-text"
  /// XGBoost's JSON.
  case xgBoostJSON = "xgboost-json"
  /// XGBoost's UBJSON.
  case xgBoostUBJSON = "xgboost-ubjson"
  /// CatBoost's JSON.
  case catBoostJSON = "catboost-json"
  /// An ONNX model of trees.
  case onnx
  /// A pickle or a joblib file of any trainer.
  case pickle
}

extension ModelFormat {
  /// Whether the document leaves open what ``XGBoostOptions`` say.
  var takesXGBoostOptions: Bool { self == .xgBoostJSON || self == .xgBoostUBJSON }

  /// Whether a document is text, and stands in a bundle as it is; otherwise it stands there as base64.
  var isText: Bool { self == .lightGBMText || self == .xgBoostJSON || self == .catBoostJSON }

  /// The format of an XGBoost document.
  init(_ encoding: ValueTape.Encoding) {
    switch encoding {
    case .json: self = .xgBoostJSON
    case .ubjson: self = .xgBoostUBJSON
    }
  }
}
