extension ByteRankEngine {
  /// Rows from which on selection is faster than descending row by row: 64 rows at once take as long as 18 to 55 single
  /// ones, by model and processor.
  private static let selectionMinimum = 24
  /// Trees whose leaves are kept before they are consumed.
  private static let treeCapacity = 64

  /// Finds the leaves of all rows in a range of trees and hands them over block by block.
  func forEachBlock<Scalar: RowScalar, Consumer: LeafConsumer>(
    of elements: Span<Scalar>, layout: RowLayout, trees range: Range<Int>, missing: Float?,
    to consumer: inout Consumer
  ) {
    var firstRow = 0
    if layout.rowCount >= Self.selectionMinimum {
      firstRow = selectBlocks(elements, layout, range, missing, to: &consumer)
    }
    guard firstRow < layout.rowCount else { return }
    descendRows(firstRow..<layout.rowCount, elements, layout, range, missing, to: &consumer)
  }

  /// Serves all rows but a last few; returns the first that is left.
  private func selectBlocks<Scalar: RowScalar, Consumer: LeafConsumer>(
    _ elements: Span<Scalar>, _ layout: RowLayout, _ range: Range<Int>, _ missing: Float?,
    to consumer: inout Consumer
  ) -> Int {
    let capacity = Self.blockCapacity
    let rankBytes = (scales.columnCount + 1) * capacity
    let leafBytes = Self.treeCapacity * capacity
    let scratch = UnsafeMutableRawPointer.allocate(
      byteCount: rankBytes + Self.slotBytes + leafBytes + capacity * (8 + 2), alignment: capacity)
    defer { unsafe scratch.deallocate() }
    // Safety: the five parts lie one after the other in the scratch, each a multiple of 64 bytes.
    let ranks = unsafe scratch.bindMemory(to: UInt8.self, capacity: rankBytes)
    let slots = unsafe scratch + rankBytes
    let leaves = unsafe (slots + Self.slotBytes).bindMemory(to: UInt8.self, capacity: leafBytes)
    let values = unsafe (slots + Self.slotBytes + leafBytes).bindMemory(to: Double.self, capacity: capacity)
    let found = unsafe UnsafeMutableRawPointer(values + capacity).bindMemory(
      to: UInt16.self, capacity: capacity)
    unsafe values.initialize(repeating: 0, count: capacity)
    unsafe Self.fillLeafSlots(slots)
    var firstRow = 0
    while layout.rowCount - firstRow >= Self.selectionMinimum {
      let rowCount = Swift.min(layout.rowCount - firstRow, capacity)
      unsafe scales.rank(
        elements, layout, firstRow: firstRow, rowCount: rowCount, missing: missing, values: values,
        found: found,
        into: ranks)
      unsafe selectTrees(range, ranks: ranks, slots: slots, leaves: leaves) { trees in
        unsafe consumer.take(
          LeafBlock(
            rows: firstRow..<firstRow + rowCount, trees: trees, leaves: UnsafePointer(leaves),
            stride: capacity))
      }
      firstRow += rowCount
    }
    return firstRow
  }

  @inline(__always)
  private func selectTrees(
    _ range: Range<Int>, ranks: UnsafeRawPointer, slots: UnsafeMutableRawPointer,
    leaves: UnsafeMutablePointer<UInt8>, _ consume: (Range<Int>) -> Void
  ) {
    unsafe selectionNodes.withUnsafeBufferPointer { all in
      // A forest of single leaves has no nodes, and looks at none.
      let nodes = unsafe all.baseAddress ?? UnsafePointer(bitPattern: 8)
      guard let nodes = unsafe nodes else { return }
      var first = range.lowerBound
      while first < range.upperBound {
        let trees = first..<Swift.min(first + Self.treeCapacity, range.upperBound)
        for tree in trees {
          // Safety: at most `treeCapacity` trees of 64 bytes, the room of `leaves`.
          unsafe UnsafeMutableRawPointer(leaves).storeBytes(
            of: Self.select(self.trees[tree], nodes, ranks: ranks, slots: slots).words,
            toByteOffset: (tree - first) * Self.blockCapacity, as: SIMD8<UInt64>.self)
        }
        consume(trees)
        first = trees.upperBound
      }
    }
  }

  /// Serves rows one by one, without taking memory.
  private func descendRows<Scalar: RowScalar, Consumer: LeafConsumer>(
    _ rows: Range<Int>, _ elements: Span<Scalar>, _ layout: RowLayout, _ range: Range<Int>, _ missing: Float?,
    to consumer: inout Consumer
  ) {
    if Self.descentBytes + rowRankBytes <= 1024 {
      // Safety: `descentBytes` and a row's ranks fit 1024 bytes in the first case; in the second `columnLimit` and
      // 256 leaves keep them below 5120.
      unsafe withUnsafeTemporaryAllocation(byteCount: 1024, alignment: 8) { scratch in
        unsafe descendRows(rows, elements, layout, range, missing, scratch, to: &consumer)
      }
    } else {
      // A larger temporary allocation would be the heap's.
      var words = InlineArray<640, UInt64>(repeating: 0)
      var span = words.mutableSpan
      unsafe span.withUnsafeMutableBytes { scratch in
        unsafe descendRows(rows, elements, layout, range, missing, scratch, to: &consumer)
      }
    }
  }

  /// Bytes of the ranks of one row: one a column, one for what no column takes, and one for each number of a leaf,
  /// which its step reads as if it were a column.
  private var rowRankBytes: Int { Swift.max(scales.columnCount + 1, greatestLeafCount) }

  /// - Parameter scratch: ``descentBytes`` and ``rowRankBytes``.
  private func descendRows<Scalar: RowScalar, Consumer: LeafConsumer>(
    _ rows: Range<Int>, _ elements: Span<Scalar>, _ layout: RowLayout, _ range: Range<Int>, _ missing: Float?,
    _ scratch: UnsafeMutableRawBufferPointer, to consumer: inout Consumer
  ) {
    let capacity = descentCapacity
    unsafe descentNodes.withUnsafeBufferPointer { allNodes in
      unsafe roots.withUnsafeBufferPointer { allRoots in
        guard let start = scratch.baseAddress, let nodes = allNodes.baseAddress,
          let roots = allRoots.baseAddress
        else { return }
        // Safety: the scratch holds both, one after the other.
        let ranks = unsafe (start + Self.descentBytes).bindMemory(to: UInt8.self, capacity: rowRankBytes)
        for column in scales.columnCount..<rowRankBytes { unsafe ranks[column] = 0 }
        for row in rows {
          unsafe scales.rankRow(
            elements, layout, row: row, missing: missing, unread: scales.columnCount, into: ranks)
          var first = range.lowerBound
          while first < range.upperBound {
            let group = first..<Swift.min(first &+ capacity, range.upperBound)
            let leaves = unsafe descend(
              roots + first, count: group.count, nodes, ranks: ranks, scratch: start)
            unsafe consumer.take(
              LeafBlock(rows: row..<row &+ 1, trees: group, leaves: leaves, stride: 1))
            first = group.upperBound
          }
        }
      }
    }
  }
}
