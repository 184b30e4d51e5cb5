internal import ScoringKit

/// Reads pickles and joblib's files as data: nothing is imported, nothing is called.
enum PickleReader {
  /// Whether a document begins as a pickle does, or as one that joblib has compressed.
  static func recognises(_ bytes: [UInt8]) -> Bool {
    PickleCompression(bytes) != nil || isPickle(bytes)
  }

  /// Whether a document begins as a pickle that is not compressed.
  static func isPickle(_ bytes: [UInt8]) -> Bool {
    guard bytes.count >= 2 else { return false }
    switch bytes[0] {
    // Protocols 2 and later state themselves.
    case PickleOpcode.proto.rawValue: return bytes[1] <= 8
    // Earlier ones begin with what they hold, and end with a full stop.
    case PickleOpcode.global.rawValue, PickleOpcode.mark.rawValue, PickleOpcode.emptyDict.rawValue,
      PickleOpcode.emptyList.rawValue, PickleOpcode.emptyTuple.rawValue:
      return bytes.last == PickleOpcode.stop.rawValue
    default: return false
    }
  }

  /// Reads a document.
  ///
  /// - Throws: ``ScoringError`` of group 2xx for a document that is damaged, with the byte (after decompression);
  ///   ``ScoringError/Code/documentTooLarge``; ``ScoringError/Code/unsupportedFeature`` for what cannot be
  ///   honoured and for a document that names what runs code, such as `os.system`.
  static func read(
    _ bytes: [UInt8], limits: PickleLimits = PickleLimits(), budget: ReadBudget
  ) throws(ScoringError) -> PickleDocument {
    let content = try content(of: bytes, limits: limits, budget: budget)
    let document = try PickleMachine.read(content, limits: limits, budget: budget)
    try document.requireNothingDangerous()
    return document
  }

  /// A document without the compression around it, if there is one.
  static func content(
    of bytes: [UInt8], limits: PickleLimits, budget: ReadBudget
  ) throws(ScoringError) -> [UInt8] {
    try PickleCompression(bytes)?.decompress(bytes, limits: limits, budget: budget) ?? bytes
  }
}
