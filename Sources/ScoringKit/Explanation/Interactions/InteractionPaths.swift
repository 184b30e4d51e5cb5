/// What interactions need of a forest's trees besides their splits: the players above each split, and at every
/// quadrature point the relative gain of the edge that leads to it.
///
/// With F = Z(1−t) + O·t and D = O − Z, a leaf of value v gives v · D_i D_j · ∫ Π_{g≠i,j} F_g to the pair (i, j). In
/// terms of the whole path's product Π F_g that is H_i H_j times it, with H = D/F: (1−Z) / (Z(1−t) + t) where O = 1,
/// and −1/(1−t) where O = 0, whatever Z is. So nothing is ever divided by a factor that may be 0.
///
/// Only trees that have splits are here, in the order of ``SingleRowForest``, and all in the same few arrays.
final class InteractionPaths: Sendable {
  /// A split in preorder.
  struct Place: Sendable {
    /// The edge that leads to it, as 2 · split + (1 for right); −1 for the root.
    let parent: Int32
    /// The player of that edge.
    let parentPlayer: Int32
  }

  /// A split, and a player on the way to it other than its own.
  ///
  /// All of a tree are in one list, because a loop for each split, of a few steps, costs more in mispredicted ends
  /// than in steps.
  struct Step: Sendable {
    let split: Int32
    /// The split below the edge that last split on one of the player's features.
    let gain: Int32
    /// Where the pair of it and the split's player is summed; see ``place(ofPair:_:)``.
    let pair: Int32
  }

  struct Tree: Sendable {
    let firstPlace: Int
    let steps: Range<Int>
    /// Per split as many pairs of quadrature points as the tree has. The first place's, where no edge leads, holds
    /// H = −1/(1−t) of the edges that a row does not take; the others H of the edge if it is taken.
    let firstGain: Int
  }

  let trees: [Tree]
  let places: [Place]
  let steps: [Step]
  let gains: [SIMD2<Double>]

  private let share: ExplanationMemory.Share

  /// Prepares the paths of a forest.
  ///
  /// - Throws: ``ScoringError/Code/outOfMemory`` before any of it is made; ``ScoringError/Code/cancelled``.
  init(
    _ quadrature: QuadratureForest, _ memory: ExplanationMemory, progress: BatchProgress?
  ) throws(ScoringError) {
    let size = quadrature.size
    share = try memory.take(size.interactionBytes + size.draftBytes)
    var draft = InteractionDraft(size)
    for game in quadrature.trees where !game.tree.splits.isEmpty {
      try draft.append(game.tree, progress)
      progress?.addPreparedTree()
    }
    share.shrink(by: size.draftBytes)
    trees = draft.trees
    places = draft.places
    steps = draft.steps
    gains = draft.gains
  }

  /// How many pairs there are.
  static func pairCount(playerCount: Int) -> Int { playerCount * (playerCount - 1) / 2 }

  /// Where the pair of two players is summed, whatever their order.
  static func place(ofPair i: Int, _ j: Int) -> Int {
    Swift.max(i, j) * (Swift.max(i, j) - 1) / 2 + Swift.min(i, j)
  }
}

/// Paths while they are made.
private struct InteractionDraft {
  var trees: [InteractionPaths.Tree] = []
  var places: [InteractionPaths.Place] = []
  var steps: [InteractionPaths.Step] = []
  var gains: [SIMD2<Double>] = []

  /// Makes room for all trees.
  init(_ size: QuadratureSize) {
    places.reserveCapacity(size.splitCount)
    steps.reserveCapacity(size.playersAboveCount)
    gains.reserveCapacity(size.pairCount)
  }

  mutating func append(_ tree: QuadratureTree, _ progress: BatchProgress?) throws(ScoringError) {
    let (firstPlace, firstStep, firstGain) = (places.count, steps.count, gains.count)
    var parents = [Int](repeating: -1, count: tree.splits.count)
    // Where the steps of each split begin; they end where the next split's do.
    var starts: [Int] = []
    for (index, split) in tree.splits.enumerated() {
      try progress?.requireGoingOn()
      if !split.left.isLeaf { parents[split.left.split] = 2 * index }
      if !split.right.isLeaf { parents[split.right.split] = 2 * index + 1 }
      let parent = parents[index]
      let parentPlayer = parent < 0 ? -1 : Int32(tree.splits[parent / 2].player)
      places.append(InteractionPaths.Place(parent: Int32(parent), parentPlayer: parentPlayer))
      starts.append(steps.count)
      if parent >= 0 {
        // The steps of the split above, and the edge from there.
        for step in starts[parent / 2]..<starts[parent / 2 + 1] {
          appendStep(index, gain: steps[step].gain, split, firstPlace)
        }
        appendStep(index, gain: Int32(index), split, firstPlace)
      }
      appendGains(tree, parent)
    }
    trees.append(
      InteractionPaths.Tree(firstPlace: firstPlace, steps: firstStep..<steps.count, firstGain: firstGain))
  }

  private mutating func appendStep(
    _ index: Int, gain: Int32, _ split: QuadratureTree.Split, _ firstPlace: Int
  ) {
    let player = Int(places[firstPlace + Int(gain)].parentPlayer)
    guard player != split.player else { return }
    // Of more pairs than this counts no matrix is made.
    let pair = Int32(clamping: InteractionPaths.place(ofPair: player, split.player))
    steps.append(InteractionPaths.Step(split: Int32(index), gain: gain, pair: pair))
  }

  private mutating func appendGains(_ tree: QuadratureTree, _ parent: Int) {
    let start = gains.count
    gains.append(contentsOf: repeatElement(.zero, count: tree.rule.pointPairs.count))
    for (point, t) in tree.rule.points.enumerated() {
      let product = parent < 0 ? 0 : tree.coverProduct(ofEdge: parent)
      let gain = parent < 0 ? -1 / (1 - t) : (1 - product) / (product * (1 - t) + t)
      gains[start + point / 2][point % 2] = gain
    }
  }
}

extension QuadratureTree {
  /// Z of an edge, given as 2 · split + (1 for right).
  fileprivate func coverProduct(ofEdge edge: Int) -> Double {
    edge % 2 == 0 ? splits[edge / 2].left.coverProduct : splits[edge / 2].right.coverProduct
  }
}
