/// Writes the leaf each row reaches in each tree, numbered as the trainer does.
@safe struct LeafNumbers: LeafConsumer {
  let forest: Forest
  /// The trees asked for: the columns of the answer.
  let trees: Range<Int>
  /// Rows × trees, row-major.
  let numbers: UnsafeMutablePointer<Int32>

  mutating func take<Leaf>(_ block: LeafBlock<Leaf>) {
    for row in 0..<block.rows.count {
      let target = (block.rows.lowerBound + row) * trees.count - trees.lowerBound
      for (place, tree) in block.trees.enumerated() {
        let leaf = Int32(truncatingIfNeeded: block.leaf(tree: place, row: row))
        // Safety: the block's rows are those of `numbers`, its trees among those asked for.
        unsafe numbers[target + tree] = forest.trees[tree].leafID(leaf)
      }
    }
  }
}
