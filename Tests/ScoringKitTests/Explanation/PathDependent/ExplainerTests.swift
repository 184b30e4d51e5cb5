import ScoringKit
import ScoringKitTestSupport
import Testing

/// What contributions guarantee on any model: they add up, ignore what the model ignores, and treat alike alike.
@Suite struct ExplainerTests {
  @Test(arguments: 0..<20)
  func `contributions and the base value add up to the margin`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let shape = RandomForest(
      featureCount: 2 + random.integer(below: 7), outputCount: random.pick([1, 3]), iterationCount: 4,
      greatestLeafCount: 20, growsChains: seed % 2 == 0, hasZeroCovers: seed % 3 == 0)
    let forest = try shape.forest(&random)
    let explainer = try Explainer(forest)
    let width = forest.featureCount + 1
    let probes = ProbeRows.rows(for: forest, &random)
    for row in (0..<20).map({ _ in random.pick(probes) }) {
      let margins = ReferenceEvaluator.margins(of: forest, row)
      let values = try explainer.contributions(of: row)
      for (output, margin) in margins.enumerated() {
        let sum = values[output * width..<(output + 1) * width].reduce(0, +)
        #expect(abs(sum - margin) <= Self.additivityTolerance(forest, output: output))
      }
    }
  }

  @Test(arguments: [31, 64, 120])
  func `contributions of deep chains add up too`(featureCount: Int) throws {
    var random = SplitMix64(seed: UInt64(featureCount))
    let trees = (0..<3).map { _ in DeepTree.chain(featureCount: featureCount, &random) }
    let forest = try Forest(
      validating: .init(featureNames: (0..<featureCount).map { "f\($0)" }, trees: trees))
    let explainer = try Explainer(forest)
    for _ in 0..<4 {
      let row = DeepTree.row(featureCount: featureCount, &random)
      let sum = try explainer.contributions(of: row).reduce(0, +)
      let margin = ReferenceEvaluator.margins(of: forest, row)[0]
      #expect(abs(sum - margin) <= Self.additivityTolerance(forest, output: 0))
    }
  }

  @Test(arguments: 0..<10)
  func `a feature that the model does not use has exactly 0`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let used = RandomForest(featureCount: 4, iterationCount: 5, growsChains: true, hasZeroCovers: true)
    let trees = (0..<5).map { _ in used.tree(&random) }
    let forest = try Forest(validating: .init(featureNames: (0..<7).map { "f\($0)" }, trees: trees))
    let explainer = try Explainer(forest)
    for row in ProbeRows.rows(for: forest, &random).prefix(40) {
      let values = try explainer.contributions(of: row)
      #expect(values[4..<7].bits == [0.0, 0, 0].bits)
    }
  }

  @Test func `features that play the same part get the same value to rounding`() throws {
    // 1 where at least two of three features are positive, each so in half of the training rows.
    var grower = TreeGrower()
    grower.split(leaf: 0, feature: 0, threshold: 0)
    grower.split(leaf: 0, feature: 1, threshold: 0)
    grower.split(leaf: 1, feature: 1, threshold: 0)
    grower.split(leaf: 2, feature: 2, threshold: 0)
    grower.split(leaf: 1, feature: 2, threshold: 0)
    let tree = grower.tree(leafValues: [0, 0, 0, 1, 1, 1], leafCovers: [2, 1, 1, 2, 1, 1])
    let forest = try Forest(validating: .init(featureNames: ["a", "b", "c"], trees: [tree]))
    let explainer = try Explainer(forest)
    #expect(try explainer.baseValues == [0.5])
    let all = try explainer.contributions(of: [1, 1, 1])
    for value in all.prefix(3) { #expect(abs(value - 1.0 / 6) <= 1e-16) }
    let two = try explainer.contributions(of: [1, -1, 1])
    #expect(abs(two[0] - two[2]) <= 1e-16)
    #expect(abs(two.prefix(3).reduce(0, +) - 0.5) <= 1e-16)
  }

  @Test func `every output has its own values and base value, side by side`() throws {
    var random = SplitMix64(seed: 33)
    let shape = RandomForest(featureCount: 3, outputCount: 3, iterationCount: 3)
    let forest = try shape.forest(&random)
    let explainer = try Explainer(forest)
    #expect(explainer.contributionCount == 12)
    let row = [0.25, -0.5, 3]
    let values = try explainer.contributions(of: row)
    for output in 0..<3 {
      let trees = stride(from: output, to: 9, by: 3).map { forest.trees[$0] }
      let alone = try Explainer(Forest(validating: .init(featureNames: forest.featureNames, trees: trees)))
      #expect(values[output * 4..<(output + 1) * 4].bits == (try alone.contributions(of: row)).bits)
      #expect(try explainer.baseValues[output] == alone.baseValues[0])
      #expect(try values[output * 4 + 3] == explainer.baseValues[output])
    }
  }

  @Test func `a constant model is all base value`() throws {
    let explainer = try Explainer(.constants([0.5, 0.25]))
    #expect(try explainer.baseValues == [0.75])
    #expect(try explainer.contributions(of: [.nan]) == [0, 0.75])
  }

  @Test func `a model without trees explains 0`() throws {
    let forest = try Forest(validating: .init(featureNames: ["x"], outputCount: 2, trees: []))
    #expect(try Explainer(forest).contributions(of: [1]) == [0, 0, 0, 0])
  }

  @Test func `linear trees are refused by name`() throws {
    let forest = try Forest.linearTree()
    let error = refusedWith { try Explainer(forest) }
    #expect(error?.code == .unsupportedOperation)
    #expect(error?.message.contains("linear") == true)
  }

  @Test func `a linear model's values are its terms, and the base value its constant`() throws {
    let forest = try Forest.linear(
      constant: 1, features: [1, 0], coefficients: [2, -3], fallback: 0, featureCount: 3)
    #expect(try Explainer(forest).contributions(of: [5, 7, 11]) == [-15, 14, 0, 1])
  }

  @Test func `a tree without covers is refused by its number`() throws {
    let covered = Tree(splits: [], leafValues: [1], covers: .init(splits: [], leaves: [1]))
    let bare = Tree(splits: [], leafValues: [1])
    let error = refusedWith {
      try Explainer(Forest(validating: .init(featureNames: ["x"], trees: [covered, bare])))
    }
    #expect(error?.code == .unsupportedOperation)
    #expect(error?.message.contains("tree 1 ") == true)
  }

  @Test func `an explanation that would not fit in memory is refused before any memory is taken`() throws {
    // One feature a split: 20 000 splits · 10 000 points, three numbers each.
    let count = 20_000
    var grower = TreeGrower()
    for feature in 0..<count { grower.split(leaf: feature, feature: feature, threshold: 0) }
    let ones = [Double](repeating: 1, count: count + 1)
    let tree = grower.tree(leafValues: ones, leafCovers: ones)
    let forest = try Forest(validating: .init(featureNames: (0..<count).map { "f\($0)" }, trees: [tree]))
    let error = refusedWith { try Explainer(forest) }
    #expect(error?.code == .outOfMemory)
    #expect(error?.message.hasPrefix("tree 0 ") == true)
    // It can be scored all the same.
    #expect(try Evaluator(forest).margins(of: [Double](repeating: 1, count: count)) == [1])
  }

  @Test(arguments: [0, 1, 3])
  func `a row of another width is refused`(width: Int) throws {
    let explainer = try Explainer(.additive([1, 2]))
    #expect(
      refusal { try explainer.contributions(of: [Double](repeating: 0, count: width)) } == .shapeMismatch)
  }

  @Test(arguments: [0, 2, 4])
  func `a buffer of another size is refused`(count: Int) throws {
    let explainer = try Explainer(.additive([1, 2]))
    let layout = try RowLayout(rowCount: 1, columnCount: 2)
    let row = [1.0, 1]
    let code = refusal {
      var buffer = [Double](repeating: 0, count: count)
      var span = buffer.mutableSpan
      try explainer.writeContributions(of: row.span, layout: layout, into: &span)
    }
    #expect(code == .bufferTooSmall)
  }

  /// The project's one additivity tolerance: 1e-12 · Σ over the output's trees of max |leaf|.
  private static func additivityTolerance(_ forest: Forest, output: Int) -> Double {
    stride(from: output, to: forest.trees.count, by: forest.outputCount).reduce(0) {
      $0 + 1e-12 * (forest.trees[$1].leafValues.map(abs).max() ?? 0)
    }
  }
}
