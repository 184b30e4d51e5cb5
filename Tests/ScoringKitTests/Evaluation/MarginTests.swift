import ScoringKit
import ScoringKitTestSupport
import Testing

/// Margins and leaves of random forests against the reference evaluator, at and around every threshold.
@Suite struct MarginTests {
  @Test(arguments: 0..<40)
  func `margins and leaves of random forests have the reference's bits on every probe row`(
    seed: UInt64
  ) throws {
    var random = SplitMix64(seed: seed)
    for _ in 0..<6 {
      var shape = RandomForest()
      shape.featureCount = 1 + random.integer(below: 6)
      shape.outputCount = random.pick([1, 1, 1, 3])
      shape.iterationCount = random.integer(below: 4)
      shape.growsChains = random.happens(onceIn: 2)
      shape.trainer = RandomForest.Trainer.allCases[Int(seed % 4)]
      let forest = try shape.forest(&random)
      try expectReferenceBits(forest, rows: ProbeRows.rows(for: forest, &random))
    }
  }

  @Test(arguments: [20, 80])
  func `a chain deeper than any trainer grows one is descended to its end`(depth: Int) throws {
    var random = SplitMix64(seed: UInt64(depth))
    var grower = TreeGrower()
    for _ in 0..<depth {
      grower.split(
        leaf: grower.leafCount - 1, feature: random.integer(below: 4), threshold: random.signed(),
        newLeafGoesLeft: random.happens(onceIn: 2))
    }
    let tree = grower.tree(leafValues: (0...depth).map { Double($0) })
    let forest = try Forest(validating: .init(featureNames: ["a", "b", "c", "d"], trees: [tree]))
    try expectReferenceBits(forest, rows: ProbeRows.rows(for: forest, &random))
  }

  @Test func `a forest without trees answers 0 for every output`() throws {
    let forest = try Forest(validating: .init(featureNames: ["x"], outputCount: 3, trees: []))
    #expect(try Evaluator(forest).margins(of: [5]) == [0, 0, 0])
  }

  @Test func `a tree of one leaf is its constant`() throws {
    let evaluator = Evaluator(try .constants([0.1, 0.2, 0.3]))
    #expect(try evaluator.margins(of: [.nan]) == [0.1 + 0.2 + 0.3])
    #expect(
      try evaluator.leaves(of: [Double.nan], layout: RowLayout(rowCount: 1, columnCount: 1)) == [0, 0, 0])
  }

  @Test func `trees add up in their order, from zero`() throws {
    // In any other order the small one is lost or the sum is 0.
    #expect(try Evaluator(.constants([1e16, 1, -1e16])).margins(of: [0]) == [0])
    #expect(try Evaluator(.constants([1e16, -1e16, 1])).margins(of: [0]) == [1])
    #expect(try Evaluator(.constants([-0.0])).margins(of: [0]).bits == [0.0].bits)
  }

  @Test func `tree t adds to output t modulo the outputs`() throws {
    let evaluator = Evaluator(try .constants([1, 10, 100, 2, 20, 200], outputCount: 3))
    #expect(try evaluator.margins(of: [0]) == [3, 30, 300])
  }

  @Test(arguments: [0, 2, 4])
  func `a row of another width is refused`(width: Int) throws {
    var random = SplitMix64(seed: 1)
    let evaluator = Evaluator(try RandomForest(featureCount: 3).forest(&random))
    let row = [Double](repeating: 0, count: width)
    #expect(refusal { try evaluator.margins(of: row) } == .shapeMismatch)
    #expect(refusal { try evaluator.predictions(of: row) } == .shapeMismatch)
    let layout = try RowLayout(rowCount: 1, columnCount: width)
    #expect(refusal { try evaluator.leaves(of: row, layout: layout) } == .shapeMismatch)
  }

  private func expectReferenceBits(_ forest: Forest, rows: [[Double]]) throws {
    let elements = rows.flatMap(\.self)
    let expectedLeaves = rows.flatMap { ReferenceEvaluator.leaves(of: forest, $0) }
    let expectedMargins = rows.flatMap { ReferenceEvaluator.margins(of: forest, $0) }
    for engine in EngineChoice.Kind.allCases {
      let evaluator = Evaluator(forest, engine: engine)
      #expect(try evaluator.leaves(of: elements, layout: .of(rows)) == expectedLeaves)
      #expect(try evaluator.margins(of: elements, layout: .of(rows)).bits == expectedMargins.bits)
      // One by one, a row takes another way through the engine than in a batch.
      #expect(try rows.flatMap { try evaluator.margins(of: $0) }.bits == expectedMargins.bits)
    }
  }
}
