extension WordRankEngine {
  /// Rows handled together at most: a tree, and a feature's thresholds, come from farther caches once for all.
  private static let blockCapacity = 1024
  /// Ranks of a block, so that they stay in the second cache; 64 rows may take more.
  private static let rankCapacity = 128 * 1024
  /// Trees whose leaves are kept before they are consumed: of one row their sum, one addition after the other,
  /// overlaps with the descent of the next ones.
  private static let treeCapacity = Descents.count
  /// Ranks of one row that are kept on the stack.
  private static let stackCapacity = 8192

  /// Finds the leaves of all rows in a range of trees and hands them over block by block.
  func forEachBlock<Scalar: RowScalar, Consumer: LeafConsumer>(
    of elements: Span<Scalar>, layout: RowLayout, trees range: Range<Int>, missing: Float?,
    to consumer: inout Consumer
  ) {
    var firstRow = 0
    if layout.rowCount >= Descents.count {
      let capacity = blockCapacity(rowCount: layout.rowCount)
      let scratch = RankScratch(
        rankCount: capacity * columnCount, leafCount: capacity * Self.treeCapacity)
      defer { scratch.deallocate() }
      while layout.rowCount - firstRow >= Descents.count {
        let count = Swift.min(layout.rowCount - firstRow, capacity) / Descents.count * Descents.count
        scales.rankWords(
          elements, layout, firstRow: firstRow, rowCount: count, missing: missing, scratch,
          columnCount: columnCount)
        // Safety: the scratch was made for `capacity` rows; the leaves' columns are 0 from the beginning.
        unsafe descend(
          range, rows: firstRow..<firstRow + count, ranks: scratch.ranks, leaves: scratch.leaves,
          to: &consumer)
        firstRow += count
      }
    }
    guard firstRow < layout.rowCount else { return }
    unsafe withRoomForRow { ranks, leaves in
      for row in firstRow..<layout.rowCount {
        // Safety: there is room for a row's columns, those of leaves 0, and one more, and for the leaves of as many
        // trees.
        unsafe scales.rankRow(elements, layout, row: row, missing: missing, unread: columnCount, into: ranks)
        unsafe descend(range, rows: row..<row + 1, ranks: ranks, leaves: leaves, to: &consumer)
      }
    }
  }

  /// Rows of a block, a multiple of 64.
  private func blockCapacity(rowCount: Int) -> Int {
    let part = RankScales.blockCapacity
    let fitting = Swift.min(Self.blockCapacity, Self.rankCapacity / columnCount) / part * part
    return Swift.min(Swift.max(fitting, part), (rowCount + part - 1) / part * part)
  }

  /// Gives room for one row's ranks, all 0, one more, and its leaves; on the stack unless the row is very wide.
  private func withRoomForRow(
    _ body: (UnsafeMutablePointer<UInt16>, UnsafeMutablePointer<UInt32>) -> Void
  ) {
    var leaves = InlineArray<8, UInt32>(repeating: 0)
    var leafSpan = leaves.mutableSpan
    // Safety: the pointers are of room for eight leaves and for one more rank than there are columns, and do not
    // outlive it.
    unsafe leafSpan.withUnsafeMutableBufferPointer { leaves in
      guard let leaves = leaves.baseAddress else { return }
      if columnCount >= Self.smallStackCapacity, columnCount < Self.stackCapacity {
        var ranks = InlineArray<8192, UInt16>(repeating: 0)
        var span = ranks.mutableSpan
        unsafe span.withUnsafeMutableBufferPointer { ranks in
          guard let ranks = ranks.baseAddress else { return }
          unsafe body(ranks, leaves)
        }
      } else {
        // On the stack for up to 1024 bytes.
        unsafe withUnsafeTemporaryAllocation(of: UInt16.self, capacity: columnCount + 1) { ranks in
          unsafe ranks.initialize(repeating: 0)
          guard let ranks = ranks.baseAddress else { return }
          unsafe body(ranks, leaves)
        }
      }
    }
  }

  /// Ranks that a temporary allocation keeps on the stack.
  private static let smallStackCapacity = 512

  /// Finds the leaves of a block of rows whose ranks are known, and hands them over eight trees at a time.
  ///
  /// - Parameters:
  ///   - rows: One, or a multiple of eight.
  ///   - ranks: As `Descents` reads them, eight rows after the other.
  ///   - leaves: Room for as many numbers as rows, of `treeCapacity` trees.
  @inline(never)
  private func descend<Consumer: LeafConsumer>(
    _ range: Range<Int>, rows: Range<Int>, ranks: UnsafePointer<UInt16>,
    leaves: UnsafeMutablePointer<UInt32>, to consumer: inout Consumer
  ) {
    var first = range.lowerBound
    while first < range.upperBound {
      let trees = first..<Swift.min(first + Self.treeCapacity, range.upperBound)
      if rows.count == 1 {
        unsafe descend(trees, ranks: ranks, into: leaves)
      } else {
        unsafe descend(trees, rowCount: rows.count, ranks: ranks, into: leaves)
      }
      // Safety: `leaves` has room for `treeCapacity` trees of these rows, of which these were filled.
      unsafe consumer.take(
        LeafBlock(rows: rows, trees: trees, leaves: UnsafePointer(leaves), stride: rows.count))
      first = trees.upperBound
    }
  }
}
