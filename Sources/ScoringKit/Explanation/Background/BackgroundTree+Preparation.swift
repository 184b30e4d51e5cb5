extension BackgroundTree {
  /// Numbers a tree's splits and leaves in preorder and gives each path's players their bits.
  ///
  /// - Parameters:
  ///   - index: The tree's place in the forest, for messages.
  ///   - output: Which of a leaf's numbers is explained.
  ///   - players: The player of each feature.
  /// - Throws: ``ScoringError/Code/unsupportedOperation`` for a path of more than 64 distinct features.
  init(
    _ tree: Tree, index: Int, leafWidth: Int, output: Int, columns: SplitColumns, players: Players
  ) throws(ScoringError) {
    guard !tree.splits.isEmpty else {
      self.init(splits: [], leaves: [], pathPlayers: [], constant: tree.leafValue(output))
      return
    }
    var walk = PathWalk(tree, leafWidth: leafWidth, output: output, players: players)
    guard walk.run(columns: columns) else {
      throw ScoringError(
        .unsupportedOperation,
        "tree \(index) has a path of more than \(Self.greatestPlayerCount) distinct features, too many for "
          + "Shapley values against a background")
    }
    self.init(splits: walk.splits, leaves: walk.leaves, pathPlayers: walk.pathPlayers, constant: 0)
  }

  /// What a tree takes at most, in bytes, without its tables and patterns: twice its elements, because arrays grow.
  static func bytes(_ census: PathCensus) -> Int {
    let leafPlayers = Swift.min(census.distinctPlayerCount, greatestPlayerCount)
    let leafBytes =
      MemoryLayout<Leaf>.stride + MemoryLayout<ListedLeaf>.stride
      + leafPlayers * MemoryLayout<Int32>.stride
    return 2 * (census.splitCount + 1) * (MemoryLayout<Split>.stride + leafBytes)
  }
}

/// Walks a tree in preorder and remembers the players of the path it is on.
private struct PathWalk {
  private enum Step {
    case enter(child: Tree.Child, edge: Int)
    case take(player: Int32)
    case leave(player: Int32)
  }

  private let tree: Tree
  private let leafWidth: Int
  private let output: Int
  private let players: Players
  private var places: [Int32: Int] = [:]
  private var path: [Int32] = []
  private(set) var splits: [BackgroundTree.Split] = []
  private(set) var leaves: [BackgroundTree.Leaf] = []
  private(set) var pathPlayers: [Int32] = []

  init(_ tree: Tree, leafWidth: Int, output: Int, players: Players) {
    self.tree = tree
    self.leafWidth = leafWidth
    self.output = output
    self.players = players
  }

  /// Returns: False for a path of more players than a pattern has bits.
  mutating func run(columns: SplitColumns) -> Bool {
    var steps: [Step] = [.enter(child: Tree.Child(rawValue: 0), edge: -1)]
    while let step = steps.popLast() {
      switch step {
      case .enter(let child, let edge):
        if let leaf = child.leaf {
          append(leaf, edge)
        } else {
          guard enter(tree.splits[Int(child.rawValue)], edge, columns, &steps) else { return false }
        }
      case .take(let player):
        places[player] = path.count
        path.append(player)
      case .leave(let player):
        places[player] = nil
        path.removeLast()
      }
    }
    return true
  }

  private mutating func append(_ leaf: Int, _ edge: Int) {
    let start = pathPlayers.count
    pathPlayers += path
    leaves.append(
      BackgroundTree.Leaf(
        value: tree.leafValue(leaf * leafWidth + output), edge: edge, players: start..<pathPlayers.count,
        wholePattern: Int64(bitPattern: .max >> UInt64(64 - path.count))))
  }

  private mutating func enter(
    _ split: Tree.Split, _ edge: Int, _ columns: SplitColumns, _ steps: inout [Step]
  ) -> Bool {
    let player = Int32(players.ofFeature[Int(split.feature)])
    let place = places[player]
    guard (place ?? path.count) < BackgroundTree.greatestPlayerCount else { return false }
    let comparison = columns.comparison(of: split, in: tree)
    let number = splits.count
    splits.append(
      BackgroundTree.Split(
        threshold: comparison.threshold, column: comparison.column, before: edge,
        bit: Int64(bitPattern: 1 << UInt64(place ?? path.count)), isRepeated: place != nil))
    // The stack runs backward: left first, then right, so right is pushed first.
    if place == nil { steps.append(.leave(player: player)) }
    steps.append(.enter(child: split.right, edge: 2 * number + 1))
    steps.append(.enter(child: split.left, edge: 2 * number))
    if place == nil { steps.append(.take(player: player)) }
    return true
  }
}
