internal import ScoringKit

extension PickledModel {
  /// Reads a pickle, or one that is compressed as joblib does.
  ///
  /// - Throws: As ``PickleModelReader/read(_:options:budget:)``; ``ScoringError/Code/unknownFormat`` and
  ///   ``ScoringError/Code/unsupportedFeature`` for anything else that is compressed.
  init(_ bytes: [UInt8], _ options: ReadOptions, _ budget: ReadBudget) throws(ScoringError) {
    var readerOptions = PickleModelReader.Options()
    readerOptions.path = options.part
    readerOptions.limits.byteCount = options.limits.maximumBytes
    let content = try PickleReader.content(of: bytes, limits: readerOptions.limits, budget: budget)
    if let compression = PickleCompression(bytes) {
      try Self.requirePickle(content, inside: compression.name)
    }
    self = try PickleModelReader.read(content, options: readerOptions, budget: budget)
  }

  /// Anything can be compressed; only joblib's files are read so.
  private static func requirePickle(_ content: [UInt8], inside container: String) throws(ScoringError) {
    guard !PickleReader.isPickle(content) else { return }
    guard (try? DocumentKind(of: content)) != nil else {
      throw ForeignDocument.refusal(of: content, inside: container)
    }
    throw ScoringError(
      .unsupportedFeature,
      "the document is a model compressed with \(container); decompress it and load what is inside",
      at: .byte(0))
  }
}
