/// Groups of eight rows while they are explained.
@safe
struct SingleRowGroups {
  let count: Int
  /// One vector a split column, group after group.
  let columns: UnsafePointer<SIMD8<Double>>
  let columnCount: Int
  /// One vector an output and player, group after group.
  let sums: UnsafeMutablePointer<SIMD8<Double>>
  let sumCount: Int

  /// The groups with the sums of another output in front.
  func skipping(_ sums: Int) -> SingleRowGroups {
    // Safety: the caller skips no more sums than a group has.
    unsafe SingleRowGroups(
      count: count, columns: columns, columnCount: columnCount, sums: self.sums + sums, sumCount: sumCount)
  }
}
