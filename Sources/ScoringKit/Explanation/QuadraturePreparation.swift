/// What the trees of a forest share while they are prepared for Shapley values.
struct QuadraturePreparation {
  /// The edge that last split on each feature, −1 for none; left as it was found.
  var lastEdges: [Int]
  /// The trees' constants; see ``QuadratureConstants``.
  var constants: [SIMD2<Double>] = []
  private var rules: [Int: GaussLegendre] = [:]

  init(featureCount: Int) { lastEdges = [Int](repeating: -1, count: featureCount) }

  /// The rule for a tree of so many distinct features on a path.
  mutating func rule(distinctFeatureCount: Int) -> GaussLegendre {
    let pointCount = GaussLegendre.pointCount(distinctFeatureCount: distinctFeatureCount)
    if let rule = rules[pointCount] { return rule }
    let rule = GaussLegendre(pointCount: pointCount)
    rules[pointCount] = rule
    return rule
  }
}

extension GaussLegendre {
  /// Points that a tree of so many distinct features on a path needs: degree u − 1 needs 2n − 1 ≥ u − 1.
  static func pointCount(distinctFeatureCount: Int) -> Int { Swift.max(1, (distinctFeatureCount + 1) / 2) }
}
