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
  public init(path: String, limits: ReadLimits = ReadLimits()) throws(ScoringError) {
    try self.init(bytes: try FileBytes.read(path: path, limits: limits), limits: limits)
  }

  /// Reads a document in memory.
  ///
  /// - Throws: As ``init(path:limits:)``.
  public init(bytes: [UInt8], limits: ReadLimits = ReadLimits()) throws(ScoringError) {
    try limits.requireFit(byteCount: bytes.count)
    guard !bytes.isEmpty else {
      throw ScoringError(.emptyDocument, "the document has no bytes", at: .byte(0))
    }
    if Bundle.isBundle(bytes) {
      let bundle = try Bundle.read(bytes, limits: limits)
      (model, format) = try bundle.makeModel()
      digest = bundle.modelDigest
      self.bundle = bundle
    } else {
      guard LightGBMReader.recognises(bytes) else {
        throw ScoringError(
          .unknownFormat,
          "the content is of no format this library reads: LightGBM text begins with a line 'tree', a "
            + "ScoringKit bundle is a JSON object", at: .byte(0))
      }
      let result = try LightGBMReader.read(bytes)
      model = ScoringModel(result.forest)
      format = "lightgbm-text \(result.version)"
      digest = Digest.sha256(bytes)
      bundle = nil
    }
  }
}
