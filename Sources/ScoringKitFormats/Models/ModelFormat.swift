internal import ScoringKit

/// A format of trained models: one row of ``allCases``.
///
/// Recognition, reading, refusals and the help texts of `skit` are made from these rows; a new format is a row.
public struct ModelFormat: RawRepresentable, CaseIterable, Hashable, Sendable {
  /// What a bundle calls it, such as `lightgbm-text`.
  public let rawValue: String
  /// What messages and help texts call it, such as `LightGBM text`.
  package let name: String
  /// What else may be stated of a document.
  let takes: Options
  /// Whether a document is text, and stands in a bundle as it is; otherwise it stands there as base64.
  let isText: Bool
  /// Whether a document begins as one of this format does.
  let recognises: @Sendable ([UInt8]) -> Bool
  /// Reads a document; throws what the format's reader does.
  let read: @Sendable ([UInt8], ReadOptions, ReadBudget) throws(ScoringError) -> TrainedModel

  /// What the document leaves open.
  struct Options: OptionSet, Hashable {
    let rawValue: UInt8
    /// What ``XGBoostOptions`` say.
    static let xgBoost = Options(rawValue: 1)
    /// The way to one of several things.
    static let part = Options(rawValue: 2)
  }

  private init(
    _ rawValue: String, name: String, isText: Bool, takes: Options = [],
    recognises: @escaping @Sendable ([UInt8]) -> Bool,
    read: @escaping @Sendable ([UInt8], ReadOptions, ReadBudget) throws(ScoringError) -> TrainedModel
  ) {
    self.rawValue = rawValue
    self.name = name
    self.takes = takes
    self.isText = isText
    self.recognises = recognises
    self.read = read
  }

  /// The format that a bundle calls so; nil for none.
  public init?(rawValue: String) {
    guard let format = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
    self = format
  }

  /// Whether two are the same format.
  public static func == (a: ModelFormat, b: ModelFormat) -> Bool { a.rawValue == b.rawValue }

  /// Feeds the format to a hash function.
  public func hash(into hasher: inout Hasher) { hasher.combine(rawValue) }
}

extension ModelFormat {
  /// All formats, in the order in which a document is asked whether it is of them.
  public static let allCases: [ModelFormat] = [
    lightGBMText, xgBoostJSON, xgBoostUBJSON, catBoostJSON, onnx, pickle,
  ]

  /// LightGBM's text model.
  public static let lightGBMText = ModelFormat(
    "lightgbm-text", name: "LightGBM text", isText: true, recognises: LightGBMReader.recognises,
    read: TrainedModel.lightGBM)

  /// XGBoost's JSON.
  public static let xgBoostJSON = ModelFormat(
    "xgboost-json", name: "XGBoost JSON", isText: true, takes: .xgBoost,
    recognises: { XGBoostReader.encoding(of: $0) == .json },
    read: { (bytes, options, budget) throws(ScoringError) in
      try TrainedModel.xgBoost(bytes, .json, options, budget)
    })

  /// XGBoost's UBJSON.
  public static let xgBoostUBJSON = ModelFormat(
    "xgboost-ubjson", name: "XGBoost UBJSON", isText: false, takes: .xgBoost,
    recognises: { XGBoostReader.encoding(of: $0) == .ubjson },
    read: { (bytes, options, budget) throws(ScoringError) in
      try TrainedModel.xgBoost(bytes, .ubjson, options, budget)
    })

  /// CatBoost's JSON.
  public static let catBoostJSON = ModelFormat(
    "catboost-json", name: "CatBoost JSON", isText: true, recognises: CatBoostReader.recognises,
    read: TrainedModel.catBoost)

  /// An ONNX model of trees.
  public static let onnx = ModelFormat(
    "onnx", name: "ONNX", isText: false,
    recognises: { ONNXReader.recognises($0) && !DocumentBeginning($0).isNestedProtobuf },
    read: TrainedModel.onnx)

  /// A pickle or a joblib file of any trainer.
  public static let pickle = ModelFormat(
    "pickle", name: "a pickle or joblib file", isText: false, takes: .part,
    recognises: PickleModelReader.recognises, read: TrainedModel.pickle)
}

extension ModelFormat {
  /// The names of all formats, for a message or a help text.
  package static let names = allCases.map(\.name).joined(separator: ", ")

  /// The same with the bundle, which holds a model of one of them: all that a document may be.
  package static let namesAndBundle = "\(names), a ScoringKit bundle"

  /// Refuses options that the format does not take.
  ///
  /// - Throws: ``ScoringError/Code/unknownOption``.
  func requireFit(_ xgBoost: XGBoostOptions, part: String?) throws(ScoringError) {
    guard takes.contains(.part) || part == nil else {
      throw ScoringError(.unknownOption, "a part can be named of a pickle or joblib file only")
    }
    guard takes.contains(.xgBoost) || xgBoost == XGBoostOptions() else {
      throw ScoringError(
        .unknownOption, "a missing value and a best iteration can be stated for XGBoost's own files only")
    }
  }
}
