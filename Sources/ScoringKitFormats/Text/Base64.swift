internal import ScoringKit

/// Base64 as in RFC 4648, section 4: the plain alphabet, padded, one text for the same bytes.
enum Base64 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  private static let padding = UInt8(ascii: "=")
  /// Stands for a character outside the alphabet.
  private static let noDigit: UInt8 = 64
  /// The digit of each character.
  private static let digits: [UInt8] = {
    var digits = [UInt8](repeating: noDigit, count: 256)
    for (digit, character) in alphabet.enumerated() { digits[Int(character)] = UInt8(digit) }
    return digits
  }()

  /// The text of bytes: four characters for each three, the last four padded.
  static func text(_ bytes: [UInt8]) -> String {
    var characters: [UInt8] = []
    characters.reserveCapacity((bytes.count / 3 + 1) * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let count = min(bytes.count - start, 3)
      var bits = UInt32(bytes[start]) << 16
      if count > 1 { bits |= UInt32(bytes[start + 1]) << 8 }
      if count > 2 { bits |= UInt32(bytes[start + 2]) }
      for place in 0..<4 {
        characters.append(place <= count ? alphabet[Int(bits >> UInt32(18 - 6 * place) & 63)] : padding)
      }
    }
    return String(decoding: characters, as: UTF8.self)
  }

  /// The bytes of a text.
  ///
  /// - Throws: ``ScoringError/Code/malformedDocument``, with the character counted from 0, for anything that
  ///   ``text(_:)`` does not write: another character (a space and a line end too), missing or superfluous
  ///   padding, and bits behind the last byte that are not zero.
  static func bytes(_ text: String) throws(ScoringError) -> [UInt8] {
    let characters = Array(text.utf8)
    guard characters.count.isMultiple(of: 4) else {
      throw ScoringError(
        .malformedDocument,
        "base64 has a multiple of four characters, padded by '='; found \(characters.count)")
    }
    let digitCount = characters.count - characters.suffix(2).count { $0 == padding }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(characters.count / 4 * 3)
    var bits: UInt32 = 0
    var bitCount: UInt32 = 0
    for place in 0..<digitCount {
      let digit = digits[Int(characters[place])]
      guard digit != noDigit else {
        throw ScoringError(.malformedDocument, "expected a character of base64 at \(place)")
      }
      // At most six bits are left of the digits before.
      bits = (bits << 6 | UInt32(digit)) & 0xFFF
      bitCount += 6
      guard bitCount >= 8 else { continue }
      bitCount -= 8
      bytes.append(UInt8(truncatingIfNeeded: bits >> bitCount))
    }
    guard bits & (1 << bitCount - 1) == 0 else {
      throw ScoringError(
        .malformedDocument, "the last character of the base64, at \(digitCount - 1), holds bits of no byte")
    }
    return bytes
  }
}
