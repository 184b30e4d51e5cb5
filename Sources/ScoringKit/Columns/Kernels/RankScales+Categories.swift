extension RankScales {
  /// Writes the ranks of all category tables for 64 rows, as ``rank(_:_:firstRow:rowCount:missing:values:found:into:)``
  /// does those of the scales.
  @inline(never)
  func rankCategories<Scalar: RowScalar>(
    _ elements: Span<Scalar>, _ layout: RowLayout, firstRow: Int, rowCount: Int, missing: Float?,
    values: UnsafeMutablePointer<Double>, into ranks: UnsafeMutablePointer<UInt8>
  ) {
    for table in tables {
      // Safety: a block has at most 64 rows; `values` holds 64 numbers, `ranks` 64 bytes a column.
      unsafe load(
        elements, layout, firstRow: firstRow, rowCount: rowCount, missing: missing, feature: table.feature,
        values)
      let places = unsafe findPlaces(values, table, rowCount: Self.blockCapacity)
      unsafe table.ranks.withUnsafeBufferPointer { all in
        guard let ofCodes = all.baseAddress else { return }
        for set in 0..<table.setCount {
          let column = unsafe ranks + (Int(table.firstColumn) &+ set) &* Self.blockCapacity
          for row in 0..<Self.blockCapacity {
            // As signed bytes, like all ranks of 64 rows.
            unsafe column[row] = ofCodes[places[row] &+ set] ^ 0x80
          }
        }
      }
    }
  }

  /// The same for at most 64 rows whose ranks are two bytes, as
  /// ``rankWords(_:_:firstRow:rowCount:missing:_:columnCount:)`` does.
  ///
  /// - Parameter ranks: Those of the first row.
  @inline(never)
  func rankCategoryWords<Scalar: RowScalar>(
    _ elements: Span<Scalar>, _ layout: RowLayout, firstRow: Int, rowCount: Int, missing: Float?,
    _ table: CategoryTable, values: UnsafeMutablePointer<Double>, into ranks: UnsafeMutablePointer<UInt16>,
    columnCount: Int
  ) {
    // Safety: `values` holds 64 numbers; the table's columns are among `columnCount`.
    unsafe load(
      elements, layout, firstRow: firstRow, rowCount: rowCount, missing: missing, feature: table.feature,
      values)
    let places = unsafe findPlaces(values, table, rowCount: rowCount)
    unsafe table.ranks.withUnsafeBufferPointer { all in
      guard let ofCodes = all.baseAddress else { return }
      for row in stride(from: 0, to: rowCount, by: 8) {
        let group = unsafe ranks + row &* columnCount + Int(table.firstColumn) &* 8
        for set in 0..<table.setCount {
          for lane in 0..<8 {
            unsafe group[set &* 8 &+ lane] = UInt16(ofCodes[places[row &+ lane] &+ set])
          }
        }
      }
    }
  }

  /// Writes the ranks of all category tables for one row.
  @inline(never)
  func rankRowCategories<Scalar: RowScalar, Rank: FixedWidthInteger & UnsignedInteger>(
    _ elements: Span<Scalar>, _ layout: RowLayout, row: Int, missing: Float?,
    into ranks: UnsafeMutablePointer<Rank>
  ) {
    for table in tables {
      let element = elements[row &* layout.rowStride &+ Int(table.feature) &* layout.columnStride].asDouble
      let first = table.code(of: SplitRule.reading(element, missing: missing)) &* table.setCount
      // Safety: the table's columns are among those of `ranks`; a code's ranks are one a set.
      let columns = unsafe ranks + Int(table.firstColumn)
      unsafe table.ranks.withUnsafeBufferPointer { all in
        guard let ofCodes = all.baseAddress else { return }
        for set in 0..<table.setCount { unsafe columns[set] = Rank(ofCodes[first &+ set]) }
      }
    }
  }

  /// Replaces values by where the table's ranks of their codes begin.
  @inline(__always)
  private func findPlaces(
    _ values: UnsafeMutablePointer<Double>, _ table: CategoryTable, rowCount: Int
  ) -> UnsafeMutablePointer<Int> {
    // Safety: the two types have the same size and alignment, and whoever reads the values next writes them first.
    let places = unsafe UnsafeMutableRawPointer(values).assumingMemoryBound(to: Int.self)
    for row in 0..<rowCount {
      let place = unsafe table.code(of: values[row]) &* table.setCount
      unsafe UnsafeMutableRawPointer(values).storeBytes(of: place, toByteOffset: row &* 8, as: Int.self)
    }
    return unsafe places
  }
}
