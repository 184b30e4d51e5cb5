/// The escapes in the text lines of protocol 0.
enum PickleEscapes {
  private static let backslash = UInt8(ascii: "\\")

  /// Python's `raw-unicode-escape`: Latin-1, with `\uXXXX` and `\UXXXXXXXX`; nil if such an escape is broken.
  static func text(_ line: ArraySlice<UInt8>) -> String? {
    var text = String.UnicodeScalarView()
    var rest = line
    while let byte = rest.popFirst() {
      guard byte == backslash, let letter = rest.first,
        letter == UInt8(ascii: "u") || letter == UInt8(ascii: "U")
      else {
        text.append(Unicode.Scalar(byte))
        continue
      }
      rest.removeFirst()
      guard let code = hexadecimal(&rest, digits: letter == UInt8(ascii: "u") ? 4 : 8),
        let scalar = Unicode.Scalar(code)
      else { return nil }
      text.append(scalar)
    }
    return String(text)
  }

  /// Python 2's `string-escape`; nil if an escape is broken.
  static func bytes(_ line: ArraySlice<UInt8>) -> [UInt8]? {
    var bytes: [UInt8] = []
    var rest = line
    while let byte = rest.popFirst() {
      guard byte == backslash else {
        bytes.append(byte)
        continue
      }
      guard let letter = rest.popFirst() else { return nil }
      switch letter {
      case UInt8(ascii: "x"):
        guard let code = hexadecimal(&rest, digits: 2) else { return nil }
        bytes.append(UInt8(truncatingIfNeeded: code))
      case UInt8(ascii: "n"): bytes.append(0x0A)
      case UInt8(ascii: "r"): bytes.append(0x0D)
      case UInt8(ascii: "t"): bytes.append(0x09)
      case backslash, UInt8(ascii: "'"), UInt8(ascii: "\""): bytes.append(letter)
      // Python's writer makes no others.
      default: return nil
      }
    }
    return bytes
  }

  private static func hexadecimal(_ rest: inout ArraySlice<UInt8>, digits: Int) -> UInt32? {
    guard rest.count >= digits else { return nil }
    var value: UInt32 = 0
    for _ in 0..<digits {
      guard let byte = rest.popFirst(), let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        return nil
      }
      value = value << 4 | UInt32(digit)
    }
    return value
  }
}
