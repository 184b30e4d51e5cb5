/// The leaves that some rows reach in some trees: what every engine finds, whatever is made of it.
@safe struct LeafBlock<Leaf: FixedWidthInteger & UnsignedInteger> {
  let rows: Range<Int>
  let trees: Range<Int>
  /// The leaf of the k-th tree and r-th row of the block at k · stride + r.
  let leaves: UnsafePointer<Leaf>
  let stride: Int

  /// The leaf's number, by place in the block.
  @inline(__always)
  func leaf(tree: Int, row: Int) -> Int {
    // Safety: the engine that made the block filled a place for every tree and row of it.
    Int(unsafe leaves[tree &* stride &+ row])
  }
}

/// Something made of leaves, block by block; a row's trees come in order.
protocol LeafConsumer {
  mutating func take<Leaf>(_ block: LeafBlock<Leaf>)
}
