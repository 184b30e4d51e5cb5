/// Adds leaves of several numbers to as many margins, the tree's first output and those after it, in tree order, in
/// double or float32 as the trainer does.
@safe struct VectorLeafSum: LeafConsumer {
  let forest: Forest
  let table: LeafTable
  /// Rows × outputs, row-major.
  let margins: UnsafeMutablePointer<Double>

  mutating func take<Leaf>(_ block: LeafBlock<Leaf>) {
    let width = table.width
    let isSingle = forest.precision == .single
    for (place, tree) in block.trees.enumerated() {
      let firstOutput = Int(forest.outputOfTree[tree])
      for row in 0..<block.rows.count {
        let values = (Int(table.firstLeaf[tree]) + block.leaf(tree: place, row: row)) * width
        let target = (block.rows.lowerBound + row) * forest.outputCount + firstOutput
        for place in 0..<width {
          // Safety: the block's rows are those of `margins`; a tree's outputs are among the forest's.
          let sum = unsafe margins[target + place] + table.values[values + place]
          // Of two floats the double sum, rounded, is the float sum.
          unsafe margins[target + place] = isSingle ? Double(Float(sum)) : sum
        }
      }
    }
  }
}
