extension XGBoostReader {
  /// How an XGBoost document is written; nil for any other document.
  ///
  /// Decided by the document's beginning: an object whose first key is one of XGBoost's.
  static func encoding(of bytes: [UInt8]) -> ValueTape.Encoding? {
    if JSONScan.isObject(bytes, beginningWith: firstKeys) { return .json }
    guard let start = JSONScan.position(behind: UInt8(ascii: "{"), from: 0, of: bytes) else { return nil }
    let header = bytes[start...].prefix(2 * Self.longestHeader)
    return firstKeys.contains { Self.begins(header, withKey: $0) } ? .ubjson : nil
  }

  private static let firstKeys = ["learner", "version", "Config", "Model"].map { Array($0.utf8) }

  /// A UBJSON key's length, at most a marker and eight bytes; as much again for an object's stated count.
  private static let longestHeader = 9

  /// Whether a UBJSON object's content begins with a key, perhaps behind the number of its members.
  private static func begins(_ content: ArraySlice<UInt8>, withKey key: [UInt8]) -> Bool {
    var content = content
    if content.first == UInt8(ascii: "#") {
      content.removeFirst()
      guard readLength(&content) != nil else { return false }
    }
    return readLength(&content) == key.count && content.starts(with: key)
  }

  private static func readLength(_ content: inout ArraySlice<UInt8>) -> Int? {
    guard let marker = content.popFirst(), let type = UBJSONType(rawValue: marker), type.kind == .number,
      let size = type.size, content.count >= size
    else { return nil }
    let length = type.integer(Array(content.prefix(size)).span, at: 0)
    content.removeFirst(size)
    return length
  }
}
