internal import ScoringKit

extension JSONScan {
  /// A string from its opening to behind its closing quote; says whether it has escapes.
  mutating func scanString() throws(ScoringError) -> Bool {
    let start = position
    var hasEscapes = false
    position += 1
    while true {
      position = endOfPlainText()
      guard position < bytes.count else { throw truncation("inside the string that begins at byte \(start)") }
      switch bytes[position] {
      case UInt8(ascii: "\""):
        position += 1
        return hasEscapes
      case UInt8(ascii: "\\"):
        hasEscapes = true
        try scanEscape()
      case ..<0x20:
        throw refusal(.malformedDocument, "a control character in a string must be written as an escape")
      case ..<0x80: position += 1
      default: try scanMultibyteCharacter()
      }
    }
  }

  /// Where, from the current position on, whole words of eight ASCII bytes that mean themselves end.
  private func endOfPlainText() -> Int {
    // Safety: bytes have no padding that could be uninitialised.
    let text = unsafe bytes.span.bytes
    var end = position
    while text.byteCount - end >= 8 {
      // Safety: every bit pattern is a UInt64; the condition leaves eight bytes, and the call checks that.
      let word = unsafe UInt64(littleEndian: text.unsafeLoadUnaligned(fromByteOffset: end, as: UInt64.self))
      let special = Self.specialBytes(of: word)
      guard special == 0 else { return end + special.trailingZeroBitCount / 8 }
      end += 8
    }
    return end
  }

  /// The high bit of each byte that is a quote, a backslash, a control character or beyond ASCII.
  ///
  /// Borrows of the subtractions may set a bit falsely, but only above a true one: the lowest is always true.
  private static func specialBytes(of word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let quotes = word ^ (ones &* 0x22)
    let backslashes = word ^ (ones &* 0x5C)
    let borrows =
      ((word &- ones &* 0x20) & ~word) | ((quotes &- ones) & ~quotes) | ((backslashes &- ones) & ~backslashes)
    return (borrows | word) & (ones &* 0x80)
  }

  private mutating func scanEscape() throws(ScoringError) {
    let start = position
    guard position + 1 < bytes.count else { throw truncation("inside an escape") }
    switch bytes[position + 1] {
    case UInt8(ascii: "u"): break
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      position += 2
      return
    default:
      throw refusal(.malformedDocument, #"expected an escape: \" \\ \/ \b \f \n \r \t or \u"#)
    }
    let unit = try scanUnicodeEscape()
    guard unit != 0 else {
      // C strings end there: json-c would cut a key short, and a caller in C a name.
      throw refusal(.malformedDocument, "the character \\u0000 is refused in strings", at: start)
    }
    let isWhole = try 0xD800..<0xDC00 ~= unit ? scanLowSurrogate() : !(0xDC00..<0xE000 ~= unit)
    guard isWhole else {
      throw refusal(.malformedDocument, "a surrogate escape without its other half", at: start)
    }
  }

  private mutating func scanLowSurrogate() throws(ScoringError) -> Bool {
    for (offset, byte) in [UInt8(ascii: "\\"), UInt8(ascii: "u")].enumerated() {
      guard position + offset < bytes.count else { throw truncation("between two surrogates") }
      guard bytes[position + offset] == byte else { return false }
    }
    return try 0xDC00..<0xE000 ~= scanUnicodeEscape()
  }

  /// `\u` and four hexadecimal digits.
  private mutating func scanUnicodeEscape() throws(ScoringError) -> UInt32 {
    var unit: UInt32 = 0
    for index in position + 2..<position + 6 {
      guard index < bytes.count else { throw truncation("inside an escape") }
      guard let digit = Self.hexadecimalDigit(bytes[index]) else {
        throw refusal(.malformedDocument, "expected four hexadecimal digits after \\u")
      }
      unit = unit << 4 | digit
    }
    position += 6
    return unit
  }

  static func hexadecimalDigit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
  }

  /// A character of two to four bytes: no overlong form, no surrogate, nothing beyond U+10FFFF.
  private mutating func scanMultibyteCharacter() throws(ScoringError) {
    let lead = bytes[position]
    let (length, second): (Int, ClosedRange<UInt8>)
    switch lead {
    case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: throw refusal(.malformedDocument, "a byte that is not UTF-8")
    }
    for offset in 1..<length {
      guard position + offset < bytes.count else { throw truncation("inside a character") }
      guard (offset == 1 ? second : 0x80...0xBF).contains(bytes[position + offset]) else {
        throw refusal(.malformedDocument, "bytes that are not UTF-8")
      }
    }
    position += length
  }
}
