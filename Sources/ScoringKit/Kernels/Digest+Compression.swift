extension Digest {
  static let blockSize = 64
  /// Blocks whose schedules are made together. Only the rounds depend on the blocks before.
  static let groupSize = 8

  /// Mixes whole blocks into the state: as many as the bytes hold.
  static func mix(_ blocks: Span<UInt8>, into state: inout SIMD8<UInt32>) {
    unsafe blocks.withUnsafeBytes { bytes in
      unsafe withUnsafeTemporaryAllocation(of: SIMD8<UInt32>.self, capacity: 2 * 64) { scratch in
        guard let words = bytes.baseAddress, let schedule = scratch.baseAddress else { return }
        // Safety: the scratch has room for two vectors a round; the pointers stay inside this call.
        let sums = unsafe schedule + 64
        unsafe scratch.initialize(repeating: .zero)
        let blockCount = bytes.count / blockSize
        for first in stride(from: 0, to: blockCount, by: groupSize) {
          let count = Swift.min(blockCount - first, groupSize)
          unsafe load(words + first * blockSize, count: count, into: schedule)
          unsafe expand(schedule, sums: sums)
          for block in 0..<count {
            unsafe UnsafeRawPointer(sums).withMemoryRebound(to: UInt32.self, capacity: 64 * groupSize) {
              sums in
              unsafe runRounds(sums + block, &state)
            }
          }
        }
      }
    }
  }

  /// The first 16 vectors of the schedule: word t of each block, big-endian.
  @inline(__always)
  private static func load(
    _ words: UnsafeRawPointer, count: Int, into schedule: UnsafeMutablePointer<SIMD8<UInt32>>
  ) {
    for block in 0..<count {
      for word in 0..<16 {
        // Safety: `count` blocks of 16 words begin at `words`; a block's lane is below the vectors' eight.
        let value = unsafe words.loadUnaligned(
          fromByteOffset: block &* blockSize &+ 4 &* word, as: UInt32.self)
        unsafe UnsafeMutableRawPointer(schedule).storeBytes(
          of: UInt32(bigEndian: value), toByteOffset: 4 &* (word &* groupSize &+ block), as: UInt32.self)
      }
    }
  }

  /// The other 48 vectors of the schedule, and of all 64 the sum with the round's constant.
  @inline(__always)
  private static func expand(
    _ schedule: UnsafeMutablePointer<SIMD8<UInt32>>, sums: UnsafeMutablePointer<SIMD8<UInt32>>
  ) {
    // Safety: both have room for 64 vectors.
    for t in 0..<16 { unsafe sums[t] = schedule[t] &+ SIMD8(repeating: roundConstants[t]) }
    for t in 16..<64 {
      let next =
        unsafe schedule[t &- 16] &+ smallSigma0(schedule[t &- 15]) &+ schedule[t &- 7]
        &+ smallSigma1(schedule[t &- 2])
      unsafe schedule[t] = next
      unsafe sums[t] = next &+ SIMD8(repeating: roundConstants[t])
    }
  }

  /// The 64 rounds of one block, whose sums lie ``groupSize`` words apart.
  @inline(never)
  private static func runRounds(_ sums: UnsafePointer<UInt32>, _ state: inout SIMD8<UInt32>) {
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    var sum = unsafe sums
    for _ in 0..<8 {
      // Safety: eight times eight rounds, the sums of the block. Eight rounds bring every variable back to its place.
      unsafe round(a, b, c, &d, e, f, g, &h, sum[0])
      unsafe round(h, a, b, &c, d, e, f, &g, sum[groupSize])
      unsafe round(g, h, a, &b, c, d, e, &f, sum[2 * groupSize])
      unsafe round(f, g, h, &a, b, c, d, &e, sum[3 * groupSize])
      unsafe round(e, f, g, &h, a, b, c, &d, sum[4 * groupSize])
      unsafe round(d, e, f, &g, h, a, b, &c, sum[5 * groupSize])
      unsafe round(c, d, e, &f, g, h, a, &b, sum[6 * groupSize])
      unsafe round(b, c, d, &e, f, g, h, &a, sum[7 * groupSize])
      unsafe sum += 8 * groupSize
    }
    state &+= SIMD8(a, b, c, d, e, f, g, h)
  }

  @inline(__always)
  private static func round(
    _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: inout UInt32, _ e: UInt32, _ f: UInt32, _ g: UInt32,
    _ h: inout UInt32, _ sum: UInt32
  ) {
    let first = h &+ sum &+ (g ^ (e & (f ^ g))) &+ bigSigma1(e)
    d = d &+ first
    h = first &+ ((a & b) | (c & (a | b))) &+ bigSigma0(a)
  }

  @inline(__always)
  private static func bigSigma0(_ x: UInt32) -> UInt32 { rotated(x, 2) ^ rotated(x, 13) ^ rotated(x, 22) }
  @inline(__always)
  private static func bigSigma1(_ x: UInt32) -> UInt32 { rotated(x, 6) ^ rotated(x, 11) ^ rotated(x, 25) }
  @inline(__always)
  private static func rotated(_ x: UInt32, _ count: UInt32) -> UInt32 { x &>> count | x &<< (32 &- count) }

  @inline(__always)
  private static func smallSigma0(_ x: SIMD8<UInt32>) -> SIMD8<UInt32> {
    rotated(x, 7) ^ rotated(x, 18) ^ x &>> SIMD8(repeating: 3)
  }
  @inline(__always)
  private static func smallSigma1(_ x: SIMD8<UInt32>) -> SIMD8<UInt32> {
    rotated(x, 17) ^ rotated(x, 19) ^ x &>> SIMD8(repeating: 10)
  }
  @inline(__always)
  private static func rotated(_ x: SIMD8<UInt32>, _ count: UInt32) -> SIMD8<UInt32> {
    x &>> SIMD8(repeating: count) | x &<< SIMD8(repeating: 32 &- count)
  }

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
