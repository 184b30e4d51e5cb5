/// What rescaled contributions keep of a block of rows; made once a call.
struct PairScratch {
  /// The patterns of eight rows of the block or of the background, at every edge of a tree.
  var patterns: PatternScratch
  /// The block's patterns at every leaf of a tree; leaf · rows + row.
  var rowPatterns: [Int64]
  /// The slope between row and background row; (row · outputs + output) · background + background row.
  var factors: [Double]

  init(for explainer: BackgroundExplainer, rowCapacity: Int) {
    patterns = PatternScratch(splitCount: explainer.greatestSplitCount)
    rowPatterns = [Int64](repeating: 0, count: (explainer.greatestSplitCount + 1) * rowCapacity)
    factors = [Double](
      repeating: 0, count: rowCapacity * explainer.forest.outputCount * explainer.backgroundCount)
  }

  /// What a row of the block takes.
  static func rowBytes(for explainer: BackgroundExplainer) -> Int {
    (explainer.greatestSplitCount + 1 + explainer.forest.outputCount * explainer.backgroundCount) * 8
  }
}
