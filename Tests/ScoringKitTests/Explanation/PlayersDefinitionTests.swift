import ScoringKit
import ScoringKitTestSupport
import Testing

/// Contributions of players against all coalitions of players: features that are known or unknown as one.
@Suite struct PlayersDefinitionTests {
  /// Random owners of the features; some player may have none.
  private func players(_ random: inout SplitMix64, featureCount: Int, count: Int) throws -> Players {
    try Players(ofFeature: (0..<featureCount).map { _ in random.integer(below: count) }, count: count)
  }

  private func scale(_ forest: Forest) -> Double {
    forest.trees.reduce(0) { $0 + ($1.leafValues.map(abs).max() ?? 0) }
  }

  /// Alone, as a pair and among many, each time the same bits.
  private func contributions(of rows: [[Double]], _ explainer: Explainer) throws -> [[Double]] {
    let flat = rows.flatMap { $0 }
    let width = explainer.contributionCount
    var together = [Double](repeating: .nan, count: rows.count * width)
    var span = together.mutableSpan
    try explainer.writeContributions(
      of: flat.span, layout: RowLayout(rowCount: rows.count, columnCount: explainer.forest.featureCount),
      into: &span)
    #expect(try rows.flatMap { try explainer.contributions(of: $0) }.bits == together.bits)
    return together.split(width: width)
  }

