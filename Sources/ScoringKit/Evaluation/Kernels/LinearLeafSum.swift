/// Adds leaves that are linear models of the row to the margins, in tree order.
@safe struct LinearLeafSum<Scalar: RowScalar>: LeafConsumer {
  let forest: Forest
  let elements: UnsafeBufferPointer<Scalar>
  let layout: RowLayout
  /// Rows × outputs, row-major.
  let margins: UnsafeMutablePointer<Double>

  mutating func take<Leaf>(_ block: LeafBlock<Leaf>) {
    for (place, tree) in block.trees.enumerated() {
      let output = Int(forest.outputOfTree[tree])
      for row in 0..<block.rows.count {
        let leaf = block.leaf(tree: place, row: row)
        let target = (block.rows.lowerBound + row) * forest.outputCount + output
        // Safety: the block's rows are those of `margins`, which has `outputCount` numbers a row.
        unsafe margins[target] += value(tree, leaf, row: block.rows.lowerBound + row)
      }
    }
  }

  /// What a linear tree's leaf adds: its linear model, or the plain leaf value where that does not apply.
  private func value(_ tree: Int, _ leaf: Int, row: Int) -> Double {
    guard let linear = forest.trees[tree].linearLeaves?[leaf] else {
      return forest.trees[tree].leafValue(leaf)
    }
    let sum = linear.value { feature in
      // Safety: the layout, whose last element is among these, was checked against them at the door.
      let value = unsafe elements[row * layout.rowStride + Int(feature) * layout.columnStride].asDouble
      return SplitRule.reading(value, missing: forest.missingValue)
    }
    return sum ?? forest.trees[tree].leafValue(leaf)
  }
}
