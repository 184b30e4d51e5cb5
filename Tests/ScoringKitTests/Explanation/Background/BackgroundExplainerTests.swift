import ScoringKit
import ScoringKitTestSupport
import Testing

/// What background contributions guarantee on any model, and what is refused.
@Suite struct BackgroundExplainerTests {
  @Test(arguments: 0..<12)
  func `contributions and the base value add up to the margin`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let shape = RandomForest(
      featureCount: 2 + random.integer(below: 12), outputCount: random.pick([1, 3]), iterationCount: 4,
      greatestLeafCount: 30, growsChains: seed % 2 == 0)
    let forest = try shape.forest(&random)
    let probes = ProbeRows.rows(for: forest, &random)
    let background = (0..<1 + random.integer(below: 300)).map { _ in random.pick(probes) }
    let explainer = try BackgroundExplainer(forest, background: background)
    let width = forest.featureCount + 1
    let scale = forest.trees.reduce(0) { $0 + ($1.leafValues.map(abs).max() ?? 0) }
    for row in (0..<20).map({ _ in random.pick(probes) }) {
      let values = try explainer.contributions(of: row)
      for (output, margin) in ReferenceEvaluator.margins(of: forest, row).enumerated() {
        let sum = values[output * width..<(output + 1) * width].reduce(0, +)
        #expect(abs(sum - margin) <= 1e-12 * scale)
        let means = background.map { ReferenceEvaluator.margins(of: forest, $0)[output] }
        #expect(abs(explainer.baseValues[output] - means.reduce(0, +) / Double(means.count)) <= 1e-13 * scale)
      }
    }
  }

  @Test(arguments: [40, 64])
  func `they add up on paths of up to 64 distinct features`(featureCount: Int) throws {
    var random = SplitMix64(seed: UInt64(featureCount))
    let trees = (0..<3).map { _ in DeepTree.chain(featureCount: featureCount, &random) }
    let forest = try Forest(
      validating: .init(featureNames: (0..<featureCount).map { "f\($0)" }, trees: trees))
    let background = (0..<50).map { _ in DeepTree.row(featureCount: featureCount, &random) }
    let explainer = try BackgroundExplainer(forest, background: background)
    for row in [
      [Double](repeating: 0, count: featureCount), DeepTree.row(featureCount: featureCount, &random),
    ] {
      let sum = try explainer.contributions(of: row).reduce(0, +)
      #expect(abs(sum - ReferenceEvaluator.margins(of: forest, row)[0]) <= 3e-12)
    }
  }

  @Test func `a path of more distinct features is refused by the tree's number`() throws {
    var random = SplitMix64(seed: 1)
    let tree = DeepTree.chain(featureCount: 65, &random)
    let forest = try Forest(validating: .init(featureNames: (0..<65).map { "f\($0)" }, trees: [tree]))
    let row = [Double](repeating: 0, count: 65)
    let error = refusedWith { try BackgroundExplainer(forest, background: [row]) }
    #expect(error?.code == .unsupportedOperation)
    #expect(error?.message.hasPrefix("tree 0 ") == true)
  }

  @Test func `a batch of any size gives the bits of a row alone, in either space`() throws {
    var random = SplitMix64(seed: 5)
    let shape = RandomForest(featureCount: 9, iterationCount: 5, greatestLeafCount: 40, growsChains: true)
    let forest = try shape.forest(&random, link: .sigmoid(Sigmoid()))
    let probes = ProbeRows.rows(for: forest, &random)
    let explainer = try BackgroundExplainer(forest, background: (0..<77).map { _ in random.pick(probes) })
    for count in [1, 7, 8, 9, 31, 33, 300] {
      let rows = (0..<count).map { _ in random.pick(probes) }
      #expect(
        try explainer.contributions(of: rows).bits
          == rows.flatMap { try explainer.contributions(of: $0) }.bits)
      guard count < 100 else { continue }
      #expect(
        try explainer.rescaledContributions(of: rows).bits
          == rows.flatMap { try explainer.rescaledContributions(of: [$0]) }.bits)
    }
  }

  @Test func `the background's order changes no bit of a value`() throws {
    var random = SplitMix64(seed: 6)
    let forest = try RandomForest(featureCount: 9, greatestLeafCount: 40, growsChains: true).forest(&random)
    let probes = ProbeRows.rows(for: forest, &random)
    let background = (0..<60).map { _ in random.pick(probes) }
    let rows = (0..<20).map { _ in random.pick(probes) }
    let there = try BackgroundExplainer(forest, background: background).contributions(of: rows)
    let back = try BackgroundExplainer(forest, background: background.reversed()).contributions(of: rows)
    #expect(there.bits == back.bits)
  }

  @Test func `a feature that the model does not use has exactly 0`() throws {
    var random = SplitMix64(seed: 7)
    let used = RandomForest(featureCount: 4, growsChains: true)
    let trees = (0..<5).map { _ in used.tree(&random) }
    let forest = try Forest(validating: .init(featureNames: (0..<7).map { "f\($0)" }, trees: trees))
    let probes = ProbeRows.rows(for: forest, &random)
    let explainer = try BackgroundExplainer(forest, background: Array(probes.prefix(20)))
    for row in probes.suffix(20) {
      #expect(try explainer.contributions(of: row)[4..<7].bits == [0.0, 0, 0].bits)
    }
  }

  @Test func `a row against itself alone has all zeros`() throws {
    var random = SplitMix64(seed: 8)
    let forest = try RandomForest(growsChains: true).forest(&random)
    for row in ProbeRows.rows(for: forest, &random).prefix(20) {
      let values = try BackgroundExplainer(forest, background: [row]).contributions(of: row)
      #expect(values.dropLast().allSatisfy { $0 == 0 })
    }
  }

  @Test func `a forest's leaves are averaged as its margins are`() throws {
    var random = SplitMix64(seed: 9)
    let shape = RandomForest(featureCount: 4, trainer: .scikitTree)
    let trees = (0..<4).map { _ in shape.tree(&random) }
    let names = (0..<4).map { "f\($0)" }
    let sum = try Forest(validating: .init(featureNames: names, trees: trees))
    let mean = try Forest(
      validating: .init(featureNames: names, trees: trees, link: .probability, averaging: .margins))
    let probes = ProbeRows.rows(for: sum, &random)
    let background = Array(probes.prefix(9))
    let rows = Array(probes.suffix(5))
    let sums = try BackgroundExplainer(sum, background: background).contributions(of: rows)
    let explainer = try BackgroundExplainer(mean, background: background)
    #expect(try explainer.contributions(of: rows).bits == sums.map { $0 / 4 }.bits)
    // The margins are probabilities already.
    #expect(try explainer.rescaledContributions(of: rows).bits == sums.map { $0 / 4 }.bits)
  }

  @Test func `a linear model's values are its terms less their means`() throws {
    let forest = try Forest.linear(
      constant: 1, features: [1, 0], coefficients: [2, -3], fallback: 0, featureCount: 3)
    let explainer = try BackgroundExplainer(forest, background: [[1, 2, 3], [3, 4, 5]])
    #expect(explainer.baseValues == [1])
    #expect(try explainer.contributions(of: [5, 7, 11]) == [-9, 8, 0, 1])
    #expect(refusal { try BackgroundExplainer(forest, background: [[1, .nan, 3]]) } == .invalidValue)
  }

  @Test func `a constant model is all base value`() throws {
    let explainer = try BackgroundExplainer(.constants([0.5, 0.25]), background: [[1]])
    #expect(explainer.baseValues == [0.75])
    #expect(try explainer.contributions(of: [.nan]) == [0, 0.75])
  }

  @Test func `linear trees, an empty background and one of another width are refused`() throws {
    let forest = try Forest.linearTree()
    let row = [Double](repeating: 0, count: forest.featureCount)
    let linear = refusedWith { try BackgroundExplainer(forest, background: [row]) }
    #expect(linear?.code == .unsupportedOperation)
    #expect(linear?.message.contains("linear") == true)
    #expect(refusal { try BackgroundExplainer(.additive([1, 2]), background: []) } == .invalidArgument)
    #expect(refusal { try BackgroundExplainer(.additive([1, 2]), background: [[1]]) } == .shapeMismatch)
  }

  @Test func `probability space is refused where no logistic function gives the probability`() throws {
    var random = SplitMix64(seed: 10)
    let forest = try RandomForest(featureCount: 2).forest(&random, link: .exponential(Exponential()))
    let explainer = try BackgroundExplainer(forest, background: [[0, 0]])
    #expect(refusal { try explainer.rescaledContributions(of: [[1, 1]]) } == .unsupportedOperation)
  }

  @Test(arguments: [0, 1, 3])
  func `a row of another width is refused`(width: Int) throws {
    let explainer = try BackgroundExplainer(.additive([1, 2]), background: [[0, 0]])
    #expect(
      refusal { try explainer.contributions(of: [Double](repeating: 0, count: width)) } == .shapeMismatch)
  }
}
