/// What a document's beginning says, before anything is scanned.
extension JSONScan {
  /// Whether the document begins as an object whose first key is one of these, which need no escapes.
  static func isObject(_ bytes: [UInt8], beginningWith keys: [[UInt8]]) -> Bool {
    guard let start = position(behind: UInt8(ascii: "{"), from: 0, of: bytes),
      let key = position(behind: UInt8(ascii: "\""), from: start, of: bytes)
    else { return false }
    return keys.contains { bytes[key...].starts(with: $0 + [UInt8(ascii: "\"")]) }
  }

  /// Whether a document that has been scanned is the word `null`.
  static func isNull(_ bytes: [UInt8]) -> Bool {
    position(behind: UInt8(ascii: "n"), from: 0, of: bytes) != nil
  }

  /// The position behind a character, if only white space stands before it.
  static func position(behind character: UInt8, from start: Int, of bytes: [UInt8]) -> Int? {
    let spaces: [UInt8] = [UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r")]
    guard let index = bytes[start...].firstIndex(where: { !spaces.contains($0) }), bytes[index] == character
    else { return nil }
    return index + 1
  }
}
