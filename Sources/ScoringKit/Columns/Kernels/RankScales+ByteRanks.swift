extension RankScales {
  /// Ranks a block of rows: row r of column c is the byte at `c · 64 + r`.
  ///
  /// The bytes of rows beyond the last one hold ranks of other numbers; their answers are not used.
  ///
  /// - Parameters:
  ///   - values: Scratch of 64 numbers.
  ///   - found: Scratch of 64 numbers.
  ///   - ranks: Room for one more than ``columnCount`` columns of 64 bytes.
  @inline(never)
  func rank<Scalar: RowScalar>(
    _ elements: Span<Scalar>, _ layout: RowLayout, firstRow: Int, rowCount: Int, missing: Float?,
    values: UnsafeMutablePointer<Double>, found: UnsafeMutablePointer<UInt16>,
    into ranks: UnsafeMutablePointer<UInt8>
  ) {
    for scale in scales {
      // Safety: a block has at most 64 rows; `values` and `found` hold 64 numbers, `ranks` 64 bytes a column.
      unsafe load(
        elements, layout, firstRow: firstRow, rowCount: rowCount, missing: missing, feature: scale.feature,
        values)
      unsafe read(values, scale)
      // A side that no split reads is written behind the columns.
      let left = scale.leftColumn >= 0 ? Int(scale.leftColumn) : columnCount
      let right = scale.rightColumn >= 0 ? Int(scale.rightColumn) : columnCount
      let leftRanks = unsafe ranks + left * Self.blockCapacity
      let rightRanks = unsafe ranks + right * Self.blockCapacity
      unsafe search(values, scale, found, rowCount: Self.blockCapacity) { row, rank, value in
        // What most scales need is done here; ``pack`` does it again for those of several pages.
        let byte = UInt8(truncatingIfNeeded: rank ^ 0x80)
        unsafe leftRanks[row] = byte
        unsafe rightRanks[row] = value.isNaN ? Self.missingByte : byte
      }
      if scale.pageCount > 1 { unsafe pack(found, values, scale, into: ranks) }
    }
    unsafe rankCategories(
      elements, layout, firstRow: firstRow, rowCount: rowCount, missing: missing, values: values, into: ranks)
  }

  /// Counts thresholds below the value from a cell's first threshold on. No branch depends on the value.
  @inline(__always)
  static func rank(
    of value: Double, from start: Int, _ thresholds: UnsafePointer<Double>, stepCount: UInt8
  ) -> Int {
    var rank = start
    var step = stepCount
    while step > 0 {
      step &-= 1
      // Safety: a search reads at most 2^steps − 1 places from a threshold of the scale on, and there are as many
      // NaN behind the last one.
      let isBelow = unsafe thresholds[rank &+ (1 &<< Int(step)) &- 1] < value
      rank &+= Int(isBelow.bit) &<< Int(step)
    }
    return rank
  }
}

extension RankScales {
  /// Fetches a feature's values of up to 64 rows.
  ///
  /// - Parameter values: Room for 64 numbers, of which those beyond the last row stay as they are.
  @inline(__always)
  func load<Scalar: RowScalar>(
    _ elements: Span<Scalar>, _ layout: RowLayout, firstRow: Int, rowCount: Int, missing: Float?,
    feature: Int32, _ values: UnsafeMutablePointer<Double>
  ) {
    var place = firstRow * layout.rowStride + Int(feature) * layout.columnStride
    for row in 0..<rowCount {
      // Safety: a block has at most 64 rows, the room of `values`.
      unsafe values[row] = elements[place].asDouble
      place &+= layout.rowStride
    }
    if missing != nil {
      for row in 0..<rowCount { unsafe values[row] = SplitRule.reading(values[row], missing: missing) }
    }
  }

