/// What a forest's preparation takes, known before it is made.
struct QuadratureSize {
  /// Bytes of a split beside its constants: for groups of rows, for one row, and its share.
  static let splitBytes =
    MemoryLayout<QuadratureTree.Split>.stride + MemoryLayout<SingleRowForest.Split>.stride
    + MemoryLayout<SingleRowForest.Share>.stride
  /// Bytes of a tree beside its splits.
  private static let treeBytes =
    MemoryLayout<QuadratureForest.OutputTree>.stride + MemoryLayout<SingleRowForest.Tree>.stride
  /// Bytes of a split while its tree is prepared: drafts, the steps of the walk, heights, orders and places, some of
  /// them twice while an array grows.
  private static let draftBytes = 640
  /// Bytes of what finds a feature's columns.
  private static let featureBytes = 64
  /// Bytes of what a walk keeps of a player.
  private static let playerBytes = 16

  /// Pairs of constants; see ``QuadratureConstants``.
  private(set) var constantCount = 0
  /// Splits of all trees, of one whose leaves hold several outputs once for each.
  private(set) var splitCount = 0
  /// As ``PathCensus/playersAboveCount``, of all trees.
  private(set) var playersAboveCount = 0
  /// Splits times pairs of quadrature points.
  private(set) var pairCount = 0
  private var treeCount = 0
  private var greatestSplitCount = 0
  private let walkBytes: Int

  /// Adds up a forest's trees.
  init(_ forest: Forest, _ players: Players, _ trees: [PathCensus]) {
    walkBytes = forest.featureCount * Self.featureBytes + players.count * Self.playerBytes
    for tree in trees {
      treeCount += forest.leafWidth
      splitCount += forest.leafWidth * tree.splitCount
      playersAboveCount += forest.leafWidth * tree.playersAboveCount
      pairCount += forest.leafWidth * tree.splitCount * tree.pairCount
      // A tree's outputs have the same ones.
      constantCount += tree.repeatedSplitCount * tree.pairCount * 2 * QuadratureConstants.kindCount
      greatestSplitCount = Swift.max(greatestSplitCount, tree.splitCount)
    }
  }

  /// What is kept.
  var bytes: Int {
    splitCount * Self.splitBytes + treeCount * Self.treeBytes
      + constantCount * MemoryLayout<SIMD2<Double>>.stride
  }

  /// What is needed besides while it is made.
  var draftBytes: Int { greatestSplitCount * Self.draftBytes + walkBytes }

  /// What interactions need besides.
  var interactionBytes: Int {
    splitCount * MemoryLayout<InteractionPaths.Place>.stride
      + playersAboveCount * MemoryLayout<InteractionPaths.Step>.stride
      + pairCount * MemoryLayout<SIMD2<Double>>.stride + treeCount
      * MemoryLayout<InteractionPaths.Tree>.stride
  }
}
