extension RankScales {
  /// Rows that are ranked at once.
  static let blockCapacity = 64

  /// Ranks a block of rows two bytes each: lane l of column c of the g-th eight rows is at
  /// `(g · columnCount + c) · 8 + l`.
  ///
  /// Every scale has one page. A missing value's rank in a right column is the greatest number. A scale serves all
  /// rows before the next one, because its thresholds may fill a cache.
  ///
  /// - Parameters:
  ///   - rowCount: A multiple of 8.
  ///   - scratch: Room for the ranks: `columnCount` numbers a row. Other columns keep what they hold.
  ///   - columnCount: Columns from one eight rows to the next, at least those of all scales.
  @inline(never)
  func rankWords<Scalar: RowScalar>(
    _ elements: Span<Scalar>, _ layout: RowLayout, firstRow: Int, rowCount: Int, missing: Float?,
    _ scratch: RankScratch, columnCount: Int
  ) {
    for scale in scales {
      for first in stride(from: 0, to: rowCount, by: Self.blockCapacity) {
        let count = Swift.min(rowCount - first, Self.blockCapacity)
        // Safety: `values` holds 64 numbers; the ranks of the rows before these take as many columns each.
        unsafe load(
          elements, layout, firstRow: firstRow + first, rowCount: count, missing: missing,
          feature: scale.feature, scratch.values)
        unsafe rankWords(
          scratch.values, scale, scratch.found, rowCount: count, into: scratch.ranks + first &* columnCount,
          columnCount: columnCount)
      }
    }
    for table in tables {
      for first in stride(from: 0, to: rowCount, by: Self.blockCapacity) {
        // Safety: as above.
        unsafe rankCategoryWords(
          elements, layout, firstRow: firstRow + first,
          rowCount: Swift.min(rowCount - first, Self.blockCapacity),
          missing: missing, table, values: scratch.values, into: scratch.ranks + first &* columnCount,
          columnCount: columnCount)
      }
    }
  }

  /// Ranks at most 64 values of a scale.
  @inline(never)
  private func rankWords(
    _ values: UnsafeMutablePointer<Double>, _ scale: RankScale, _ found: UnsafeMutablePointer<UInt16>,
    rowCount: Int, into ranks: UnsafeMutablePointer<UInt16>, columnCount: Int
  ) {
    unsafe read(values, scale)
    unsafe search(values, scale, found, rowCount: rowCount) { _, _, _ in }
    for row in stride(from: 0, to: rowCount, by: 8) {
      // Safety: the columns of a scale are among `columnCount`; `found` and `values` hold 64 numbers.
      let group = unsafe ranks + row &* columnCount
      if scale.leftColumn >= 0 {
        for lane in 0..<8 { unsafe group[Int(scale.leftColumn) &* 8 &+ lane] = found[row &+ lane] }
      }
      if scale.rightColumn >= 0 {
        for lane in 0..<8 {
          unsafe group[Int(scale.rightColumn) &* 8 &+ lane] =
            values[row &+ lane].isNaN ? Self.missingWord : found[row &+ lane]
        }
      }
    }
  }

  /// Above every split's rank.
  private static var missingWord: UInt16 { .max }
}
