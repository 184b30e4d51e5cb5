/// Adds leaves that hold a number for every output to the margins, in tree order.
@safe struct VectorLeafSum: LeafConsumer {
  let table: LeafTable
  /// Rows × outputs, row-major.
  let margins: UnsafeMutablePointer<Double>

  mutating func take<Leaf>(_ block: LeafBlock<Leaf>) {
    let width = table.width
    for (place, tree) in block.trees.enumerated() {
      for row in 0..<block.rows.count {
        let values = (Int(table.firstLeaf[tree]) + block.leaf(tree: place, row: row)) * width
        let target = (block.rows.lowerBound + row) * width
        for output in 0..<width {
          // Safety: the block's rows are those of `margins`, which has `width` numbers a row.
          unsafe margins[target + output] += table.values[values + output]
        }
      }
    }
  }
}
