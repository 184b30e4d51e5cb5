extension ThresholdEngine {
  /// Finds the leaf that each row of a block reaches in each tree of a range.
  ///
  /// Trees are the outer loop, so that a tree's nodes stay in the first cache for the whole block.
  ///
  /// - Parameter leaves: The k-th tree, row r of the block at `k · stride + r`.
  func descend(
    _ block: borrowing ComparandBlock, trees: Range<Int>, into leaves: inout [UInt32], stride: Int
  ) {
    var reached = leaves.mutableSpan
    let nodes = nodes.span
    let values = block.values.span
    let columnCount = block.columnCount
    for (place, tree) in trees.enumerated() {
      let root = roots[tree]
      var row = place * stride
      var firstValue = 0
      for group in 0..<block.groupCount {
        let lanes = Swift.min(block.rowCount - group * ComparandBlock.laneCount, ComparandBlock.laneCount)
        if lanes == 1 {
          reached[row] = leafOfNode[Int(Self.descendOne(root, nodes, values, from: firstValue))]
        } else {
          let ends = Self.descendEight(root, nodes, values, from: firstValue)
          for lane in 0..<lanes { reached[row + lane] = leafOfNode[Int(ends[lane])] }
        }
        row += lanes
        firstValue += columnCount
      }
    }
  }

  /// Eight descents in step, so that their loads overlap; over when no row has moved or the tree has no
  /// further level.
  @inline(__always)
  private static func descendEight(
    _ root: Root, _ nodes: Span<Node>, _ values: Span<SIMD8<Double>>, from firstValue: Int
  ) -> SIMD8<UInt32> {
    var reached = SIMD8<UInt32>(repeating: root.node)
    for _ in 0..<root.depth {
      var next = reached
      for lane in 0..<ComparandBlock.laneCount {
        let node = nodes[Int(reached[lane])]
        let goesLeft = values[firstValue &+ Int(node.column)][lane] <= node.threshold
        next[lane] = node.left &+ (goesLeft ? 0 : 1)
      }
      if next == reached { break }
      reached = next
    }
    return reached
  }

  @inline(__always)
  private static func descendOne(
    _ root: Root, _ nodes: Span<Node>, _ values: Span<SIMD8<Double>>, from firstValue: Int
  ) -> UInt32 {
    var reached = root.node
    for _ in 0..<root.depth {
      let node = nodes[Int(reached)]
      let goesLeft = values[firstValue &+ Int(node.column)][0] <= node.threshold
      let next = node.left &+ (goesLeft ? 0 : 1)
      if next == reached { break }
      reached = next
    }
    return reached
  }
}
