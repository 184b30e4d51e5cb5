/// What the largest tree of a forest needs while it is explained.
struct QuadratureScratchSize: Sendable {
  private(set) var splitCount = 0
  /// Splits, and one more, times pairs of quadrature points.
  private(set) var pairCount = 0
  /// Splits times quadrature points.
  private(set) var pointCount = 0

  /// Makes room for one more tree.
  mutating func include(_ tree: QuadratureTree) {
    splitCount = Swift.max(splitCount, tree.splits.count)
    pairCount = Swift.max(pairCount, (tree.splits.count + 1) * tree.rule.pointPairs.count)
    pointCount = Swift.max(pointCount, tree.splits.count * tree.pointCount)
  }
}
