/// A split while the tree is walked: the splits below it get their numbers later.
struct QuadratureDraft {
  let threshold: Double
  let column: Int
  let player: Int
  let previous: Int
  var left: QuadratureTree.Edge
  var right: QuadratureTree.Edge

  func split(constants: Int) -> QuadratureTree.Split {
    QuadratureTree.Split(
      threshold: threshold, column: column, player: player, previous: previous, left: left, right: right,
      constants: constants)
  }
}

/// Numbers the splits in preorder and follows, along each path, which edge last split on a feature of which player.
struct PreorderWalk {
  private enum Step {
    case enter(split: Int, parentEdge: Int, reach: Double)
    case take(edge: Int, player: Int)
    case leave(player: Int, restoring: Int)
  }

  private let tree: Tree
  private let covers: Tree.Covers
  private let leafWidth: Int
  private let output: Int
  private(set) var drafts: [QuadratureDraft] = []
  private(set) var expectedValue = 0.0

  /// Walks a tree.
  ///
  /// - Parameters:
  ///   - players: The player of each feature.
  ///   - lastEdges: The edge that last split on a feature of each player, −1 for none; left as it was found.
  init(
    _ tree: Tree, _ covers: Tree.Covers, leafWidth: Int, output: Int, columns: SplitColumns, players: Players,
    lastEdges: inout [Int]
  ) {
    self.tree = tree
    self.covers = covers
    self.leafWidth = leafWidth
    self.output = output
    run(columns: columns, players: players, lastEdges: &lastEdges)
  }

  private func value(ofLeaf leaf: Int) -> Double { tree.leafValue(leaf * leafWidth + output) }

  func coverProduct(ofEdge edge: Int) -> Double {
    let draft = drafts[edge / 2]
    return edge % 2 == 0 ? draft.left.coverProduct : draft.right.coverProduct
  }

  private mutating func run(columns: SplitColumns, players: Players, lastEdges: inout [Int]) {
    guard !tree.splits.isEmpty else {
      expectedValue = value(ofLeaf: 0)
      return
    }
    drafts.reserveCapacity(tree.splits.count)
    var steps: [Step] = [.enter(split: 0, parentEdge: -1, reach: 1)]
    while let step = steps.popLast() {
      switch step {
      case .enter(let index, let parentEdge, let reach):
        let split = tree.splits[index]
        let player = players.ofFeature[Int(split.feature)]
        enter(split, index, of: player, parentEdge, reach, columns, lastEdges, &steps)
      case .take(let edge, let player):
        lastEdges[player] = edge
      case .leave(let player, let previous):
        lastEdges[player] = previous
      }
    }
  }

  private mutating func enter(
    _ split: Tree.Split, _ index: Int, of player: Int, _ parentEdge: Int, _ reach: Double,
    _ columns: SplitColumns, _ lastEdges: [Int], _ steps: inout [Step]
  ) {
    let number = drafts.count
    let previous = lastEdges[player]
    let productAbove = previous < 0 ? 1 : coverProduct(ofEdge: previous)
    let comparison = columns.comparison(of: split, in: tree)
    drafts.append(
      QuadratureDraft(
        threshold: comparison.threshold, column: comparison.column, player: player, previous: previous,
        left: edge(to: split.left, from: index, productAbove: productAbove),
        right: edge(to: split.right, from: index, productAbove: productAbove)))
    if parentEdge >= 0 { link(parentEdge, to: number) }
    // The stack runs backward: left first, then right, so right is pushed first.
    for (side, child) in [(1, split.right), (0, split.left)] {
      let edge = side == 0 ? drafts[number].left : drafts[number].right
      let reachBelow = reach * edge.coverRatio
      steps.append(.leave(player: player, restoring: previous))
      if let below = child.split {
        steps.append(.enter(split: below, parentEdge: 2 * number + side, reach: reachBelow))
      } else {
        expectedValue += edge.value * reachBelow
      }
      steps.append(.take(edge: 2 * number + side, player: player))
    }
  }

  private func edge(to child: Tree.Child, from index: Int, productAbove: Double) -> QuadratureTree.Edge {
    let parentCover = covers.ofSplit(index)
    let childCover = child.split.map(covers.ofSplit) ?? covers.ofLeaf(Int(~child.rawValue))
    // Nothing of the training data came here: both sides are as likely.
    let ratio = parentCover == 0 ? 0.5 : childCover / parentCover
    return QuadratureTree.Edge(
      split: -1, value: child.leaf.map(value) ?? 0, coverProduct: productAbove * ratio,
      coverRatio: ratio)
  }

  private mutating func link(_ edge: Int, to number: Int) {
    let isLeft = edge % 2 == 0
    let open = isLeft ? drafts[edge / 2].left : drafts[edge / 2].right
    let linked = QuadratureTree.Edge(
      split: number, value: 0, coverProduct: open.coverProduct, coverRatio: open.coverRatio)
    if isLeft { drafts[edge / 2].left = linked } else { drafts[edge / 2].right = linked }
  }
}
