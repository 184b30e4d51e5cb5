import ScoringKit
import ScoringKitTestSupport
import Testing

/// Background contributions against the list of all coalitions: on every trainer's rules, on categories, missing
/// values and repeated features, for leaves with a table and without.
@Suite struct BackgroundDefinitionTests {
  @Test(arguments: RandomForest.Trainer.allCases, 0..<6)
  func `they are the Shapley values of the mean margin over the background`(
    trainer: RandomForest.Trainer, seed: UInt64
  ) throws {
    var random = SplitMix64(seed: seed)
    let shape = RandomForest(
      featureCount: 1 + random.integer(below: 6), outputCount: random.pick([1, 2]), iterationCount: 3,
      greatestLeafCount: 14, growsChains: seed % 2 == 0, trainer: trainer)
    try expectDefinition(shape.forest(&random), &random, backgroundCount: 1 + random.integer(below: 12))
  }

  @Test(arguments: [8, 10, 12], [1, 3, 40])
  func `they are so on deep paths too, with tables and without`(featureCount: Int, backgroundCount: Int)
    throws
  {
    var random = SplitMix64(seed: UInt64(featureCount))
    let trees = [
      DeepTree.chain(featureCount: featureCount, &random),
      DeepTree.repeatingChain(featureCount: featureCount, times: 2, &random),
      DeepTree.bush(featureCount: featureCount, splitCount: 40, &random),
    ]
    let forest = try Forest(
      validating: .init(featureNames: (0..<featureCount).map { "f\($0)" }, trees: trees))
    let background = (0..<backgroundCount).map { _ in DeepTree.row(featureCount: featureCount, &random) }
    try expectDefinition(forest, DeepTree.row(featureCount: featureCount, &random), background)
    try expectDefinition(forest, [Double](repeating: 0, count: featureCount), background)
  }

  @Test(arguments: RandomForest.Trainer.allCases, 0..<6)
  func `rescaled, each pair of rows is stretched by the slope between its margins`(
    trainer: RandomForest.Trainer, seed: UInt64
  ) throws {
    var random = SplitMix64(seed: seed)
    let scale = random.pick([1, 0.5, 3])
    let shape = RandomForest(
      featureCount: 5, iterationCount: 4, growsChains: seed % 2 == 0, trainer: trainer)
    let forest = try shape.forest(&random, link: .sigmoid(Sigmoid(scale: scale)))
    let rows = ProbeRows.rows(for: forest, &random)
    let background = (0..<9).map { _ in random.pick(rows) }
    let explainer = try BackgroundExplainer(forest, background: background)
    let probability = { (margin: Double) in 1 / (1 + LibraryMath.exp(-scale * margin)) }
    for row in (0..<6).map({ _ in random.pick(rows) }) {
      var expected = [Double](repeating: 0, count: 6)
      let margin = ReferenceEvaluator.margins(of: forest, row)[0]
      for other in background {
        let base = ReferenceEvaluator.margins(of: forest, other)[0]
        let slope =
          margin == base
          ? scale * probability(margin) * probability(-margin)
          : (probability(margin) - probability(base)) / (margin - base)
        let values = CoalitionBackground.pair(of: forest, row: row, other: other)
        for feature in 0..<5 { expected[feature] += values[feature] * slope / 9 }
        expected[5] += probability(base) / 9
      }
      let values = try explainer.rescaledContributions(of: [row])
      for (value, exact) in zip(values, expected) { #expect(abs(value - exact) <= 1e-13) }
      #expect(abs(values.reduce(0, +) - probability(margin)) <= 1e-14)
    }
  }

  @Test func `rescaled values of several outputs, and of a linear model, add up to their probabilities`()
    throws
  {
    var random = SplitMix64(seed: 4)
    let trees = try RandomForest(featureCount: 4, outputCount: 2).forest(
      &random, link: .sigmoid(Sigmoid(scale: 2)))
    let linear = try Forest.linear(
      constant: 0.5, features: [3, 0], coefficients: [2, -3], fallback: 0, featureCount: 4,
      link: .sigmoid(Sigmoid()))
    let rows = (0..<40).map { _ in (0..<4).map { _ in random.signed() } }
    for forest in [trees, linear] {
      let explainer = try BackgroundExplainer(forest, background: Array(rows.prefix(11)))
      let values = try explainer.rescaledContributions(of: rows)
      let predictions = try rows.flatMap { try Evaluator(forest).predictions(of: $0) }
      for (index, probability) in predictions.enumerated() {
        #expect(abs(values[index * 5..<(index + 1) * 5].reduce(0, +) - probability) <= 1e-14)
      }
      let base = predictions.prefix(11 * forest.outputCount).enumerated()
        .filter { $0.offset % forest.outputCount == 0 }.map(\.element)
      #expect(abs(values[4] - base.reduce(0, +) / 11) <= 1e-15)
    }
  }

  @Test func `one split is explained by hand`() throws {
    var grower = TreeGrower()
    grower.split(leaf: 0, feature: 0, threshold: 0)
    let tree = grower.tree(leafValues: [1, 5])
    let forest = try Forest(validating: .init(featureNames: ["a", "b"], trees: [tree]))
    let explainer = try BackgroundExplainer(forest, background: [[-1, 0], [-2, 0], [-3, 0], [4, 0]])
    #expect(explainer.baseValues == [2])
    #expect(try explainer.contributions(of: [-1, 9]) == [-1, 0, 2])
    #expect(try explainer.contributions(of: [1, 9]) == [3, 0, 2])
  }

  private func expectDefinition(
    _ forest: Forest, _ random: inout SplitMix64, backgroundCount: Int
  ) throws {
    let rows = ProbeRows.rows(for: forest, &random)
    let background = (0..<backgroundCount).map { _ in random.pick(rows) }
    for _ in 0..<6 { try expectDefinition(forest, random.pick(rows), background) }
  }

  private func expectDefinition(_ forest: Forest, _ row: [Double], _ background: [[Double]]) throws {
    let explainer = try BackgroundExplainer(forest, background: background)
    let scale = forest.trees.reduce(0) { $0 + ($1.leafValues.map(abs).max() ?? 0) }
    let values = try explainer.contributions(of: row)
    let expected = CoalitionBackground.contributions(of: forest, row: row, background: background)
    // Written so that a NaN fails.
    for (value, exact) in zip(values, expected) { #expect(abs(value - exact) <= 1e-14 * scale) }
  }
}