  @Test(arguments: RandomForest.Trainer.allCases, 0..<12)
  func `path-dependent values are the players' Shapley values`(
    trainer: RandomForest.Trainer, seed: UInt64
  ) throws {
    var random = SplitMix64(seed: seed)
    let shape = RandomForest(
      featureCount: 2 + random.integer(below: 9), outputCount: random.pick([1, 2]), greatestLeafCount: 20,
      growsChains: seed % 2 == 0, hasZeroCovers: seed % 3 == 0, trainer: trainer)
    let forest = try shape.forest(&random)
    let players = try players(
      &random, featureCount: shape.featureCount, count: 1 + random.integer(below: shape.featureCount))
    let probes = ProbeRows.rows(for: forest, &random)
    let rows = (0..<9).map { _ in random.pick(probes) }
    let explainer = try Explainer(forest, players: players)
    for (row, values) in zip(rows, try contributions(of: rows, explainer)) {
      let expected = CoalitionShapley.contributions(of: forest, players: players, row: row)
      #expect(values.count == expected.count)
      // Written so that a NaN fails.
      for (value, exact) in zip(values, expected) { #expect(abs(value - exact) <= 1e-13 * scale(forest)) }
    }
  }

  @Test(arguments: [2, 5, 12], [24, 60])
  func `they are so on paths of many features and few players`(playerCount: Int, featureCount: Int) throws {
    var random = SplitMix64(seed: UInt64(featureCount + playerCount))
    let trees = [
      DeepTree.chain(featureCount: featureCount, &random),
      DeepTree.repeatingChain(featureCount: featureCount, times: 2, &random),
      DeepTree.bush(featureCount: featureCount, splitCount: 80, &random),
    ]
    let forest = try Forest(
      validating: .init(featureNames: (0..<featureCount).map { "f\($0)" }, trees: trees))
    let players = try players(&random, featureCount: featureCount, count: playerCount)
    let rows = (0..<3).map { _ in DeepTree.row(featureCount: featureCount, &random) }
    let explainer = try Explainer(forest, players: players)
    for (row, values) in zip(rows, try contributions(of: rows, explainer)) {
      let expected = CoalitionShapley.contributions(of: forest, players: players, row: row)
      for (value, exact) in zip(values, expected) { #expect(abs(value - exact) <= 1e-13 * scale(forest)) }
    }
  }

  @Test(arguments: RandomForest.Trainer.allCases, 0..<6)
  func `interactions are those between players`(trainer: RandomForest.Trainer, seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let shape = RandomForest(
      featureCount: 2 + random.integer(below: 8), outputCount: random.pick([1, 2]), greatestLeafCount: 20,
      growsChains: seed % 2 == 0, hasZeroCovers: seed % 3 == 0, trainer: trainer)
    let forest = try shape.forest(&random)
    let count = 1 + random.integer(below: shape.featureCount)
    let players = try players(&random, featureCount: shape.featureCount, count: count)
    let probes = ProbeRows.rows(for: forest, &random)
    let rows = (0..<9).map { _ in random.pick(probes) }
    let explainer = try Explainer(forest, players: players)
    let together = try explainer.interactions(of: rows)
    #expect(try rows.flatMap { try explainer.interactions(of: $0) }.bits == together.bits)
    let width = count + 1
    for (row, values) in zip(rows, together.split(width: forest.outputCount * width * width)) {
      let expected = CoalitionInteractions.matrix(of: forest, players: players, row: row)
      for (value, exact) in zip(values, expected) { #expect(abs(value - exact) <= 1e-13 * scale(forest)) }
    }
    for player in 0..<count {
      let lines = try explainer.interactions(of: rows, feature: player).split(width: width)
      let matrices = together.split(width: width * width)
      for (line, matrix) in zip(lines, matrices) {
        #expect(line.bits == Array(matrix[player * width..<(player + 1) * width]).bits)
      }
    }
  }

  @Test(arguments: RandomForest.Trainer.allCases, 0..<6)
  func `against a background a player's features come from one of the two rows`(
    trainer: RandomForest.Trainer, seed: UInt64
  ) throws {
    var random = SplitMix64(seed: seed)
    let shape = RandomForest(
      featureCount: 2 + random.integer(below: 8), outputCount: random.pick([1, 2]), greatestLeafCount: 20,
      growsChains: seed % 2 == 0, trainer: trainer)
    let forest = try shape.forest(&random, link: .sigmoid(Sigmoid()))
    let count = 1 + random.integer(below: min(shape.featureCount, 6))
    let players = try players(&random, featureCount: shape.featureCount, count: count)
    let probes = ProbeRows.rows(for: forest, &random)
    let background = (0..<7).map { _ in random.pick(probes) }
    let rows = (0..<5).map { _ in random.pick(probes) }
    let explainer = try BackgroundExplainer(forest, background: background, players: players)
    let others = try BackgroundExplainer(forest, background: background).explaining(players)
    let values = try explainer.contributions(of: rows)
    #expect(try others.contributions(of: rows).bits == values.bits)
    #expect(
      try others.rescaledContributions(of: rows).bits == explainer.rescaledContributions(of: rows).bits)
    for (row, values) in zip(rows, values.split(width: explainer.contributionCount)) {
      let expected = CoalitionBackground.contributions(
        of: forest, players: players, row: row, background: background)
      for (value, exact) in zip(values, expected) { #expect(abs(value - exact) <= 1e-14 * scale(forest)) }
      try expectRescaled(explainer, row, background)
    }
  }

  /// Each pair of rows is stretched by the slope between its margins.
  private func expectRescaled(_ explainer: BackgroundExplainer, _ row: [Double], _ background: [[Double]])
    throws
  {
    let (forest, players) = (explainer.forest, explainer.players)
    let probability = { (margin: Double) in 1 / (1 + LibraryMath.exp(-margin)) }
    let margins = ReferenceEvaluator.margins(of: forest, row)
    var expected = [Double](repeating: 0, count: explainer.contributionCount)
    for other in background {
      let values = CoalitionBackground.pair(of: forest, players: players, row: row, other: other)
      for (output, base) in ReferenceEvaluator.margins(of: forest, other).enumerated() {
        let (start, margin) = (output * (players.count + 1), margins[output])
        let slope =
          margin == base
          ? probability(margin) * probability(-margin)
          : (probability(margin) - probability(base)) / (margin - base)
        for player in 0..<players.count {
          expected[start + player] += values[start + player] * slope / Double(background.count)
        }
        expected[start + players.count] += probability(base) / Double(background.count)
      }
    }
    for (value, exact) in zip(try explainer.rescaledContributions(of: [row]), expected) {
      #expect(abs(value - exact) <= 1e-13)
    }
  }

  @Test func `more than 64 features on a path are no obstacle to few players`() throws {
    var random = SplitMix64(seed: 8)
    let tree = DeepTree.chain(featureCount: 90, &random)
    let forest = try Forest(validating: .init(featureNames: (0..<90).map { "f\($0)" }, trees: [tree]))
    let rows = (0..<4).map { _ in DeepTree.row(featureCount: 90, &random) }
    #expect(refusal { try BackgroundExplainer(forest, background: rows) } == .unsupportedOperation)
    let players = try Players(ofFeature: (0..<90).map { $0 % 5 }, count: 5)
    let explainer = try BackgroundExplainer(forest, background: rows, players: players)
    let row = DeepTree.row(featureCount: 90, &random)
    let expected = CoalitionBackground.contributions(
      of: forest, players: players, row: row, background: rows)
    for (value, exact) in zip(try explainer.contributions(of: row), expected) {
      #expect(abs(value - exact) <= 1e-14)
    }
  }

  @Test func `a linear model's players have the sums of its terms`() throws {
    let forest = try Forest.linear(
      constant: 1, features: [2, 0, 1], coefficients: [2, -3, 0.5], fallback: 0, featureCount: 3)
    let players = try Players(ofFeature: [1, 0, 1], count: 3)
    #expect(try Explainer(forest, players: players).contributions(of: [1, 4, 5]) == [2, 7, 0, 1])
    let explainer = try BackgroundExplainer(forest, background: [[0, 2, 0], [2, 2, 2]], players: players)
    #expect(try explainer.contributions(of: [1, 4, 5]) == [1, 8, 0, 1])
  }

  @Test func `players are the groups, and the features in none, in the order of the features`() throws {
    let groups = try [
      FeatureGroup(name: "last", features: [4, 1]), FeatureGroup(name: "first", features: [0]),
    ]
    let players = try Players(featureCount: 5, groups: groups)
    #expect(players.ofFeature == [0, 1, 2, 3, 1])
    #expect(players.count == 4)
    #expect(!players.areFeatures)
    #expect(try Players(featureCount: 5, groups: [groups[1]]).areFeatures)
  }

  @Test(arguments: [([0, 1], 0), ([0, 2], 2), ([-1, 0], 2), ([0, 0], Int.max)])
  func `players that there are not are refused`(ofFeature: [Int], count: Int) {
    #expect(refusal { try Players(ofFeature: ofFeature, count: count) } == .invalidArgument)
  }

  @Test func `players of another number of features, and too many, are refused`() throws {
    let forest = try Forest.halves([1, 2])
    let narrow = Players(featureCount: 1)
    #expect(refusal { try Explainer(forest, players: narrow) } == .shapeMismatch)
    #expect(
      refusal { try BackgroundExplainer(forest, background: [[0, 0]], players: narrow) } == .shapeMismatch)
    let many = try Players(ofFeature: [0, 1], count: Int(Int32.max))
    #expect(refusal { try Explainer(forest, players: many) } == .outOfMemory)
    #expect(
      refusal { try BackgroundExplainer(forest, background: [[0, 0]], players: many) } == .outOfMemory)
    #expect(refusal { try ScoringModel(forest).explaining(narrow) } == .shapeMismatch)
    #expect(refusal { try ScoringModel(forest).explaining(many) } == .outOfMemory)
  }
}
