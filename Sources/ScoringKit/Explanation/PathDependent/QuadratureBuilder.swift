/// What the trees of a forest share while they are prepared for Shapley values.
struct QuadratureBuilder {
  /// The player of each feature.
  let players: Players
  /// The edge that last split on a feature of each player, −1 for none; left as it was found.
  var lastEdges: [Int]
  /// The trees' constants; see ``QuadratureConstants``.
  var constants: [SIMD2<Double>] = []
  /// Ends the preparation once it is cancelled.
  let progress: BatchProgress?
  private var rules: [Int: GaussLegendre] = [:]

  /// Makes room for so many constants.
  init(_ players: Players, constantCount: Int, progress: BatchProgress?) {
    self.players = players
    self.progress = progress
    constants.reserveCapacity(constantCount)
    lastEdges = [Int](repeating: -1, count: players.count)
  }

  /// The rule of so many points.
  mutating func rule(pointCount: Int) -> GaussLegendre {
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
