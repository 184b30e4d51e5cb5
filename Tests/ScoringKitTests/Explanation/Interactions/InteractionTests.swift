import ScoringKit
import ScoringKitTestSupport
import Testing

/// SHAP's interaction matrix against all coalitions, and what it guarantees on any model.
@Suite struct InteractionTests {
  @Test(arguments: RandomForest.Trainer.allCases, 0..<6)
  func `they are the Shapley interactions by definition`(trainer: RandomForest.Trainer, seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let shape = RandomForest(
      featureCount: 1 + random.integer(below: 7), outputCount: random.pick([1, 2]), iterationCount: 3,
      greatestLeafCount: 14, growsChains: seed % 2 == 0, hasZeroCovers: seed % 3 == 0, trainer: trainer)
    let forest = try shape.forest(&random)
    let rows = ProbeRows.rows(for: forest, &random)
    try expectDefinition(forest, (0..<6).map { _ in random.pick(rows) })
  }

  @Test(arguments: [8, 11, 12])
  func `they are so on deep paths with repeated features`(featureCount: Int) throws {
    var random = SplitMix64(seed: UInt64(featureCount))
    let trees = [
      DeepTree.chain(featureCount: featureCount, &random),
      DeepTree.repeatingChain(featureCount: featureCount, times: 2, &random),
      DeepTree.bush(featureCount: featureCount, splitCount: 40, &random),
    ]
    let forest = try Forest(
      validating: .init(featureNames: (0..<featureCount).map { "f\($0)" }, trees: trees))
    try expectDefinition(
      forest,
      [[Double](repeating: 0, count: featureCount), DeepTree.row(featureCount: featureCount, &random)])
  }

  @Test(arguments: [31, 64])
  func `rows of the matrix add up to the contributions at any depth`(featureCount: Int) throws {
    var random = SplitMix64(seed: UInt64(featureCount))
    let trees = (0..<2).map { _ in DeepTree.bush(featureCount: featureCount, splitCount: 90, &random) }
    let forest = try Forest(
      validating: .init(featureNames: (0..<featureCount).map { "f\($0)" }, trees: trees))
    let explainer = try Explainer(forest)
    let row = DeepTree.row(featureCount: featureCount, &random)
    let matrix = try explainer.interactions(of: row)
    let width = featureCount + 1
    for (feature, value) in try explainer.contributions(of: row).enumerated() {
      let line = matrix[feature * width..<(feature + 1) * width]
      #expect(abs(line.reduce(0, +) - value) <= 1e-14)
      for other in 0..<width {
        #expect(matrix[other * width + feature] == matrix[feature * width + other])
      }
    }
  }

  @Test(arguments: [1, 3, 5, 7, 9, 12, 31])
  func `a batch gives the bits of a row's matrix at any depth`(featureCount: Int) throws {
    var random = SplitMix64(seed: UInt64(featureCount))
    let trees = [
      DeepTree.chain(featureCount: featureCount, &random),
      DeepTree.repeatingChain(featureCount: featureCount, times: 2, &random),
    ]
    let forest = try Forest(
      validating: .init(featureNames: (0..<featureCount).map { "f\($0)" }, trees: trees))
    let explainer = try Explainer(forest)
    let rows = (0..<11).map { _ in DeepTree.row(featureCount: featureCount, &random) }
    let matrices = try rows.flatMap { try explainer.interactions(of: $0) }
    #expect(try explainer.interactions(of: rows).bits == matrices.bits)
  }

  @Test func `one feature's are given where there are too many features for all pairs`() throws {
    var grower = TreeGrower()
    grower.split(leaf: 0, feature: 69_999, threshold: 0)
    grower.split(leaf: 0, feature: 5, threshold: 0)
    let tree = grower.tree(leafValues: [1, 5, 2], leafCovers: [3, 1, 4])
    let forest = try Forest(
      validating: .init(featureNames: (0..<70_000).map { "f\($0)" }, trees: [tree]))
    let explainer = try Explainer(forest)
    let row = [Double](repeating: -1, count: 70_000)
    #expect(refusal { try explainer.interactions(of: row) } == .outOfMemory)
    let line = try explainer.interactions(of: row, feature: 5)
    let other = try explainer.interactions(of: row, feature: 69_999)
    #expect(line[69_999] != 0)
    #expect(line[69_999] == other[5])
  }

  @Test func `a batch of any size, and one feature alone, give the bits of a row's matrix`() throws {
    var random = SplitMix64(seed: 3)
    let shape = RandomForest(
      featureCount: 6, outputCount: 2, iterationCount: 4, greatestLeafCount: 30, growsChains: true)
    let forest = try shape.forest(&random)
    let explainer = try Explainer(forest)
    let probes = ProbeRows.rows(for: forest, &random)
    for count in [1, 7, 8, 9, 17] {
      let rows = (0..<count).map { _ in random.pick(probes) }
      let matrices = try rows.map { try explainer.interactions(of: $0) }
      #expect(try explainer.interactions(of: rows).bits == matrices.flatMap { $0 }.bits)
      for feature in 0..<6 {
        var lines: [Double] = []
        for matrix in matrices {
          for start in [feature * 7, 49 + feature * 7] { lines += matrix[start..<start + 7] }
        }
        #expect(try explainer.interactions(of: rows, feature: feature).bits == lines.bits)
      }
    }
  }

  @Test func `features that share no path do not interact`() throws {
    var grower = TreeGrower()
    grower.split(leaf: 0, feature: 0, threshold: 0)
    let tree = grower.tree(leafValues: [1, 5], leafCovers: [3, 1])
    var other = TreeGrower()
    other.split(leaf: 0, feature: 1, threshold: 0)
    let second = other.tree(leafValues: [0, 2], leafCovers: [1, 1])
    let forest = try Forest(validating: .init(featureNames: ["a", "b"], trees: [tree, second]))
    #expect(try Explainer(forest).interactions(of: [1, 1]) == [3, 0, 0, 0, 1, 0, 0, 0, 3])
  }

  @Test func `a linear model's features do not interact`() throws {
    let forest = try Forest.linear(
      constant: 1, features: [1, 0], coefficients: [2, -3], fallback: 0, featureCount: 2)
    #expect(try Explainer(forest).interactions(of: [5, 7]) == [-15, 0, 0, 0, 14, 0, 0, 0, 1])
  }

  @Test(arguments: [-1, 2, Int.max])
  func `a feature that there is not is refused`(feature: Int) throws {
    let explainer = try Explainer(.additive([1, 2]))
    #expect(refusal { try explainer.interactions(of: [0, 0], feature: feature) } == .invalidArgument)
  }

  private func expectDefinition(_ forest: Forest, _ rows: [[Double]]) throws {
    let explainer = try Explainer(forest)
    let scale = forest.trees.reduce(0) { $0 + ($1.leafValues.map(abs).max() ?? 0) }
    for row in rows {
      let values = try explainer.interactions(of: row)
      let expected = CoalitionInteractions.matrix(of: forest, row: row)
      #expect(values.count == expected.count)
      // Written so that a NaN fails.
      for (value, exact) in zip(values, expected) { #expect(abs(value - exact) <= 1e-13 * scale) }
    }
  }
}
