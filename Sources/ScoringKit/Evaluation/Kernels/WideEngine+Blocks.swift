extension WideEngine {
  /// Rows handled together at most: a tree, and a feature's thresholds, come from farther caches once for all.
  private static let blockCapacity = 1024
  /// Ranks of a block, so that they stay in the second cache; 64 rows may take more.
  private static let rankCapacity = 128 * 1024
  /// Trees whose leaves are kept before they are consumed.
  private static let treeCapacity = 8
  /// Ranks of one row that are kept on the stack.
  private static let stackCapacity = 8192

  /// Finds the leaves of all rows in a range of trees and hands them over block by block.
  func forEachBlock<Scalar: RowScalar, Consumer: LeafConsumer>(
    of elements: Span<Scalar>, layout: RowLayout, trees range: Range<Int>, missing: Float?,
    to consumer: inout Consumer
  ) {
    var firstRow = 0
    if layout.rowCount >= Descents.count {
      firstRow = descendBlocks(elements, layout, range, missing, to: &consumer)
    }
    guard firstRow < layout.rowCount else { return }
    descendRows(firstRow..<layout.rowCount, elements, layout, range, missing, to: &consumer)
  }

  /// Serves all rows but a last few; returns the first that is left.
  private func descendBlocks<Scalar: RowScalar, Consumer: LeafConsumer>(
    _ elements: Span<Scalar>, _ layout: RowLayout, _ range: Range<Int>, _ missing: Float?,
    to consumer: inout Consumer
  ) -> Int {
    let part = RankScales.blockCapacity
    let fitting = Swift.min(Self.blockCapacity, Self.rankCapacity / columnCount) / part * part
    let capacity = Swift.min(Swift.max(fitting, part), (layout.rowCount + part - 1) / part * part)
    let scratch = RankScratch(
      rankCount: capacity * columnCount, leafCount: capacity * Self.treeCapacity)
    defer { scratch.deallocate() }
    var firstRow = 0
    while layout.rowCount - firstRow >= Descents.count {
      let rowCount = Swift.min(layout.rowCount - firstRow, capacity) / Descents.count * Descents.count
      // Safety: `ranks` holds `columnCount` numbers a row, those of the leaves' columns 0 from the beginning.
      unsafe scales.rankWords(
        elements, layout, firstRow: firstRow, rowCount: rowCount, missing: missing, scratch,
        columnCount: columnCount)
      descendTrees(range, rowCount: rowCount, scratch) { trees in
        // Safety: `leaves` holds `treeCapacity` trees of `rowCount` rows, of which these were filled.
        unsafe consumer.take(
          LeafBlock(
            rows: firstRow..<firstRow + rowCount, trees: trees, leaves: UnsafePointer(scratch.leaves),
            stride: rowCount))
      }
      firstRow += rowCount
    }
    return firstRow
  }

  @inline(__always)
  private func descendTrees(
    _ range: Range<Int>, rowCount: Int, _ scratch: RankScratch, _ consume: (Range<Int>) -> Void
  ) {
    unsafe nodes.withUnsafeBufferPointer { nodes in
      guard let nodes = nodes.baseAddress else { return }
      var first = range.lowerBound
      while first < range.upperBound {
        let trees = first..<Swift.min(first + Self.treeCapacity, range.upperBound)
        for tree in trees {
          for row in stride(from: 0, to: rowCount, by: Descents.count) {
            // Safety: eight rows' ranks and leaves are inside the scratch, made for `rowCount` rows.
            unsafe descend(
              roots[tree], nodes, ranks: scratch.ranks + row * columnCount,
              into: scratch.leaves + (tree - first) * rowCount + row)
          }
        }
        consume(trees)
        first = trees.upperBound
      }
    }
  }

  /// Serves rows one by one, without an allocation unless they are very wide.
  private func descendRows<Scalar: RowScalar, Consumer: LeafConsumer>(
    _ rows: Range<Int>, _ elements: Span<Scalar>, _ layout: RowLayout, _ range: Range<Int>, _ missing: Float?,
    to consumer: inout Consumer
  ) {
    if columnCount <= Self.stackCapacity, columnCount > 512 {
      var ranks = InlineArray<8192, UInt16>(repeating: 0)
      var span = ranks.mutableSpan
      unsafe span.withUnsafeMutableBufferPointer { ranks in
        guard let ranks = ranks.baseAddress else { return }
        unsafe descendRows(rows, elements, layout, range, missing, ranks, to: &consumer)
      }
    } else {
      unsafe withUnsafeTemporaryAllocation(of: UInt16.self, capacity: columnCount) { ranks in
        guard let ranks = ranks.baseAddress else { return }
        unsafe descendRows(rows, elements, layout, range, missing, ranks, to: &consumer)
      }
    }
  }
}

extension WideEngine {
  /// Eight trees at a time are consumed, because their sum, one addition after the other, then overlaps with the
  /// descent of the next eight.
  ///
  /// - Parameter ranks: Room for ``columnCount`` numbers.
  private func descendRows<Scalar: RowScalar, Consumer: LeafConsumer>(
    _ rows: Range<Int>, _ elements: Span<Scalar>, _ layout: RowLayout, _ range: Range<Int>, _ missing: Float?,
    _ ranks: UnsafeMutablePointer<UInt16>, to consumer: inout Consumer
  ) {
    // Safety: the scales' columns, then the leaves', have room.
    unsafe (ranks + scales.columnCount).update(repeating: 0, count: leafColumnCount)
    unsafe withUnsafeTemporaryAllocation(of: UInt32.self, capacity: Descents.count) { leaves in
      unsafe nodes.withUnsafeBufferPointer { nodes in
        unsafe roots.withUnsafeBufferPointer { roots in
          guard let leaves = leaves.baseAddress, let nodes = nodes.baseAddress, let roots = roots.baseAddress
          else { return }
          for row in rows {
            unsafe scales.rankRowWords(elements, layout, row: row, missing: missing, into: ranks)
            var first = range.lowerBound
            while first < range.upperBound {
              let trees = first..<Swift.min(first + Descents.count, range.upperBound)
              // Safety: the range is of the forest's trees; `leaves` has room for eight.
              unsafe descend(
                from: first, last: trees.upperBound - 1, roots, nodes, ranks: ranks, into: leaves)
              unsafe consumer.take(
                LeafBlock(rows: row..<row + 1, trees: trees, leaves: UnsafePointer(leaves), stride: 1))
              first = trees.upperBound
            }
          }
        }
      }
    }
  }
}
