package import ScoringKit

/// A file to be joined into a bundle: a trained model, or a fitted scaler by itself.
package enum ConversionInput: Sendable {
  /// A trainer's document.
  case model(ModelFormat, [UInt8], part: String?)
  /// A MinMaxScaler, and the names of the columns it was fitted on; nil where they are not known.
  case scaler(MinMaxScaler, names: [String]?)

  /// Looks into a file; its content decides which it is.
  ///
  /// - Throws: ``ScoringError/Code/unreadableFile``, ``ScoringError/Code/documentTooLarge``; as
  ///   ``init(bytes:options:)``.
  package init(path: String, options: ReadOptions = ReadOptions()) throws(ScoringError) {
    try self.init(bytes: try FileBytes.read(path: path, limits: options.limits), options: options)
  }

  /// Looks into a document.
  ///
  /// - Throws: ``ScoringError/Code/unsupportedOperation`` for a bundle, and for a pickle that prepares rows in
  ///   another way than by one MinMaxScaler; what the pickle's reader throws.
  package init(bytes: [UInt8], options: ReadOptions = ReadOptions()) throws(ScoringError) {
    guard case .model(let format) = try DocumentKind(of: bytes) else {
      throw ScoringError(.unsupportedOperation, "this is a bundle already; expected a model or a scaler")
    }
    guard format == .pickle else {
      self = .model(format, bytes, part: nil)
      return
    }
    let budget = ReadBudget(options.limits, byteCount: bytes.count)
    let pickled = try PickledModel(bytes, options, budget)
    try budget.requireKept()
    switch pickled.content {
    case .model: self = .model(format, bytes, part: options.part)
    case .pipeline(let pipeline, let schema):
      guard let scaler = pipeline.onlyStep as? MinMaxScaler else {
        throw ScoringError(
          .unsupportedOperation,
          "\(pickled.path): this is a \(pickled.format); only a MinMaxScaler can be joined with a model; pickle "
            + "the whole pipeline with its model as the last step instead, or load this as it is, as a pipeline"
        )
      }
      self = .scaler(scaler, names: schema.features.map(\.name))
    }
  }
}

extension Pipeline {
  /// The one transformer there is, however many pipelines of one step it stands in; nil for several.
  fileprivate var onlyStep: (any Transformer)? {
    guard steps.count == 1 else { return nil }
    return (steps[0] as? Pipeline).map { $0.onlyStep } ?? steps[0]
  }
}
