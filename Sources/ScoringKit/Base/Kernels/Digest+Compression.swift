extension Digest {
  static let blockSize = 64
  /// Blocks whose schedules are made together: only the rounds depend on the blocks before.
  private static let groupSize = 8
  /// Vectors of a group's schedule, and behind them as many of its sums with the rounds' constants.
  private static let roundCount = 64

  private typealias Vector = SIMD8<UInt32>

  /// Mixes whole blocks into the state: as many as the bytes hold.
  ///
  /// While the rounds of a group run, which wait for one another, the vector units make the next group's schedule.
  static func mix(_ blocks: Span<UInt8>, into state: inout SIMD8<UInt32>) {
    unsafe blocks.withUnsafeBytes { bytes in
      unsafe withUnsafeTemporaryAllocation(of: Vector.self, capacity: 4 * roundCount) { scratch in
        guard let words = bytes.baseAddress, let room = scratch.baseAddress else { return }
        // Safety: the room is of two groups, `roundCount` vectors of schedule and as many of sums each; the pointers
        // stay inside this call, and `load` takes only whole blocks of the bytes.
        var (current, next) = unsafe (room, room + 2 * roundCount)
        unsafe scratch.initialize(repeating: .zero)
        let blockCount = bytes.count / blockSize
        unsafe load(words, blockCount: blockCount, first: 0, into: current)
        for t in 16..<roundCount { unsafe expand(current, t) }
        var first = 0
        while first < blockCount {
          unsafe load(words, blockCount: blockCount, first: first + groupSize, into: next)
          for block in 0..<Swift.min(blockCount - first, groupSize) {
            unsafe runRounds(
              UnsafeRawPointer(current + roundCount) + 4 * block, &state, expanding: next, 16 + 6 * block)
          }
          // A last group of fewer blocks has no next one.
          first += groupSize
          unsafe swap(&current, &next)
        }
      }
    }
  }

  /// The first 16 vectors of a group's schedule, word t of each block, big-endian, and their sums.
  @inline(__always)
  private static func load(
    _ words: UnsafeRawPointer, blockCount: Int, first: Int, into schedule: UnsafeMutablePointer<Vector>
  ) {
    for block in 0..<Swift.max(Swift.min(blockCount - first, groupSize), 0) {
      for word in 0..<16 {
        // Safety: the block is one of `blockCount`, of 16 words; its lane is below the vectors' eight.
        let value = unsafe words.loadUnaligned(
          fromByteOffset: (first &+ block) &* blockSize &+ 4 &* word, as: UInt32.self)
        unsafe UnsafeMutableRawPointer(schedule).storeBytes(
          of: UInt32(bigEndian: value), toByteOffset: 4 &* (word &* groupSize &+ block), as: UInt32.self)
      }
    }
    // Safety: both halves have room for 64 vectors.
    for t in 0..<16 { unsafe schedule[roundCount + t] = schedule[t] &+ Vector(repeating: roundConstants[t]) }
  }

  /// One of the other 48 vectors of a group's schedule, and its sum.
  @inline(__always)
  private static func expand(_ schedule: UnsafeMutablePointer<Vector>, _ t: Int) {
    // Safety: t is from 16 to 63, and both halves have room for 64 vectors.
    let next =
      unsafe schedule[t &- 16] &+ smallSigma0(schedule[t &- 15]) &+ schedule[t &- 7]
      &+ smallSigma1(schedule[t &- 2])
    unsafe schedule[t] = next
    unsafe schedule[roundCount &+ t] = next &+ Vector(repeating: roundConstants[t])
  }

  /// The 64 rounds of one block, whose sums lie ``groupSize`` words apart, and six steps of the next group's schedule.
  @inline(never)
  private static func runRounds(
    _ sums: UnsafeRawPointer, _ state: inout SIMD8<UInt32>, expanding next: UnsafeMutablePointer<Vector>,
    _ start: Int
  ) {
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    for step in 0..<8 {
      // Safety: eight times eight rounds, the sums of the block. Eight rounds bring every variable back to its place.
      unsafe round(a, b, c, &d, e, f, g, &h, sum(sums, step, 0))
      unsafe round(h, a, b, &c, d, e, f, &g, sum(sums, step, 1))
      unsafe round(g, h, a, &b, c, d, e, &f, sum(sums, step, 2))
      unsafe round(f, g, h, &a, b, c, d, &e, sum(sums, step, 3))
      if step < 6 { unsafe expand(next, start &+ step) }
      unsafe round(e, f, g, &h, a, b, c, &d, sum(sums, step, 4))
      unsafe round(d, e, f, &g, h, a, b, &c, sum(sums, step, 5))
      unsafe round(c, d, e, &f, g, h, a, &b, sum(sums, step, 6))
      unsafe round(b, c, d, &e, f, g, h, &a, sum(sums, step, 7))
    }
    state &+= SIMD8(a, b, c, d, e, f, g, h)
  }

  @inline(__always)
  private static func sum(_ sums: UnsafeRawPointer, _ step: Int, _ place: Int) -> UInt32 {
    // Safety: step and place are below eight.
    unsafe sums.load(fromByteOffset: 4 &* groupSize &* (8 &* step &+ place), as: UInt32.self)
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

  // Rotations by 7 and 18 and a shift by 3, written as shifts of shifts: for rotations the compiler leaves the vectors
  // where the processor has none.
  @inline(__always)
  private static func smallSigma0(_ x: SIMD8<UInt32>) -> SIMD8<UInt32> {
    right(right(right(x, 11) ^ x, 4) ^ x, 3) ^ left(left(x, 11) ^ x, 14)
  }
  // Rotations by 17 and 19 and a shift by 10.
  @inline(__always)
  private static func smallSigma1(_ x: SIMD8<UInt32>) -> SIMD8<UInt32> {
    right(right(right(x, 2) ^ x, 7) ^ x, 10) ^ left(left(x, 2) ^ x, 13)
  }
  @inline(__always)
  private static func right(_ x: SIMD8<UInt32>, _ count: UInt32) -> SIMD8<UInt32> {
    x &>> SIMD8(repeating: count)
  }
  @inline(__always)
  private static func left(_ x: SIMD8<UInt32>, _ count: UInt32) -> SIMD8<UInt32> {
    x &<< SIMD8(repeating: count)
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
