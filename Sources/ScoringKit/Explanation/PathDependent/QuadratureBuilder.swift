/// What the trees of a forest share while they are prepared for Shapley values.
struct QuadratureBuilder {
  /// The player of each feature.
  let players: Players
  /// The edge that last split on a feature of each player, −1 for none; left as it was found.
  var lastEdges: [Int]
  /// The trees' constants; see ``QuadratureConstants``.
  var constants: [SIMD2<Double>] = []
  private var rules: [Int: GaussLegendre] = [:]

  init(_ players: Players) {
    self.players = players
    lastEdges = [Int](repeating: -1, count: players.count)
  }

  /// The rule for a tree of so many distinct players on a path.
  mutating func rule(distinctPlayerCount: Int) -> GaussLegendre {
    let pointCount = GaussLegendre.pointCount(distinctPlayerCount: distinctPlayerCount)
    if let rule = rules[pointCount] { return rule }
    let rule = GaussLegendre(pointCount: pointCount)
    rules[pointCount] = rule
    return rule
  }
}

extension GaussLegendre {
  /// Points that a tree of so many distinct players on a path needs: degree u − 1 needs 2n − 1 ≥ u − 1.
  static func pointCount(distinctPlayerCount: Int) -> Int { Swift.max(1, (distinctPlayerCount + 1) / 2) }
}
