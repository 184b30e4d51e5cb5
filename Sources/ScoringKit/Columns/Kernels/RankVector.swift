/// Sixty-four signed bytes, one a row: ranks, or the leaves chosen so far.
///
/// Kept as eight words, because bitwise operations compile to vector instructions on those, and on 64 bytes to a
/// loop over the lanes.
struct RankVector {
  let words: SIMD8<UInt64>

  /// One where `self > bound`, the other elsewhere.
  ///
  /// The comparison is written out, because the compiler turns this into vector comparisons of bytes and `.>` into
  /// a loop over the lanes.
  @inline(__always)
  func select(whereAbove bound: Int8, _ one: RankVector, else other: RankVector) -> RankVector {
    // Safety: the two types have the same size and every bit pattern is a value of either.
    let ranks = unsafe unsafeBitCast(words, to: SIMD64<Int8>.self)
    var lanes = SIMD64<Int8>()
    lanes[0] = ranks[0] > bound ? -1 : 0
    lanes[1] = ranks[1] > bound ? -1 : 0
    lanes[2] = ranks[2] > bound ? -1 : 0
    lanes[3] = ranks[3] > bound ? -1 : 0
    lanes[4] = ranks[4] > bound ? -1 : 0
    lanes[5] = ranks[5] > bound ? -1 : 0
    lanes[6] = ranks[6] > bound ? -1 : 0
    lanes[7] = ranks[7] > bound ? -1 : 0
    lanes[8] = ranks[8] > bound ? -1 : 0
    lanes[9] = ranks[9] > bound ? -1 : 0
    lanes[10] = ranks[10] > bound ? -1 : 0
    lanes[11] = ranks[11] > bound ? -1 : 0
    lanes[12] = ranks[12] > bound ? -1 : 0
    lanes[13] = ranks[13] > bound ? -1 : 0
    lanes[14] = ranks[14] > bound ? -1 : 0
    lanes[15] = ranks[15] > bound ? -1 : 0
    lanes[16] = ranks[16] > bound ? -1 : 0
    lanes[17] = ranks[17] > bound ? -1 : 0
    lanes[18] = ranks[18] > bound ? -1 : 0
    lanes[19] = ranks[19] > bound ? -1 : 0
    lanes[20] = ranks[20] > bound ? -1 : 0
    lanes[21] = ranks[21] > bound ? -1 : 0
    lanes[22] = ranks[22] > bound ? -1 : 0
    lanes[23] = ranks[23] > bound ? -1 : 0
    lanes[24] = ranks[24] > bound ? -1 : 0
    lanes[25] = ranks[25] > bound ? -1 : 0
    lanes[26] = ranks[26] > bound ? -1 : 0
    lanes[27] = ranks[27] > bound ? -1 : 0
    lanes[28] = ranks[28] > bound ? -1 : 0
    lanes[29] = ranks[29] > bound ? -1 : 0
    lanes[30] = ranks[30] > bound ? -1 : 0
    lanes[31] = ranks[31] > bound ? -1 : 0
    lanes[32] = ranks[32] > bound ? -1 : 0
    lanes[33] = ranks[33] > bound ? -1 : 0
    lanes[34] = ranks[34] > bound ? -1 : 0
    lanes[35] = ranks[35] > bound ? -1 : 0
    lanes[36] = ranks[36] > bound ? -1 : 0
    lanes[37] = ranks[37] > bound ? -1 : 0
    lanes[38] = ranks[38] > bound ? -1 : 0
    lanes[39] = ranks[39] > bound ? -1 : 0
    lanes[40] = ranks[40] > bound ? -1 : 0
    lanes[41] = ranks[41] > bound ? -1 : 0
    lanes[42] = ranks[42] > bound ? -1 : 0
    lanes[43] = ranks[43] > bound ? -1 : 0
    lanes[44] = ranks[44] > bound ? -1 : 0
    lanes[45] = ranks[45] > bound ? -1 : 0
    lanes[46] = ranks[46] > bound ? -1 : 0
    lanes[47] = ranks[47] > bound ? -1 : 0
    lanes[48] = ranks[48] > bound ? -1 : 0
    lanes[49] = ranks[49] > bound ? -1 : 0
    lanes[50] = ranks[50] > bound ? -1 : 0
    lanes[51] = ranks[51] > bound ? -1 : 0
    lanes[52] = ranks[52] > bound ? -1 : 0
    lanes[53] = ranks[53] > bound ? -1 : 0
    lanes[54] = ranks[54] > bound ? -1 : 0
    lanes[55] = ranks[55] > bound ? -1 : 0
    lanes[56] = ranks[56] > bound ? -1 : 0
    lanes[57] = ranks[57] > bound ? -1 : 0
    lanes[58] = ranks[58] > bound ? -1 : 0
    lanes[59] = ranks[59] > bound ? -1 : 0
    lanes[60] = ranks[60] > bound ? -1 : 0
    lanes[61] = ranks[61] > bound ? -1 : 0
    lanes[62] = ranks[62] > bound ? -1 : 0
    lanes[63] = ranks[63] > bound ? -1 : 0
    // Safety: as above.
    let mask = unsafe unsafeBitCast(lanes, to: SIMD8<UInt64>.self)
    return RankVector(words: other.words ^ ((other.words ^ one.words) & mask))
  }
}
