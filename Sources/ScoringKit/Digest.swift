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
    var start = 0
    while message.count - start >= blockSize {
      mix(message, from: start, into: &state)
      start += blockSize
    }
    let tail = paddedTail(of: message, from: start)
    for start in stride(from: 0, to: tail.count, by: blockSize) {
      mix(tail.span, from: start, into: &state)
    }
    return hexadecimal(state)
  }

  private static let blockSize = 64

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

extension Digest {
  /// One block of 64 bytes, from `start` on, mixed into the state.
  private static func mix(_ message: Span<UInt8>, from start: Int, into state: inout SIMD8<UInt32>) {
    let block = message.extracting(start..<start + blockSize)
    // The 16 words of the schedule that are still needed; word t lies at t mod 16.
    var schedule = InlineArray<16, UInt32>(repeating: 0)
    for word in 0..<16 {
      schedule[word] =
        UInt32(block[4 * word]) << 24 | UInt32(block[4 * word + 1]) << 16
        | UInt32(block[4 * word + 2]) << 8 | UInt32(block[4 * word + 3])
    }
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    for round in 0..<64 {
      let slot = round & 15
      let first = h &+ bigSigma1(e) &+ (e & f ^ ~e & g) &+ roundConstants[round] &+ schedule[slot]
      let second = bigSigma0(a) &+ (a & b ^ a & c ^ b & c)
      (h, g, f, e) = (g, f, e, d &+ first)
      (d, c, b, a) = (c, b, a, first &+ second)
      schedule[slot] =
        schedule[slot] &+ smallSigma0(schedule[(round + 1) & 15]) &+ schedule[(round + 9) & 15]
        &+ smallSigma1(schedule[(round + 14) & 15])
    }
    state &+= SIMD8(a, b, c, d, e, f, g, h)
  }

  private static func bigSigma0(_ x: UInt32) -> UInt32 { rotated(x, 2) ^ rotated(x, 13) ^ rotated(x, 22) }
  private static func bigSigma1(_ x: UInt32) -> UInt32 { rotated(x, 6) ^ rotated(x, 11) ^ rotated(x, 25) }
  private static func smallSigma0(_ x: UInt32) -> UInt32 { rotated(x, 7) ^ rotated(x, 18) ^ x &>> 3 }
  private static func smallSigma1(_ x: UInt32) -> UInt32 { rotated(x, 17) ^ rotated(x, 19) ^ x &>> 10 }
  private static func rotated(_ x: UInt32, _ count: UInt32) -> UInt32 { x &>> count | x &<< (32 &- count) }

  private static let initialState = SIMD8<UInt32>(
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19)

  private static let roundConstants: InlineArray<64, UInt32> = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
    0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
    0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
    0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
    0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
    0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
    0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
  ]
}
