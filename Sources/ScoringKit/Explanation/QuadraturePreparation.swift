/// What the trees of a forest share while they are prepared for Shapley values.
struct QuadraturePreparation {
  /// Splits times points of one tree at most: 1 GiB of scratch.
  private static let treeLimit = 1 << 23
  /// Splits times points of all trees at most: about 2 GiB of constants.
  private static let forestLimit = 1 << 25

  /// The edge that last split on each feature, −1 for none; left as it was found.
  var lastEdges: [Int]
  private var remainingSize = forestLimit
  private var rules: [Int: GaussLegendre] = [:]

  init(featureCount: Int) { lastEdges = [Int](repeating: -1, count: featureCount) }

  /// The rule for a tree of so many splits and distinct features on a path; nil where the tree is too large.
  mutating func rule(splitCount: Int, distinctFeatureCount: Int) -> GaussLegendre? {
    // Degree u − 1 needs 2n − 1 ≥ u − 1.
    let pointCount = Swift.max(1, (distinctFeatureCount + 1) / 2)
    let limit = Swift.min(remainingSize, Self.treeLimit)
    guard splitCount < limit / pointCount else { return nil }
    remainingSize -= splitCount * pointCount
    if let rule = rules[pointCount] { return rule }
    let rule = GaussLegendre(pointCount: pointCount)
    rules[pointCount] = rule
    return rule
  }
}
