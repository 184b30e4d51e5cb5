/// The values of all leaves, one tree after the other, in the trainer's leaf order.
struct LeafTable: Sendable {
  /// ``width`` numbers a leaf.
  let values: [Double]
  /// Each tree's first leaf.
  let firstLeaf: [UInt32]
  /// Numbers a leaf holds.
  let width: Int

  /// Gathers the leaves of valid trees.
  init(_ trees: [Tree], width: Int) {
    var values: [Double] = []
    values.reserveCapacity(trees.reduce(0) { $0 + $1.leafValueCount })
    var firstLeaf: [UInt32] = []
    firstLeaf.reserveCapacity(trees.count)
    for tree in trees {
      firstLeaf.append(UInt32(values.count / width))
      tree.appendLeafValues(to: &values)
    }
    self.values = values
    self.firstLeaf = firstLeaf
    self.width = width
  }

  /// The same trees without values of their own.
  func shared(by trees: [Tree]) -> [Tree] {
    var first = 0
    return trees.map { tree in
      defer { first += tree.leafValueCount }
      return Tree(tree, sharing: values[first..<first + tree.leafValueCount])
    }
  }
}
