import ScoringKit
import ScoringKitTestSupport
import Testing

/// Contributions against the definition: every coalition of features, on random trees.
@Suite struct ShapleyDefinitionTests {
  @Test(arguments: 0..<30)
  func `contributions are the Shapley values over all coalitions`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var shape = RandomForest()
    shape.featureCount = 1 + random.integer(below: 7)
    shape.outputCount = random.pick([1, 1, 2])
    shape.greatestLeafCount = 14
    shape.growsChains = random.happens(onceIn: 2)
    try expectDefinition(shape.forest(&random), &random, rowCount: 6)
  }

  @Test(arguments: 100..<130)
  func `paths that no training row took give Shapley values all the same, and no NaN`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var shape = RandomForest()
    shape.featureCount = 1 + random.integer(below: 5)
    shape.greatestLeafCount = 14
    shape.growsChains = true
    shape.hasZeroCovers = true
    try expectDefinition(shape.forest(&random), &random, rowCount: 6)
  }

  @Test func `twelve features on one path are within rounding of all 4096 coalitions`() throws {
    var random = SplitMix64(seed: 12)
    let tree = DeepTree.chain(featureCount: 12, &random)
    let forest = try Forest(validating: .init(featureNames: (0..<12).map { "f\($0)" }, trees: [tree]))
    try expectDefinition(forest, &random, rowCount: 3)
  }

  @Test func `covers need not add up to their parent's`() throws {
    // XGBoost's are float32. Here the sides of one split have a half and two thirds of its cover.
    let splits = [
      Tree.Split(
        feature: 0, rule: .lightGBM(missing: .nan, defaultLeft: false), threshold: 0,
        left: .init(rawValue: 1), right: .init(rawValue: ~0)),
      Tree.Split(
        feature: 1, rule: .lightGBM(missing: .nan, defaultLeft: false), threshold: 0,
        left: .init(rawValue: ~1), right: .init(rawValue: ~2)),
    ]
    let tree = Tree(
      splits: splits, leafValues: [1, 2, 4], covers: .init(splits: [6, 3], leaves: [4, 1, 2.5]))
    let forest = try Forest(validating: .init(featureNames: ["a", "b"], trees: [tree]))
    var random = SplitMix64(seed: 3)
    try expectDefinition(forest, &random, rowCount: 4)
  }

  @Test func `one split is explained by hand`() throws {
    var grower = TreeGrower()
    grower.split(leaf: 0, feature: 0, threshold: 0)
    let tree = grower.tree(leafValues: [1, 5], leafCovers: [3, 1])
    let explainer = try Explainer(Forest(validating: .init(featureNames: ["a", "b"], trees: [tree])))
    #expect(try explainer.baseValues == [2])
    #expect(try explainer.contributions(of: [-1, 9]) == [-1, 0, 2])
    #expect(try explainer.contributions(of: [1, 9]) == [3, 0, 2])
    #expect(try explainer.contributions(of: [.nan, .nan]) == [3, 0, 2])
  }

  @Test func `a conjunction of two features is shared by hand`() throws {
    // 1 where both are positive, each so in half of the training rows.
    var grower = TreeGrower()
    grower.split(leaf: 0, feature: 0, threshold: 0)
    grower.split(leaf: 1, feature: 1, threshold: 0)
    let tree = grower.tree(leafValues: [0, 0, 1], leafCovers: [2, 1, 1])
    let explainer = try Explainer(Forest(validating: .init(featureNames: ["a", "b"], trees: [tree])))
    #expect(try explainer.contributions(of: [1, 1]) == [0.375, 0.375, 0.25])
    #expect(try explainer.contributions(of: [1, -1]) == [0.125, -0.375, 0.25])
    #expect(try explainer.contributions(of: [-1, 1]) == [-0.375, 0.125, 0.25])
    #expect(try explainer.contributions(of: [-1, -1]) == [-0.125, -0.125, 0.25])
  }

  private func expectDefinition(_ forest: Forest, _ random: inout SplitMix64, rowCount: Int) throws {
    let explainer = try Explainer(forest)
    let scale = forest.trees.reduce(0) { $0 + ($1.leafValues.map(abs).max() ?? 0) }
    let probes = ProbeRows.rows(for: forest, &random)
    for _ in 0..<rowCount {
      let row = random.pick(probes)
      let values = try explainer.contributions(of: row)
      let expected = CoalitionShapley.contributions(of: forest, row: row)
      for (value, exact) in zip(values, expected) {
        // Written so that a NaN fails.
        #expect(abs(value - exact) <= 1e-13 * scale)
      }
    }
  }
}
