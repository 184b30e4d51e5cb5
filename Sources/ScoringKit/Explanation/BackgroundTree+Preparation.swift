extension BackgroundTree {
  /// Numbers a tree's splits and leaves in preorder and gives each path's features their bits.
  ///
  /// - Parameters:
  ///   - index: The tree's place in the forest, for messages.
  ///   - output: Which of a leaf's numbers is explained.
  /// - Throws: ``ScoringError/Code/unsupportedOperation`` for a path of more than 64 distinct features.
  init(
    _ tree: Tree, index: Int, leafWidth: Int, output: Int, columns: SplitColumns
  ) throws(ScoringError) {
    guard !tree.splits.isEmpty else {
      self.init(splits: [], leaves: [], pathFeatures: [], constant: tree.leafValue(output))
      return
    }
    var walk = PathWalk(tree, leafWidth: leafWidth, output: output)
    guard walk.run(columns: columns) else {
      throw ScoringError(
        .unsupportedOperation,
        "tree \(index) has a path of more than \(Self.greatestFeatureCount) distinct features, too many for "
          + "Shapley values against a background")
    }
    self.init(splits: walk.splits, leaves: walk.leaves, pathFeatures: walk.pathFeatures, constant: 0)
  }
}

/// Walks a tree in preorder and remembers the features of the path it is on.
private struct PathWalk {
  private enum Step {
    case enter(child: Tree.Child, edge: Int)
    case take(feature: Int32)
    case leave(feature: Int32)
  }

  private let tree: Tree
  private let leafWidth: Int
  private let output: Int
  private var places: [Int32: Int] = [:]
  private var path: [Int32] = []
  private(set) var splits: [BackgroundTree.Split] = []
  private(set) var leaves: [BackgroundTree.Leaf] = []
  private(set) var pathFeatures: [Int32] = []

  init(_ tree: Tree, leafWidth: Int, output: Int) {
    self.tree = tree
    self.leafWidth = leafWidth
    self.output = output
  }

  /// Returns: False for a path of more features than a pattern has bits.
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
      case .take(let feature):
        places[feature] = path.count
        path.append(feature)
      case .leave(let feature):
        places[feature] = nil
        path.removeLast()
      }
    }
    return true
  }

  private mutating func append(_ leaf: Int, _ edge: Int) {
    let start = pathFeatures.count
    pathFeatures += path
    leaves.append(
      BackgroundTree.Leaf(
        value: tree.leafValue(leaf * leafWidth + output), edge: edge, features: start..<pathFeatures.count,
        wholePattern: Int64(bitPattern: .max >> UInt64(64 - path.count))))
  }

  private mutating func enter(
    _ split: Tree.Split, _ edge: Int, _ columns: SplitColumns, _ steps: inout [Step]
  ) -> Bool {
    let place = places[split.feature]
    guard (place ?? path.count) < BackgroundTree.greatestFeatureCount else { return false }
    let comparison = columns.comparison(of: split, in: tree)
    let number = splits.count
    splits.append(
      BackgroundTree.Split(
        threshold: comparison.threshold, column: comparison.column, before: edge,
        bit: Int64(bitPattern: 1 << UInt64(place ?? path.count)), isRepeated: place != nil))
    // The stack runs backward: left first, then right, so right is pushed first.
    if place == nil { steps.append(.leave(feature: split.feature)) }
    steps.append(.enter(child: split.right, edge: 2 * number + 1))
    steps.append(.enter(child: split.left, edge: 2 * number))
    if place == nil { steps.append(.take(feature: split.feature)) }
    return true
  }
}
