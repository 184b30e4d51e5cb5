/// Adds leaves of one number to the margins, in tree order, in double or float32 as the trainer does.
@safe struct LeafSum: LeafConsumer {
  /// The values of all leaves.
  let values: UnsafePointer<Double>
  /// Each tree's first leaf.
  let firstLeaf: UnsafePointer<UInt32>
  /// Each tree's output.
  let outputOfTree: UnsafePointer<Int32>
  let outputCount: Int
  let precision: Precision
  /// Rows × outputs, row-major.
  let margins: UnsafeMutablePointer<Double>

  @inline(__always)
  mutating func take<Leaf>(_ block: LeafBlock<Leaf>) {
    if outputCount > 1 {
      addToOutputs(block)
    } else if precision == .single {
      add(block, as: Float.self)
    } else {
      add(block, as: Double.self)
    }
  }

  /// One output: a row's sum stays in a register, and four rows' sums overlap.
  @inline(__always)
  private func add<Leaf, Sum: LeafScalar>(_ block: LeafBlock<Leaf>, as _: Sum.Type) {
    // Safety: the block's trees are the forest's, its leaves the trees', its rows those of `margins`.
    let first = unsafe firstLeaf + block.trees.lowerBound
    let sums = unsafe margins + block.rows.lowerBound
    var row = 0
    while row &+ 4 <= block.rows.count {
      var a = Sum(unsafe sums[row])
      var b = Sum(unsafe sums[row &+ 1])
      var c = Sum(unsafe sums[row &+ 2])
      var d = Sum(unsafe sums[row &+ 3])
      for tree in 0..<block.trees.count {
        let leaves = unsafe values + Int(first[tree])
        a += Sum(unsafe leaves[block.leaf(tree: tree, row: row)])
        b += Sum(unsafe leaves[block.leaf(tree: tree, row: row &+ 1)])
        c += Sum(unsafe leaves[block.leaf(tree: tree, row: row &+ 2)])
        d += Sum(unsafe leaves[block.leaf(tree: tree, row: row &+ 3)])
      }
      unsafe sums[row] = a.asDouble
      unsafe sums[row &+ 1] = b.asDouble
      unsafe sums[row &+ 2] = c.asDouble
      unsafe sums[row &+ 3] = d.asDouble
      row &+= 4
    }
    while row < block.rows.count {
      var sum = Sum(unsafe sums[row])
      for tree in 0..<block.trees.count {
        sum += Sum(unsafe values[Int(first[tree]) &+ block.leaf(tree: tree, row: row)])
      }
      unsafe sums[row] = sum.asDouble
      row &+= 1
    }
  }

  private func addToOutputs<Leaf>(_ block: LeafBlock<Leaf>) {
    let isSingle = precision == .single
    for (place, tree) in block.trees.enumerated() {
      // Safety: as above; a tree's output is one of the outputs.
      let leaves = unsafe values + Int(firstLeaf[tree])
      var target = unsafe margins + block.rows.lowerBound * outputCount + Int(outputOfTree[tree])
      for row in 0..<block.rows.count {
        let sum = unsafe target.pointee + leaves[block.leaf(tree: place, row: row)]
        // Of two floats the double sum, rounded, is the float sum: double has more than twice the digits.
        unsafe target.pointee = isSingle ? Double(Float(sum)) : sum
        unsafe target += outputCount
      }
    }
  }
}

/// The precisions of a sum. A leaf of a float32 model is a float32 value, so that narrowing it is exact.
private protocol LeafScalar: RowScalar {
  init(_ value: Double)
}

extension Double: LeafScalar {}
extension Float: LeafScalar {}
