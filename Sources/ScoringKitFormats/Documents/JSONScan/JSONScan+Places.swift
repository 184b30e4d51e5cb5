internal import ScoringKit

extension JSONScan {
  /// A refusal at the current position, or at an earlier byte of the same value.
  func refusal(_ code: ScoringError.Code, _ message: String, at byte: Int? = nil) -> ScoringError {
    ScoringError(code, message, at: .path(path.description, byte: byte ?? position))
  }

  /// A refusal because the bytes end; `place` completes "the document ends".
  func truncation(_ place: String) -> ScoringError {
    ScoringError(
      .truncatedDocument, "the document ends \(place)", at: .path(path.description, byte: bytes.count))
  }

  /// The value being read, by the open containers.
  private var path: DocumentPath {
    frames.reduce(.root) { path, frame in
      guard frame.isObject else { return path.element(frame.element) }
      return frame.key.map { path.member(decodedText($0)) } ?? path
    }
  }

  /// The text that a string already scanned stands for.
  func decodedText(_ range: Range<Int>) -> String {
    String(decoding: Self.decoded(bytes[range]), as: UTF8.self)
  }

  /// The bytes that a string already scanned stands for.
  static func decoded(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var units: [UInt16] = []
    var decoded: [UInt8] = []
    var rest = text
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\"), let escape = rest.popFirst() else {
        decoded.append(byte)
        continue
      }
      guard escape == UInt8(ascii: "u") else {
        decoded.append(character(ofEscape: escape))
        continue
      }
      let unit = rest.prefix(4).reduce(0) { unit, digit in unit << 4 | (hexadecimalDigit(digit) ?? 0) }
      rest = rest.dropFirst(4)
      units.append(UInt16(truncatingIfNeeded: unit))
      // The first of two surrogates waits for the second.
      if UTF16.isLeadSurrogate(UInt16(truncatingIfNeeded: unit)) { continue }
      decoded.append(contentsOf: String(decoding: units, as: UTF16.self).utf8)
      units.removeAll()
    }
    return decoded
  }

  private static func character(ofEscape escape: UInt8) -> UInt8 {
    switch escape {
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    default: escape
    }
  }
}
