/// What a forest's trees may take while it is explained, whatever the caller allows: places in them are numbers of 32
/// bits. Counted down tree by tree.
struct QuadratureBudget {
  /// Splits times points of one tree at most: 1 GiB of scratch.
  private static let treeLimit = 1 << 23
  /// What all trees may take, in units of 64 bytes, the most a split's constants take a point: 2 GiB.
  private static let forestLimit = 1 << 25
  /// What a split takes beside its constants, in the same units, rounded up.
  private static let splitSize = (QuadratureSize.splitBytes + 63) / 64

  private var remainingSize = forestLimit

  /// Refuses a forest that is too large to be explained, before anything of its size is made.
  ///
  /// - Throws: ``ScoringError/Code/outOfMemory``.
  static func requireRoom(for forest: Forest, players: Players) throws(ScoringError) {
    // Nearly every forest has room even if its paths had every player; only for others are the paths walked.
    guard
      tooLargeTree(of: forest, distinctPlayerCount: { Swift.min($0.splits.count, players.count) }) != nil
    else { return }
    var occurrences = [Int32](repeating: 0, count: players.count)
    let tree = tooLargeTree(of: forest) { tree in
      PathCensus(tree, players: players, occurrences: &occurrences).distinctPlayerCount
    }
    guard let tree else { return }
    throw ScoringError(.outOfMemory, "tree \(tree) and those before it are too large to explain")
  }

  private static func tooLargeTree(of forest: Forest, distinctPlayerCount: (Tree) -> Int) -> Int? {
    var budget = QuadratureBudget()
    for (index, tree) in forest.trees.enumerated() where tree.linearLeaves == nil {
      let count = distinctPlayerCount(tree)
      for _ in 0..<forest.leafWidth {
        guard budget.take(splitCount: tree.splits.count, distinctPlayerCount: count) else { return index }
      }
    }
    return nil
  }

  /// Takes the room of a tree; false, and nothing is taken, where it is too large.
  private mutating func take(splitCount: Int, distinctPlayerCount: Int) -> Bool {
    let pointCount = GaussLegendre.pointCount(distinctPlayerCount: distinctPlayerCount)
    // Constants are stored two by two.
    let size = pointCount + pointCount % 2 + Self.splitSize
    guard splitCount < Self.treeLimit / pointCount, splitCount < remainingSize / size else { return false }
    remainingSize -= splitCount * size
    return true
  }
}
