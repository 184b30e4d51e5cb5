extension ThresholdEngine {
  /// Rows handled together: enough to reuse a tree while it is in the first cache, few enough for their columns
  /// to stay in the second.
  private static let blockCapacity = 32
  /// Trees whose leaves are kept before they are consumed.
  private static let treeCapacity = 64

  /// Finds the leaves of all rows in a range of trees and hands them over block by block.
  func forEachBlock<Scalar: RowScalar, Consumer: LeafConsumer>(
    of elements: Span<Scalar>, layout: RowLayout, trees range: Range<Int>, missing: Float?,
    to consumer: inout Consumer
  ) {
    let capacity = Swift.min(layout.rowCount, Self.blockCapacity)
    var block = ComparandBlock(columns, missing: missing, capacity: capacity)
    var leaves = [UInt32](repeating: 0, count: capacity * Swift.min(range.count, Self.treeCapacity))
    var firstRow = 0
    while firstRow < layout.rowCount {
      let rowCount = Swift.min(layout.rowCount - firstRow, capacity)
      block.load(elements, layout: layout, firstRow: firstRow, count: rowCount)
      var first = range.lowerBound
      while first < range.upperBound {
        let trees = first..<Swift.min(first + Self.treeCapacity, range.upperBound)
        descend(block, trees: trees, into: &leaves, stride: capacity)
        unsafe leaves.withUnsafeBufferPointer { all in
          guard let base = all.baseAddress else { return }
          // Safety: `leaves` holds `capacity` rows of `treeCapacity` trees, of which these were filled.
          unsafe consumer.take(
            LeafBlock(rows: firstRow..<firstRow + rowCount, trees: trees, leaves: base, stride: capacity))
        }
        first = trees.upperBound
      }
      firstRow += rowCount
    }
  }
}
