/// The values of all leaves, one tree after the other, in the trainer's leaf order.
struct LeafTable: Sendable {
  /// ``width`` numbers a leaf.
  let values: [Double]
  /// Each tree's first leaf.
  let firstLeaf: [UInt32]
  /// Numbers a leaf holds.
  let width: Int

  init(_ forest: Forest) {
    var values: [Double] = []
    values.reserveCapacity(forest.leafCount * forest.leafWidth)
    var firstLeaf: [UInt32] = []
    firstLeaf.reserveCapacity(forest.trees.count)
    for tree in forest.trees {
      firstLeaf.append(UInt32(values.count / forest.leafWidth))
      values += tree.leafValues
    }
    self.values = values
    self.firstLeaf = firstLeaf
    width = forest.leafWidth
  }
}
