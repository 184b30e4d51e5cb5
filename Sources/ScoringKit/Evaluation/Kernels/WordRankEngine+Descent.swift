extension WordRankEngine {
  /// Eight descents in step, so that their loads overlap.
  ///
  /// Variables of their own, because a vector's lanes would be taken out and put back at every step.
  struct Descents {
    var a: UInt32
    var b: UInt32
    var c: UInt32
    var d: UInt32
    var e: UInt32
    var f: UInt32
    var g: UInt32
    var h: UInt32

    static let count = 8

    /// Begins at the roots of a tree, for eight rows, or of eight trees, for one row.
    @inline(__always)
    init(_ root: (Int) -> UInt32) {
      a = root(0)
      b = root(1)
      c = root(2)
      d = root(3)
      e = root(4)
      f = root(5)
      g = root(6)
      h = root(7)
    }

    /// Takes steps to the leaves, `depth` at most.
    ///
    /// Whether all have arrived is looked at every fourth step only: a step in a leaf costs less than the question.
    ///
    /// - Parameters:
    ///   - ranks: The rank of lane l in column c at `c · rowCount + l`, or at c for one row.
    ///   - rowCount: Rows, 8 or 1.
    @inline(__always)
    mutating func descend(
      depth: UInt32, _ nodes: UnsafePointer<Node>, _ ranks: UnsafePointer<UInt16>, rowCount: Int
    ) {
      var level: UInt32 = 0
      while level < depth {
        // Safety: as in `child`: every lane starts at a root and stays in its tree.
        for _ in 0..<3 { _ = unsafe step(nodes, ranks, rowCount: rowCount) }
        guard unsafe step(nodes, ranks, rowCount: rowCount) else { return }
        level &+= 4
      }
    }

    /// Takes one step; returns whether any was not in its leaf.
    @inline(__always)
    private mutating func step(
      _ nodes: UnsafePointer<Node>, _ ranks: UnsafePointer<UInt16>, rowCount: Int
    ) -> Bool {
      let before = self
      let next = rowCount > 1 ? 1 : 0
      // Safety: as in `child`; the ranks of 8 lanes, or of one, are side by side.
      a = unsafe Self.child(a, nodes, ranks, rowCount)
      b = unsafe Self.child(b, nodes, ranks + next, rowCount)
      c = unsafe Self.child(c, nodes, ranks + 2 * next, rowCount)
      d = unsafe Self.child(d, nodes, ranks + 3 * next, rowCount)
      e = unsafe Self.child(e, nodes, ranks + 4 * next, rowCount)
      f = unsafe Self.child(f, nodes, ranks + 5 * next, rowCount)
      g = unsafe Self.child(g, nodes, ranks + 6 * next, rowCount)
      h = unsafe Self.child(h, nodes, ranks + 7 * next, rowCount)
      let moved = (a ^ before.a) | (b ^ before.b) | (c ^ before.c) | (d ^ before.d)
      return moved | (e ^ before.e) | (f ^ before.f) | (g ^ before.g) | (h ^ before.h) != 0
    }

    @inline(__always)
    private static func child(
      _ place: UInt32, _ nodes: UnsafePointer<Node>, _ ranks: UnsafePointer<UInt16>, _ rowCount: Int
    ) -> UInt32 {
      // Safety: a step stays among the nodes of its tree, whose columns are among the row's, by construction
      // (`Layout`).
      let node = unsafe nodes[Int(place)]
      let rank = unsafe ranks[Int(node.column) &* rowCount]
      // The sign of a difference, because `rank > node.rank ? 1 : 0` became a branch in one of eight lanes.
      return node.left &+ (UInt32(node.rank) &- UInt32(rank)) >> 31
    }
  }

  /// The leaves that rows reach in at most eight trees: of the k-th tree and row r at k · rowCount + r.
  ///
  /// - Parameters:
  ///   - rowCount: A multiple of eight.
  ///   - ranks: ``columnCount`` numbers a row.
  func descend(
    _ trees: Range<Int>, rowCount: Int, ranks: UnsafePointer<UInt16>,
    into leaves: UnsafeMutablePointer<UInt32>
  ) {
    unsafe nodes.withUnsafeBufferPointer { nodes in
      guard let nodes = nodes.baseAddress else { return }
      for (place, tree) in trees.enumerated() {
        let root = roots[tree]
        for row in stride(from: 0, to: rowCount, by: Descents.count) {
          var descents = Descents { _ in root.node }
          // Safety: the ranks of eight rows, and room for their leaves, are inside what the caller gives.
          unsafe descents.descend(
            depth: root.depth, nodes, ranks + row &* columnCount, rowCount: Descents.count)
          unsafe write(descents, nodes, into: leaves + (place &* rowCount &+ row))
        }
      }
    }
  }

  /// The leaf that one row reaches in each of at most eight trees.
  ///
  /// - Parameters:
  ///   - ranks: ``columnCount`` numbers.
  ///   - leaves: Room for eight numbers.
  func descend(
    _ trees: Range<Int>, ranks: UnsafePointer<UInt16>, into leaves: UnsafeMutablePointer<UInt32>
  ) {
    unsafe nodes.withUnsafeBufferPointer { nodes in
      unsafe roots.withUnsafeBufferPointer { roots in
        guard let nodes = nodes.baseAddress, let roots = roots.baseAddress else { return }
        var depth: UInt32 = 0
        // Where there are fewer trees, the last one is descended again.
        var descents = Descents { lane in
          // Safety: the caller's trees are among the roots.
          let root = unsafe roots[Swift.min(trees.lowerBound &+ lane, trees.upperBound &- 1)]
          depth = Swift.max(depth, root.depth)
          return root.node
        }
        unsafe descents.descend(depth: depth, nodes, ranks, rowCount: 1)
        unsafe write(descents, nodes, into: leaves)
      }
    }
  }

  @inline(__always)
  private func write(
    _ descents: Descents, _ nodes: UnsafePointer<Node>, into leaves: UnsafeMutablePointer<UInt32>
  ) {
    // Safety: the caller gives room for eight numbers.
    unsafe leaves[0] = leaf(descents.a, nodes)
    unsafe leaves[1] = leaf(descents.b, nodes)
    unsafe leaves[2] = leaf(descents.c, nodes)
    unsafe leaves[3] = leaf(descents.d, nodes)
    unsafe leaves[4] = leaf(descents.e, nodes)
    unsafe leaves[5] = leaf(descents.f, nodes)
    unsafe leaves[6] = leaf(descents.g, nodes)
    unsafe leaves[7] = leaf(descents.h, nodes)
  }

  /// The number of the leaf at a place.
  @inline(__always)
  private func leaf(_ place: UInt32, _ nodes: UnsafePointer<Node>) -> UInt32 {
    // Safety: a descent ends at a node of its tree.
    let node = unsafe nodes[Int(place)]
    return (UInt32(node.column) &- UInt32(truncatingIfNeeded: scales.columnCount)) << 16 | UInt32(node.rank)
  }
}
