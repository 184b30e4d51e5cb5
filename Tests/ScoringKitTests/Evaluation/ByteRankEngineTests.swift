import ScoringKit
import ScoringKitTestSupport
import Testing

/// Scales of ranks with anything in them that rounding, paging or a grid of cells could get wrong.
@Suite struct ByteRankEngineTests {
  @Test(arguments: [1, 2, 3, 254, 255, 256, 510, 511, 1200])
  func `a scale of any number of thresholds ranks every value around each of them`(count: Int) throws {
    var random = SplitMix64(seed: UInt64(count))
    try expectReferenceBits((0..<count).map { _ in random.signed() })
  }

  @Test func `thresholds that lie very unevenly are told apart`() throws {
    let tiny = (0..<40).map { Double($0) * .leastNonzeroMagnitude }
    let huge = (1..<40).map { Double.greatestFiniteMagnitude / Double($0) }
    let close = (0..<40).map { Double(bitPattern: 1.0.bitPattern + UInt64($0)) }
    try expectReferenceBits(tiny + huge + close + huge.map { -$0 } + tiny.map { -$0 })
  }

  @Test func `infinite thresholds have a place on the scale`() throws {
    try expectReferenceBits([-.infinity, .infinity])
    try expectReferenceBits([-.infinity, 0, 1, .infinity])
    try expectReferenceBits([.infinity])
  }

  @Test func `one threshold again and again is one place on the scale`() throws {
    try expectReferenceBits([Double](repeating: 0.5, count: 300))
  }

  @Test(arguments: RandomForest.Trainer.allCases)
  func `both sides for missing values share a scale and keep apart`(trainer: RandomForest.Trainer) throws {
    var random = SplitMix64(seed: 77)
    var shape = RandomForest(featureCount: 2, iterationCount: 150)
    shape.greatestLeafCount = 12
    shape.trainer = trainer
    try expectReferenceBits(try shape.forest(&random), &random)
  }

  @Test func `trees of 256 leaves have ranks of a byte, and a greater one gives the forest ranks of two`()
    throws
  {
    for (leafCount, engine) in [(256, EngineChoice.Kind.byteRanks), (257, .wordRanks)] {
      var random = SplitMix64(seed: UInt64(leafCount))
      var grower = TreeGrower()
      while grower.leafCount < leafCount {
        grower.split(
          leaf: random.integer(below: grower.leafCount), feature: random.integer(below: 3),
          threshold: random.signed(), newLeafGoesLeft: random.happens(onceIn: 2))
      }
      let tree = grower.tree(leafValues: (0..<leafCount).map { Double($0) })
      let forest = try Forest(validating: .init(featureNames: ["a", "b", "c"], trees: [tree]))
      #expect(Evaluator(forest).engineChoice.kind == engine)
      #expect(
        "\(Evaluator(forest).engineChoice)"
          == (engine == .byteRanks
            ? "byte ranks" : "word ranks (not byte ranks: tree 0 has 257 leaves, and a byte tells 256 apart)")
      )
      try expectReferenceBits(forest, &random)
    }
  }

  @Test(arguments: [
    (4096, EngineChoice.Kind.byteRanks), (4097, .wordRanks), (8192, .wordRanks), (65_535, .wordRanks),
    (65_536, .thresholds),
  ])
  func `more columns than bytes are kept for have ranks of two bytes, and more than these can name none`(
    featureCount: Int, engine: EngineChoice.Kind
  ) throws {
    var random = SplitMix64(seed: 5)
    let trees = (0..<featureCount).map { feature in
      var grower = TreeGrower()
      grower.split(leaf: 0, feature: feature, threshold: 0.5, newLeafGoesLeft: true)
      return grower.tree(leafValues: [1, Double(feature)])
    }
    let names = (0..<featureCount).map { "f\($0)" }
    let forest = try Forest(validating: .init(featureNames: names, trees: trees))
    let evaluator = Evaluator(forest)
    #expect(evaluator.engineChoice.kind == engine)
    let rows = (0..<9).map { _ in names.map { _ in random.signed() } }
    let expected = rows.flatMap { ReferenceEvaluator.margins(of: forest, $0) }
    #expect(try evaluator.margins(of: rows.flatMap(\.self), layout: .of(rows)) == expected)
    #expect(try evaluator.margins(of: rows[0]) == [expected[0]])
  }

  /// A stump a threshold, all on one feature, with missing values to either side.
  private func expectReferenceBits(_ thresholds: [Double]) throws {
    var random = SplitMix64(seed: UInt64(thresholds.count))
    let trees = thresholds.map { threshold in
      Tree(
        splits: [
          Tree.Split(
            feature: 0, rule: .lightGBM(missing: .nan, defaultLeft: random.happens(onceIn: 2)),
            threshold: threshold, left: Tree.Child(rawValue: ~0), right: Tree.Child(rawValue: ~1))
        ], leafValues: [random.signed(), random.signed()])
    }
    try expectReferenceBits(try Forest(validating: .init(featureNames: ["x"], trees: trees)), &random)
  }

  private func expectReferenceBits(_ forest: Forest, _ random: inout SplitMix64) throws {
    let rows = ProbeRows.rows(for: forest, &random)
    let expected = rows.flatMap { ReferenceEvaluator.margins(of: forest, $0) }
    for engine in EngineChoice.Kind.allCases {
      let evaluator = Evaluator(forest, engine: engine)
      #expect(try evaluator.margins(of: rows.flatMap(\.self), layout: .of(rows)).bits == expected.bits)
      #expect(
        try rows.prefix(200).flatMap { try evaluator.margins(of: $0) }.bits
          == expected.prefix(200 * forest.outputCount).map(\.bitPattern))
    }
  }
}
