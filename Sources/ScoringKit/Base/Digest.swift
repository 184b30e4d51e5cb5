/// SHA-256: what tells two model documents apart, and a document from a damaged one.
///
///     Digest.sha256(Array("abc".utf8))  // "ba7816bf…f20015ad"
///
/// A digest without a key: it shows accidents, not forgery.
///
/// Source: FIPS 180-4, section 6.2.
public enum Digest {
  /// The SHA-256 of some bytes as 64 lower-case hexadecimal digits.
  ///
  /// - Complexity: Linear; copies none but the last block.
  public static func sha256(_ bytes: [UInt8]) -> String {
    let message = bytes.span
    var state = initialState
    let start = bytes.count / blockSize * blockSize
    mix(message.extracting(..<start), into: &state)
    mix(paddedTail(of: message, from: start).span, into: &state)
    return hexadecimal(state)
  }

  private static let initialState = SIMD8<UInt32>(
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19)

  /// What is left after the whole blocks, the bit 1, zeros, and the message's length in bits.
  private static func paddedTail(of message: Span<UInt8>, from start: Int) -> [UInt8] {
    var tail: [UInt8] = []
    for index in start..<message.count { tail.append(message[index]) }
    tail.append(0x80)
    while tail.count % blockSize != blockSize - 8 { tail.append(0) }
    let bitCount = UInt64(message.count) << 3
    for shift in stride(from: 56, through: 0, by: -8) {
      tail.append(UInt8(truncatingIfNeeded: bitCount >> UInt64(shift)))
    }
    return tail
  }

  private static func hexadecimal(_ state: SIMD8<UInt32>) -> String {
    var digits: [UInt8] = []
    for word in state.indices {
      for shift in stride(from: 28, through: 0, by: -4) {
        let digit = UInt8(state[word] >> UInt32(shift) & 15)
        digits.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
      }
    }
    return String(decoding: digits, as: UTF8.self)
  }
}
