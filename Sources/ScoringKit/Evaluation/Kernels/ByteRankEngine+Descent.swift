extension ByteRankEngine {
  /// Trees whose steps are taken in turn, so that their loads overlap.
  static let laneCount = 12
  /// Levels that all trees are descended: as many as most leaves are deep.
  private static let firstStepCount = 8
  /// Levels after which is looked again which trees have not arrived. To look costs as much as half a step.
  private static let laterStepCount = 4

  /// Places of twelve trees among the nodes.
  private typealias Lanes = InlineArray<12, UInt32>

  /// Trees that one row descends together: if all are shallow as many as lanes, so that the sum of their leaves, one
  /// addition after the other, overlaps with the next descent.
  var descentCapacity: Int { isShallow ? Self.laneCount : Self.greatestDescentCapacity }

  private static let greatestDescentCapacity = 96

  /// Bytes of scratch for a descent: of each tree its place, its leaf and whether it is on its way, the last two
  /// with room to fill up the last lanes.
  static let descentBytes = (greatestDescentCapacity + laneCount) * (4 + 1 + 1)

  /// Whether the first steps reach all leaves.
  private var isShallow: Bool { depth <= Self.firstStepCount + 2 }

  /// The leaf that one row reaches in each of at most ``descentCapacity`` trees.
  ///
  /// No branch depends on where a single tree's row goes, only loops on how many have not arrived.
  ///
  /// - Parameters:
  ///   - roots: The roots of the trees from the first on, and of others behind them to fill up the last lanes.
  ///   - count: Trees to descend, at least one.
  ///   - ranks: The row's ranks, a byte a column, and as many bytes as a tree has leaves: a leaf's step reads the
  ///     column of its number.
  ///   - scratch: ``descentBytes``, aligned to four.
  /// - Returns: The leaves, in the scratch.
  @inline(__always)
  func descend(
    _ roots: UnsafePointer<UInt32>, count: Int, _ nodes: UnsafePointer<DescentNode>,
    ranks: UnsafePointer<UInt8>,
    scratch: UnsafeMutableRawPointer
  ) -> UnsafePointer<UInt8> {
    // Safety: the three parts lie one after the other in the scratch; `count` fits all.
    let capacity = Self.greatestDescentCapacity + Self.laneCount
    let places = unsafe scratch.assumingMemoryBound(to: UInt32.self)
    let leaves = unsafe (scratch + capacity * 4).assumingMemoryBound(to: UInt8.self)
    // A step more than a shallow tree has leads nowhere.
    let pairCount = isShallow ? (depth &+ 1) / 2 : Self.firstStepCount / 2
    var lane = 0
    while lane < count {
      unsafe Self.start(
        roots + lane, pairs: pairCount, nodes, ranks, places + lane, leaves + lane)
      lane &+= Self.laneCount
    }
    if !isShallow {
      unsafe finish(count, nodes, ranks, places, leaves, active: leaves + capacity)
    }
    return unsafe UnsafePointer(leaves)
  }

  /// Descends the trees that have not arrived, until none is left.
  private func finish(
    _ count: Int, _ nodes: UnsafePointer<DescentNode>, _ ranks: UnsafePointer<UInt8>,
    _ places: UnsafeMutablePointer<UInt32>, _ leaves: UnsafeMutablePointer<UInt8>,
    active: UnsafeMutablePointer<UInt8>
  ) {
    // Safety: a tree's number is below `count`; `active` has room for twelve more.
    var activeCount = 0
    for tree in 0..<count {
      unsafe active[activeCount] = UInt8(truncatingIfNeeded: tree)
      activeCount &+= unsafe Int((nodes[Int(places[tree])].stepsToLeft != 0).bit)
    }
    while activeCount > 0 {
      // The last lanes descend the last tree again.
      for lane in 0..<Self.laneCount { unsafe active[activeCount &+ lane] = active[activeCount &- 1] }
      var lane = 0
      while lane < activeCount {
        unsafe Self.goOn(active + lane, places, leaves, nodes, ranks)
        lane &+= Self.laneCount
      }
      var count = 0
      for place in 0..<activeCount {
        let tree = unsafe active[place]
        unsafe active[count] = tree
        count &+= unsafe Int((nodes[Int(places[Int(tree)])].stepsToLeft != 0).bit)
      }
      activeCount = count
    }
  }

  /// The first steps of twelve trees.
  @inline(never)
  private static func start(
    _ roots: UnsafePointer<UInt32>, pairs pairCount: Int, _ nodes: UnsafePointer<DescentNode>,
    _ ranks: UnsafePointer<UInt8>, _ places: UnsafeMutablePointer<UInt32>,
    _ leaves: UnsafeMutablePointer<UInt8>
  ) {
    // Safety: the caller has twelve roots, and room for twelve places and leaves.
    var lanes = Lanes { unsafe roots[$0] }
    unsafe step(&lanes, pairs: pairCount, nodes, ranks)
    for lane in 0..<laneCount {
      unsafe places[lane] = lanes[lane]
      unsafe leaves[lane] = nodes[Int(lanes[lane])].leaf
    }
  }

  /// Further steps of twelve trees.
  @inline(never)
  private static func goOn(
    _ trees: UnsafePointer<UInt8>, _ places: UnsafeMutablePointer<UInt32>,
    _ leaves: UnsafeMutablePointer<UInt8>, _ nodes: UnsafePointer<DescentNode>, _ ranks: UnsafePointer<UInt8>
  ) {
    // Safety: the caller gives twelve trees, each with a place.
    var lanes = Lanes { unsafe places[Int(trees[$0])] }
    unsafe step(&lanes, pairs: laterStepCount / 2, nodes, ranks)
    for lane in 0..<laneCount {
      let tree = unsafe Int(trees[lane])
      unsafe places[tree] = lanes[lane]
      unsafe leaves[tree] = nodes[Int(lanes[lane])].leaf
    }
  }

  /// Pairs of steps, at least one. Written out, because a loop over the lanes would keep them in memory, and in pairs,
  /// because a loop of single ones moves them from register to register.
  @inline(__always)
  private static func step(
    _ lanes: inout Lanes, pairs pairCount: Int, _ nodes: UnsafePointer<DescentNode>,
    _ ranks: UnsafePointer<UInt8>
  ) {
    var left = pairCount
    repeat {
      // Safety: as in the step of one tree: every lane starts at a root and stays in its tree.
      unsafe stepOnce(&lanes, nodes, ranks)
      unsafe stepOnce(&lanes, nodes, ranks)
      left &-= 1
    } while left > 0
  }

  @inline(__always)
  private static func stepOnce(
    _ lanes: inout Lanes, _ nodes: UnsafePointer<DescentNode>, _ ranks: UnsafePointer<UInt8>
  ) {
    // Safety: the caller's lanes are places of nodes, from which a step leads to a node of the same tree.
    unsafe step(&lanes[0], nodes, ranks)
    unsafe step(&lanes[1], nodes, ranks)
    unsafe step(&lanes[2], nodes, ranks)
    unsafe step(&lanes[3], nodes, ranks)
    unsafe step(&lanes[4], nodes, ranks)
    unsafe step(&lanes[5], nodes, ranks)
    unsafe step(&lanes[6], nodes, ranks)
    unsafe step(&lanes[7], nodes, ranks)
    unsafe step(&lanes[8], nodes, ranks)
    unsafe step(&lanes[9], nodes, ranks)
    unsafe step(&lanes[10], nodes, ranks)
    unsafe step(&lanes[11], nodes, ranks)
  }

  @inline(__always)
  private static func step(
    _ place: inout UInt32, _ nodes: UnsafePointer<DescentNode>, _ ranks: UnsafePointer<UInt8>
  ) {
    // Safety: a step stays among the nodes of its tree by construction (`Layout`), whose column is among the ranks.
    let node = unsafe nodes[Int(place)]
    let isAbove = unsafe ranks[Int(node.column)] > node.rank
    place = place &+ UInt32(node.stepsToLeft) &+ isAbove.bit
  }
}
