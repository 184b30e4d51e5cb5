extension RankScales {
  /// Scales whose values are kept at a time.
  private static let groupCapacity = 64

  /// Ranks one row: column c is at c, in a byte or, where scales have one page, two. Without a branch that depends on
  /// the row, if no split is categorical.
  ///
  /// - Parameters:
  ///   - unread: Where a side that no split reads is written.
  ///   - ranks: Room for ``columnCount`` numbers and that place.
  @inline(never)
  func rankRow<Scalar: RowScalar, Rank: FixedWidthInteger & UnsignedInteger>(
    _ elements: Span<Scalar>, _ layout: RowLayout, row: Int, missing: Float?, unread: Int,
    into ranks: UnsafeMutablePointer<Rank>
  ) {
    // Safety: the room is of `groupCapacity` numbers, and no range of scales is longer.
    unsafe withUnsafeTemporaryAllocation(of: Double.self, capacity: Self.groupCapacity) { group in
      guard let values = group.baseAddress else { return }
      var first = 0
      while first < scales.count {
        let range = first..<Swift.min(first &+ Self.groupCapacity, scales.count)
        // Two loops, because the loads of the first one, which may come from far, then overlap.
        unsafe readRow(elements, layout, row: row, missing: missing, range, into: values)
        unsafe rankValues(values, range, unread: unread, into: ranks)
        first = range.upperBound
      }
    }
    if !tables.isEmpty {
      unsafe rankRowCategories(elements, layout, row: row, missing: missing, into: ranks)
    }
  }

  /// The values of a row as the scales of a range compare them.
  @inline(__always)
  private func readRow<Scalar: RowScalar>(
    _ elements: Span<Scalar>, _ layout: RowLayout, row: Int, missing: Float?, _ range: Range<Int>,
    into values: UnsafeMutablePointer<Double>
  ) {
    let firstElement = row &* layout.rowStride
    unsafe scales.withUnsafeBufferPointer { scales in
      for index in range {
        // Safety: the range is among the scales, and no longer than the room of `values`.
        let scale = unsafe scales.baseAddress.unsafelyUnwrapped + index
        var value = unsafe elements[firstElement &+ Int(scale.pointee.feature) &* layout.columnStride]
          .asDouble
        if let missing { value = SplitRule.reading(value, missing: missing) }
        let rule = unsafe scale.pointee.rule
        let set = unsafe Int(scale.pointee.set)
        let target = unsafe values + (index &- range.lowerBound)
        unsafe target.pointee =
          set < 0 ? rule.comparandSendingMissingRight(value) : rule.comparand(value, in: sets[set])
      }
    }
  }

  /// Writes the ranks of the values of a range of scales.
  @inline(__always)
  private func rankValues<Rank: FixedWidthInteger & UnsignedInteger>(
    _ values: UnsafePointer<Double>, _ range: Range<Int>, unread: Int, into ranks: UnsafeMutablePointer<Rank>
  ) {
    unsafe scales.withUnsafeBufferPointer { scales in
      unsafe thresholds.withUnsafeBufferPointer { allThresholds in
        unsafe cells.withUnsafeBufferPointer { allCells in
          guard let scales = scales.baseAddress, let thresholds = allThresholds.baseAddress,
            let cells = allCells.baseAddress
          else { return }
          for index in range {
            // Safety: the range is among the scales and `values` holds one number each; a cell is among the scale's.
            let value = unsafe values[index &- range.lowerBound]
            let scale = unsafe scales + index
            let grid = unsafe scale.pointee.grid
            let start = unsafe Int(cells[Int(grid.firstCell) &+ grid.cell(of: value)])
            let first = unsafe thresholds + Int(scale.pointee.firstThreshold)
            let rank =
              unsafe grid.stepCount <= 2
              ? Self.rankNearby(of: value, from: start, first)
              : Self.rank(of: value, from: start, first, stepCount: grid.stepCount)
            guard unsafe scale.pointee.pageCount == 1 else {
              unsafe Self.writePages(of: rank, isMissing: value.isNaN, scale.pointee, into: ranks)
              continue
            }
            // Safety: the columns of a scale are among the columnCount of `ranks`.
            let left = unsafe Int(scale.pointee.leftColumn)
            let right = unsafe Int(scale.pointee.rightColumn)
            let written = Rank(truncatingIfNeeded: rank)
            unsafe ranks[left >= 0 ? left : unread] = written
            // All bits, the greatest rank, for a missing value.
            unsafe ranks[right >= 0 ? right : unread] =
              written | (0 &- Rank(truncatingIfNeeded: (value != value).bit))
          }
        }
      }
    }
  }

  /// Counts thresholds below the value among three, from a cell's first on: faster than halving twice.
  @inline(__always)
  private static func rankNearby(
    of value: Double, from start: Int, _ thresholds: UnsafePointer<Double>
  ) -> Int {
    // Safety: there are three NaN at least behind a scale's last threshold.
    let first = unsafe (thresholds[start] < value).bit
    let second = unsafe (thresholds[start &+ 1] < value).bit
    let third = unsafe (thresholds[start &+ 2] < value).bit
    return start &+ Int(first &+ second &+ third)
  }

  @inline(never)
  private static func writePages<Rank: FixedWidthInteger & UnsignedInteger>(
    of rank: Int, isMissing: Bool, _ scale: RankScale, into ranks: UnsafeMutablePointer<Rank>
  ) {
    for page in 0..<Int(scale.pageCount) {
      let byte = Rank(RankScale.rank(rank, inPage: page))
      // Safety: the columns of a scale are among the columnCount of `ranks`.
      if scale.leftColumn >= 0 { unsafe ranks[Int(scale.leftColumn) &+ page] = byte }
      if scale.rightColumn >= 0 {
        unsafe ranks[Int(scale.rightColumn) &+ page] = isMissing ? Rank(RankScale.pageCapacity) : byte
      }
    }
  }
}
