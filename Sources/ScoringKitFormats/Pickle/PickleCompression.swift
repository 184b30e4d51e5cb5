internal import ScoringKit

/// The compression around a pickle, told from its first bytes, as joblib does.
enum PickleCompression {
  case zlib
  case gzip
  /// One that this library does not undo, by joblib's name for it.
  case other(String)

  /// What it is called.
  var name: String {
    switch self {
    case .zlib: "zlib"
    case .gzip: "gzip"
    case .other(let name): name
    }
  }

  private static let prefixes: [(bytes: [UInt8], compression: PickleCompression)] = [
    ([0x1F, 0x8B], .gzip),
    (Array("BZh".utf8), .other("bz2")),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], .other("xz")),
    ([0x5D, 0x00, 0x00], .other("lzma")),
    ([0x04, 0x22, 0x4D, 0x18], .other("lz4")),
    ([0x28, 0xB5, 0x2F, 0xFD], .other("zstd")),
    (Array("ZF0x".utf8), .other("zfile")),
  ]

  /// The compression of a document; nil for one that is not compressed.
  init?(_ bytes: [UInt8]) {
    if let match = Self.prefixes.first(where: { bytes.starts(with: $0.bytes) }) {
      self = match.compression
    } else if bytes.count >= 2, bytes[0] == 0x78, (Int(bytes[0]) << 8 | Int(bytes[1])).isMultiple(of: 31) {
      // The first two bytes of a zlib stream carry a check.
      self = .zlib
    } else {
      return nil
    }
  }

  /// The document without its compression.
  ///
  /// - Throws: ``ScoringError/Code/unsupportedFeature`` for a compression that is not supported;
  ///   ``ScoringError/Code/malformedDocument``, ``ScoringError/Code/truncatedDocument``,
  ///   ``ScoringError/Code/documentTooLarge``.
  func decompress(
    _ bytes: [UInt8], limits: PickleLimits, budget: ReadBudget
  ) throws(ScoringError) -> [UInt8] {
    if case .other(let name) = self {
      throw ScoringError(
        .unsupportedFeature,
        "the document is compressed with \(name); save it again with joblib's compress='zlib' or 'gzip', or "
          + "uncompressed")
    }
    return try Inflater.inflate(bytes, limit: limits.byteCount, budget: budget)
  }
}
