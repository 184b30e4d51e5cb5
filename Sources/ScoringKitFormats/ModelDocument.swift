public import ScoringKit

/// A file's content, read, checked and prepared: the one way from bytes to a model.
///
///     let document = try ModelDocument(path: "model.txt")
///     let probability = try document.model.evaluator.predictions(of: row)[0]
public struct ModelDocument: Sendable {
  /// The model, ready to serve.
  public let model: ScoringModel
  /// The format and version of the model itself, such as `lightgbm-text v4`.
  public let format: String
  /// SHA-256 of the model's own document (inside a bundle: of the embedded one), 64 hexadecimal digits.
  public let digest: String
  /// The bundle the model came in; nil for a bare model.
  public let bundle: Bundle?

  /// Reads a file, whatever supported format its content is of.
  ///
  /// - Throws: ``ScoringError`` of group 4xx for a file that cannot be read or is over the limit, of 2xx or 3xx,
  ///   with the place, for a document that is damaged or not supported.
  public init(
    path: String, limits: ReadLimits = ReadLimits(), xgBoost: XGBoostOptions = XGBoostOptions()
  ) throws(ScoringError) {
    try self.init(bytes: try FileBytes.read(path: path, limits: limits), limits: limits, xgBoost: xgBoost)
  }

  /// Reads a document in memory.
  ///
  /// - Throws: As ``init(path:limits:xgBoost:)``; ``ScoringError/Code/unknownOption`` for options of XGBoost's
  ///   on another trainer's model.
  public init(
    bytes: [UInt8], limits: ReadLimits = ReadLimits(), xgBoost: XGBoostOptions = XGBoostOptions()
  ) throws(ScoringError) {
    try limits.requireFit(byteCount: bytes.count)
    switch try DocumentKind(of: bytes) {
    case .bundle:
      guard xgBoost == XGBoostOptions() else {
        throw ScoringError(
          .unknownOption, "a bundle states a missing value and a best iteration itself; here they cannot be")
      }
      let bundle = try Bundle.read(bytes, limits: limits)
      (model, format) = try bundle.makeModel(limits: limits)
      digest = bundle.modelDigest
      self.bundle = bundle
    case .model(let format):
      try format.requireFit(xgBoost)
      let trained = try TrainedModel(format, bytes, xgBoost, limits: limits)
      (model, self.format) = (trained.model, trained.format)
      // Last, because it takes longer than most refusals.
      digest = Digest.sha256(bytes)
      bundle = nil
    }
  }

  private init(_ model: ScoringModel, of document: ModelDocument) {
    self.model = model
    format = document.format
    digest = document.digest
    bundle = nil
  }

  /// The model as it was after some of its boosting iterations: columns and pipeline stay, a policy does not,
  /// because its threshold was found for the whole model.
  ///
  /// - Throws: As ``ScoringKit/Forest/limited(toIterations:)``.
  public func limited(toIterations iterations: Range<Int>) throws(ScoringError) -> ModelDocument {
    ModelDocument(try model.limited(toIterations: iterations), of: self)
  }
}