  /// Reads 64 values by the scale's rule, in place. A loop a rule, so that the rule is not asked for every value.
  @inline(__always)
  func read(_ values: UnsafeMutablePointer<Double>, _ scale: RankScale) {
    // Safety: the caller gives 64 numbers.
    @inline(__always) func readAll(_ rule: SplitRule) {
      for row in 0..<Self.blockCapacity { unsafe values[row] = rule.comparand(values[row]) }
    }
    switch scale.rule {
    case .lightGBM(.none, _): readAll(.lightGBM(missing: .none, defaultLeft: false))
    case .lightGBM(.zero, _): readAll(.lightGBM(missing: .zero, defaultLeft: false))
    case .lightGBM(.nan, _): readAll(.lightGBM(missing: .nan, defaultLeft: false))
    case .xgBoost: readAll(.xgBoost(defaultLeft: false))
    case .scikitTree: readAll(.scikitTree(missingLeft: false))
    case .scikitHistogram: readAll(.scikitHistogram(missingLeft: false))
    case .lightGBMCategorical, .xgBoostCategorical, .scikitHistogramCategorical:
      let set = sets[Int(scale.set)]
      for row in 0..<Self.blockCapacity {
        unsafe values[row] = scale.rule.comparand(values[row], in: set)
      }
    }
  }

  /// Looks up to 64 values up: the number of thresholds below each.
  ///
  /// - Parameter body: Given each row, the number and the value.
  @inline(__always)
  func search(
    _ values: UnsafePointer<Double>, _ scale: RankScale, _ found: UnsafeMutablePointer<UInt16>, rowCount: Int,
    _ body: (Int, Int, Double) -> Void
  ) {
    unsafe thresholds.withUnsafeBufferPointer { allThresholds in
      unsafe cells.withUnsafeBufferPointer { allCells in
        guard let thresholds = allThresholds.baseAddress, let cells = allCells.baseAddress else { return }
        let first = unsafe thresholds + Int(scale.firstThreshold)
        let firstCell = unsafe cells + Int(scale.grid.firstCell)
        // Loops of their own, because the first one, without a load that depends on a value, becomes vectors.
        for row in 0..<rowCount {
          // Safety: the caller gives 64 numbers and room for 64.
          unsafe found[row] = UInt16(truncatingIfNeeded: scale.grid.cell(of: values[row]))
        }
        for row in 0..<rowCount {
          // Safety: a cell is among the grid's; the caller gives 64 numbers and room for 64.
          let value = unsafe values[row]
          let rank = unsafe Self.rank(
            of: value, from: Int(firstCell[Int(found[row])]), first, stepCount: scale.grid.stepCount)
          unsafe found[row] = UInt16(truncatingIfNeeded: rank)
          body(row, rank, value)
        }
      }
    }
  }

  /// Writes 64 ranks as the bytes of all columns of the scale.
  @inline(__always)
  private func pack(
    _ found: UnsafePointer<UInt16>, _ values: UnsafePointer<Double>, _ scale: RankScale,
    into ranks: UnsafeMutablePointer<UInt8>
  ) {
    for page in 0..<Int(scale.pageCount) {
      if scale.leftColumn >= 0 {
        // Safety: the columns of a scale are among the columnCount of `ranks`.
        let column = unsafe ranks + (Int(scale.leftColumn) &+ page) &* Self.blockCapacity
        for row in 0..<Self.blockCapacity {
          unsafe column[row] = Self.byte(found[row], page: page)
        }
      }
      if scale.rightColumn >= 0 {
        // Safety: as above.
        let column = unsafe ranks + (Int(scale.rightColumn) &+ page) &* Self.blockCapacity
        for row in 0..<Self.blockCapacity {
          let byte = unsafe Self.byte(found[row], page: page)
          unsafe column[row] = values[row].isNaN ? Self.missingByte : byte
        }
      }
    }
  }

  /// A rank as the columns of a page hold it for 64 rows: less 128, so that bytes compare as signed numbers.
  @inline(__always)
  private static func byte(_ rank: UInt16, page: Int) -> UInt8 {
    RankScale.rank(Int(rank), inPage: page) ^ 0x80
  }

  /// Above every split's rank.
  private static var missingByte: UInt8 { 0x7f }
}
