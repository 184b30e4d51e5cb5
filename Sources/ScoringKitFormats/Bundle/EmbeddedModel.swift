public import ScoringKit

/// A trained model's own document inside a bundle, byte for byte, and what it leaves open.
public struct EmbeddedModel: Sendable {
  /// How the document is written.
  public let format: ModelFormat
  /// The document, as the trainer wrote it.
  public let bytes: [UInt8]
  /// What an XGBoost document leaves open; as by default for every other format.
  public let xgBoost: XGBoostOptions
  /// The way to the model in a pickle of several parts; nil for the only one and for every other format.
  public let part: String?
  /// SHA-256 of the document, 64 hexadecimal digits.
  public let digest: String

  /// Takes a document; whether it is of that format, the model made of it says.
  ///
  /// - Throws: ``/ScoringKit/ScoringError/Code/unknownOption`` for options of XGBoost's and a part of a pickle's on
  ///   another format, ``/ScoringKit/ScoringError/Code/numberOutOfRange`` for an infinite missing value, which JSON
  ///   cannot write.
  public init(
    format: ModelFormat, bytes: [UInt8], xgBoost: XGBoostOptions = XGBoostOptions(), part: String? = nil
  ) throws(ScoringError) {
    try format.requireFit(xgBoost, part: part)
    guard xgBoost.missingValue?.isFinite ?? true else {
      throw ScoringError(
        .numberOutOfRange, "the missing value of a bundle must be finite; NaN always is missing")
    }
    self.init(checked: format, bytes, xgBoost, part: part)
  }

  /// Takes a LightGBM text model.
  init(lightGBMText text: String) {
    self.init(checked: .lightGBMText, Array(text.utf8), XGBoostOptions(), part: nil)
  }

  private init(checked format: ModelFormat, _ bytes: [UInt8], _ xgBoost: XGBoostOptions, part: String?) {
    self.format = format
    self.bytes = bytes
    self.xgBoost = xgBoost
    self.part = part
    digest = Digest.sha256(bytes)
  }
}

extension EmbeddedModel {
  /// Reads the document.
  ///
  /// - Throws: What the format's reader throws; ``ScoringError/Code/unsupportedOperation`` for a pickle that only
  ///   prepares rows.
  func read(_ budget: ReadBudget) throws(ScoringError) -> TrainedModel {
    try format.read(bytes, ReadOptions(xgBoost: xgBoost, part: part), budget)
  }
}
