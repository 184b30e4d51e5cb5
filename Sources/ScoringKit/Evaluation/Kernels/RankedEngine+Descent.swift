extension RankedEngine {
  /// The leaf that one row reaches in each of at most 64 trees.
  ///
  /// Eight trees at a time, so that their loads overlap; each group takes as many steps as its deepest tree, the
  /// others waiting in their leaves, because a loop that ends earlier for one would be mispredicted.
  ///
  /// - Parameters:
  ///   - ranks: The row's ranks, a byte a column.
  ///   - leaves: Room for as many bytes as there are trees in the range.
  func descend(
    _ range: Range<Int>, _ nodes: UnsafePointer<DescentNode>, ranks: UnsafePointer<Int8>,
    into leaves: UnsafeMutablePointer<UInt8>
  ) {
    var tree = range.lowerBound
    var target = unsafe leaves
    while tree &+ 8 <= range.upperBound {
      unsafe descendEight(tree, nodes, ranks, into: target)
      tree &+= 8
      unsafe target += 8
    }
    while tree < range.upperBound {
      var node = trees[tree].root
      for _ in 0..<trees[tree].depth { node = unsafe Self.step(node, nodes, ranks) }
      // Safety: a step stays among the nodes of its tree by construction (`Layout`).
      unsafe target.pointee = nodes[Int(node)].leaf
      tree &+= 1
      unsafe target += 1
    }
  }

  @inline(__always)
  private func descendEight(
    _ tree: Int, _ nodes: UnsafePointer<DescentNode>, _ ranks: UnsafePointer<Int8>,
    into leaves: UnsafeMutablePointer<UInt8>
  ) {
    var depth: UInt32 = 0
    for lane in 0..<8 { depth = Swift.max(depth, trees[tree &+ lane].depth) }
    var a = trees[tree].root
    var b = trees[tree &+ 1].root
    var c = trees[tree &+ 2].root
    var d = trees[tree &+ 3].root
    var e = trees[tree &+ 4].root
    var f = trees[tree &+ 5].root
    var g = trees[tree &+ 6].root
    var h = trees[tree &+ 7].root
    for _ in 0..<depth {
      // Safety: a step stays among the nodes of its tree by construction (`Layout`).
      a = unsafe Self.step(a, nodes, ranks)
      b = unsafe Self.step(b, nodes, ranks)
      c = unsafe Self.step(c, nodes, ranks)
      d = unsafe Self.step(d, nodes, ranks)
      e = unsafe Self.step(e, nodes, ranks)
      f = unsafe Self.step(f, nodes, ranks)
      g = unsafe Self.step(g, nodes, ranks)
      h = unsafe Self.step(h, nodes, ranks)
    }
    // Safety: the caller gives room for eight bytes.
    unsafe leaves[0] = nodes[Int(a)].leaf
    unsafe leaves[1] = nodes[Int(b)].leaf
    unsafe leaves[2] = nodes[Int(c)].leaf
    unsafe leaves[3] = nodes[Int(d)].leaf
    unsafe leaves[4] = nodes[Int(e)].leaf
    unsafe leaves[5] = nodes[Int(f)].leaf
    unsafe leaves[6] = nodes[Int(g)].leaf
    unsafe leaves[7] = nodes[Int(h)].leaf
  }

  @inline(__always)
  private static func step(
    _ place: UInt32, _ nodes: UnsafePointer<DescentNode>, _ ranks: UnsafePointer<Int8>
  ) -> UInt32 {
    // Safety: the caller gives a place among the nodes, whose column is among the ranks.
    let node = unsafe nodes[Int(place)]
    return unsafe node.left &+ (ranks[Int(node.column)] > node.rank ? 1 : 0)
  }
}
