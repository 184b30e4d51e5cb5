/// A forest's trees laid out for the explanation of one row, whose quadrature points are side by side in vectors.
///
/// One row has little work a split, and its time goes to waiting: for the split before, and for mispredicted
/// branches. So the splits are in the order of their height, greatest first, in which neighbours rarely wait for
/// each other; the pairs of leaves come last, in a loop of their own; and the others treat a leaf and a split
/// below alike.
///
/// All trees are in the same few arrays: counting references, tree by tree, took a third of one row's time.
struct SingleRowForest: Sendable {
  /// A split; places are in the order of heights, from the tree's first on.
  ///
  /// Values and covers are apart from each other because the compiler loads neighbours as one vector, only to take
  /// it apart again.
  struct Split: Sendable {
    let threshold: Double
    let column: Int32
    /// The edge that last split on a feature of the same player, as 2 · place + (1 for right); −1 if there is none.
    let previous: Int32
    /// The left leaf's value; 0 if a split is below.
    let leftValue: Double
    /// The edge that leads here; 0 at the root, which does not look at it.
    var parent: Int32
    /// Where the parent's constants of that side begin; −1 if its player is new on the path.
    var parentConstants: Int32
    /// Z of the left edge; of a repeated player, the edge's own cover ratio.
    let leftCover: Double
    /// The place below on the left; −1 if a leaf is.
    let left: Int32
    let right: Int32
    let rightValue: Double
    /// Where the split's constants begin; −1 if its player is new on the path.
    let constants: Int32
    let rightCover: Double
    /// The cover of the edge that leads here.
    var parentCover: Double
  }

  /// Where a split's part of the explanation is, and to whom it belongs.
  struct Share: Sendable {
    let place: Int32
    let player: Int32
  }

  /// A tree that has splits.
  struct Tree: Sendable {
    let firstSplit: Int
    let splitCount: Int
    /// From this place on both sides are leaves, and the player is new on its path.
    let firstLeafPair: Int
    let pointCount: Int
    /// Where the pairs of quadrature points begin; the weights are behind them.
    let rule: Int
    let output: Int

    var pairCount: Int { (pointCount + 1) / 2 }
  }

  private(set) var trees: [Tree] = []
  private(set) var splits: [Split] = []
  /// In preorder.
  private(set) var shares: [Share] = []
  private(set) var rules: [SIMD2<Double>] = []
  private var ruleStarts: [Int: Int] = [:]

  /// Makes an empty forest with room for so many splits.
  init(splitCount: Int) {
    splits.reserveCapacity(splitCount)
    shares.reserveCapacity(splitCount)
  }

  /// Lays out one more tree.
  mutating func append(_ tree: QuadratureTree, output: Int) {
    guard !tree.splits.isEmpty else { return }
    let order = Self.order(of: tree.splits)
    let leafPairCount = tree.splits.count { Self.isNewLeafPair($0) }
    trees.append(
      Tree(
        firstSplit: splits.count, splitCount: order.count, firstLeafPair: order.count - leafPairCount,
        pointCount: tree.pointCount, rule: start(of: tree.rule), output: output))
    append(tree.splits, order, pairCount: tree.rule.pointPairs.count)
  }

  private mutating func start(of rule: GaussLegendre) -> Int {
    if let start = ruleStarts[rule.points.count] { return start }
    let start = rules.count
    ruleStarts[rule.points.count] = start
    rules += rule.pointPairs
    rules += rule.weightPairs
    return start
  }

  private mutating func append(_ preorder: [QuadratureTree.Split], _ order: [Int], pairCount: Int) {
    var places = [Int](repeating: 0, count: order.count)
    for (place, index) in order.enumerated() { places[index] = place }
    func place(_ index: Int) -> Int32 { index < 0 ? -1 : Int32(places[index]) }
    func edge(_ edge: Int) -> Int32 { edge < 0 ? -1 : place(edge / 2) * 2 + Int32(edge % 2) }
    let first = splits.count
    let sideWidth = Int32(QuadratureConstants.kindCount * pairCount)
    for index in order {
      let split = preorder[index]
      let isNew = split.previous < 0
      splits.append(
        Split(
          threshold: split.threshold, column: Int32(split.column), previous: edge(split.previous),
          leftValue: split.left.value, parent: 0, parentConstants: -1,
          leftCover: isNew ? split.left.coverProduct : split.left.coverRatio,
          left: place(split.left.split), right: place(split.right.split), rightValue: split.right.value,
          constants: isNew ? -1 : Int32(split.constants),
          rightCover: isNew ? split.right.coverProduct : split.right.coverRatio, parentCover: 1))
    }
    for place in order.indices {
      let split = splits[first + place]
      let edge = Int32(2 * place)
      link(first, split.left, from: edge, split.leftCover, split.constants, 0)
      link(first, split.right, from: edge + 1, split.rightCover, split.constants, sideWidth)
    }
    for index in preorder.indices {
      shares.append(Share(place: Int32(places[index]), player: Int32(preorder[index].player)))
    }
  }

  private mutating func link(
    _ first: Int, _ below: Int32, from edge: Int32, _ cover: Double, _ constants: Int32, _ offset: Int32
  ) {
    guard below >= 0 else { return }
    splits[first + Int(below)].parent = edge
    splits[first + Int(below)].parentConstants = constants < 0 ? -1 : constants + offset
    splits[first + Int(below)].parentCover = cover
  }

  /// The splits' indices by height, greatest first, the pairs of leaves of a new player last.
  static func order(of preorder: [QuadratureTree.Split]) -> [Int] {
    var heights = [Int](repeating: 0, count: preorder.count)
    for index in preorder.indices.reversed() where !isNewLeafPair(preorder[index]) {
      let (left, right) = (preorder[index].left.split, preorder[index].right.split)
      heights[index] = 1 + Swift.max(left < 0 ? 0 : heights[left], right < 0 ? 0 : heights[right])
    }
    return preorder.indices.sorted { (heights[$1], $0) < (heights[$0], $1) }
  }

  private static func isNewLeafPair(_ split: QuadratureTree.Split) -> Bool {
    split.previous < 0 && split.left.isLeaf && split.right.isLeaf
  }
}
