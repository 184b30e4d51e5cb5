public import ScoringKit

/// A pickle of preprocessing without a model (a scaler, an encoder, a column transformer or a pipeline of such),
/// read, checked and prepared.
///
///     let document = try PipelineDocument(path: "scaler.pkl")
///     let scaled = try document.transformed([43, 2500])
public struct PipelineDocument: Sendable {
  /// From raw rows to transformed ones.
  public let pipeline: Pipeline
  /// The columns a row must have.
  public let schema: FeatureSchema
  /// The names of the transformed columns, as scikit-learn's `get_feature_names_out` gives them.
  public let outputNames: [String]
  /// Who fitted it and what it is, such as `scikit-learn 1.9.1 MinMaxScaler`.
  public let format: String
  /// SHA-256 of the document, 64 hexadecimal digits.
  public let digest: String
  /// What a pickle of several parts holds and what became of each; empty for preprocessing that stands alone.
  public let parts: [DocumentPart]

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - options: What it may cost, and the part that is meant of a pickle that holds several things.
  /// - Throws: ``/ScoringKit/ScoringError`` of group 4xx for a file that cannot be read or is over the limit; as
  ///   ``init(bytes:options:)``.
  public init(path: String, options: ReadOptions = ReadOptions()) throws(ScoringError) {
    try Self.requireNoModel(options)
    try self.init(bytes: try FileBytes.read(path: path, limits: options.limits), options: options)
  }

  /// Reads a document in memory.
  ///
  /// - Parameters:
  ///   - bytes: The document.
  ///   - options: What it may cost, and the part that is meant of a pickle that holds several things.
  /// - Throws: ``/ScoringKit/ScoringError/Code/unsupportedOperation`` for a model,
  ///   ``/ScoringKit/ScoringError/Code/unknownOption`` for options of a model's, ``/ScoringKit/ScoringError`` of
  ///   group 2xx or 3xx, with the place, for a document that is damaged or not supported.
  public init(bytes: [UInt8], options: ReadOptions = ReadOptions()) throws(ScoringError) {
    try Self.requireNoModel(options)
    try options.limits.requireFit(byteCount: bytes.count)
    guard case .model(.pickle) = try DocumentKind(of: bytes) else { throw Self.isModel }
    let budget = ReadBudget(options.limits, byteCount: bytes.count)
    let pickled = try PickledModel(bytes, options, budget)
    try budget.requireKept()
    guard case .pipeline(let pipeline, let schema) = pickled.content else { throw Self.isModel }
    self.pipeline = pipeline
    self.schema = schema
    outputNames = try pipeline.outputNames(inputNames: schema.features.map(\.name))
    (format, parts) = (pickled.format, pickled.parts)
    digest = Digest.sha256(bytes)
  }

  /// Transforms rows that lie one after the other without a gap: texts as their codes, NaN where missing.
  ///
  /// - Throws: ``/ScoringKit/ScoringError/Code/shapeMismatch`` for what is no whole number of rows,
  ///   ``/ScoringKit/ScoringError/Code/invalidValue`` naming the feature, for a value that the trainer refuses too.
  public func transformed(_ rows: [Double]) throws(ScoringError) -> [Double] {
    var transformed = [Double](repeating: 0, count: rows.count / pipeline.inputCount * pipeline.outputCount)
    var span = transformed.mutableSpan
    do throws(ScoringError) {
      try pipeline.transform(rows.span, into: &span)
    } catch {
      throw schema.naming(error)
    }
    return transformed
  }

  /// Refuses what is said of a model where none is loaded.
  private static func requireNoModel(_ options: ReadOptions) throws(ScoringError) {
    guard options.xgBoost == XGBoostOptions(), !options.categoryCodes else {
      throw ScoringError(
        .unknownOption, "a missing value, a best iteration and category codes are a model's, not a pipeline's"
      )
    }
  }

  private static var isModel: ScoringError {
    ScoringError(
      .unsupportedOperation, "the document is a model, not preprocessing alone; load it as a model")
  }
}
