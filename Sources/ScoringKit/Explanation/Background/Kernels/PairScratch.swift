/// What rescaled contributions keep of a block of rows; made once a call.
struct PairScratch {
  /// The patterns of eight rows of the block or of the background, at every edge of a tree.
  var patterns: PatternScratch
  /// The block's patterns at every leaf of a tree; leaf · rows + row.
  var rowPatterns: [Int64]
  /// The slope between row and background row; (row · outputs + output) · background + background row.
  var factors: [Double]

  init(for explainer: BackgroundExplainer, rowCapacity: Int) {
    patterns = PatternScratch(for: explainer.trees.lazy.map(\.tree))
    let leafCount = explainer.trees.reduce(1) { Swift.max($0, $1.tree.leaves.count) }
    rowPatterns = [Int64](repeating: 0, count: leafCount * rowCapacity)
    factors = [Double](
      repeating: 0, count: rowCapacity * explainer.forest.outputCount * explainer.backgroundCount)
  }
}
