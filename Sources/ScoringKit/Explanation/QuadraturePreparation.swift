/// What the trees of a forest share while they are prepared for Shapley values.
struct QuadraturePreparation {
  /// Splits times points of one tree at most: 1 GiB of scratch.
  private static let treeLimit = 1 << 23
  /// What all trees may take, in units of 64 bytes, the most a split's constants take a point: 2 GiB.
  private static let forestLimit = 1 << 25
  /// What a split takes beside its constants, in the same units, rounded up.
  private static let splitSize = 3

  /// The edge that last split on each feature, −1 for none; left as it was found.
  var lastEdges: [Int]
  private var remainingSize = forestLimit
  private var rules: [Int: GaussLegendre] = [:]

  init(featureCount: Int) { lastEdges = [Int](repeating: -1, count: featureCount) }

  /// The rule for a tree of so many splits and distinct features on a path; nil where the tree is too large.
  mutating func rule(splitCount: Int, distinctFeatureCount: Int) -> GaussLegendre? {
    // Degree u − 1 needs 2n − 1 ≥ u − 1.
    let pointCount = Swift.max(1, (distinctFeatureCount + 1) / 2)
    let size = pointCount + Self.splitSize
    guard splitCount < Self.treeLimit / pointCount, splitCount < remainingSize / size else { return nil }
    remainingSize -= splitCount * size
    if let rule = rules[pointCount] { return rule }
    let rule = GaussLegendre(pointCount: pointCount)
    rules[pointCount] = rule
    return rule
  }
}
