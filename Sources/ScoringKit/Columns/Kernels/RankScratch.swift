/// Where a batch's ranks and leaves are kept, block by block.
@safe struct RankScratch {
  /// Ranks, all 0 in the beginning.
  let ranks: UnsafeMutablePointer<UInt16>
  /// Sixty-four values of a feature.
  let values: UnsafeMutablePointer<Double>
  /// Their ranks.
  let found: UnsafeMutablePointer<UInt16>
  /// Leaves.
  let leaves: UnsafeMutablePointer<UInt32>

  /// Makes room, until ``deallocate()``.
  init(rankCount: Int, leafCount: Int) {
    // Safety: each part is initialized whole; what is not initialized is written before it is read.
    unsafe ranks = .allocate(capacity: rankCount)
    unsafe ranks.initialize(repeating: 0, count: rankCount)
    unsafe values = .allocate(capacity: RankScales.blockCapacity)
    unsafe values.initialize(repeating: 0, count: RankScales.blockCapacity)
    unsafe found = .allocate(capacity: RankScales.blockCapacity)
    unsafe found.initialize(repeating: 0, count: RankScales.blockCapacity)
    unsafe leaves = .allocate(capacity: leafCount)
  }

  func deallocate() {
    // Safety: allocated in `init`; of types that need no deinitialization.
    unsafe ranks.deallocate()
    unsafe values.deallocate()
    unsafe found.deallocate()
    unsafe leaves.deallocate()
  }
}
