import ScoringKit
import ScoringKitTestSupport
import Testing

/// What is made before the first row and what only when it is wanted, and the room it takes.
@Suite struct PreparationTests {
  private static func forest(seed: UInt64) throws -> Forest {
    var random = SplitMix64(seed: seed)
    return try RandomForest(featureCount: 6, outputCount: 2, iterationCount: 30).forest(&random)
  }

  @Test(arguments: 0..<8 as Range<UInt64>)
  func `threads that ask for the first explanation at once get the bits of any later one`(seed: UInt64)
    async throws
  {
    let explainer = try Explainer(Self.forest(seed: seed))
    let row = (0..<6).map { Double($0) - 2.5 }
    let first = await withTaskGroup(of: [Double]?.self) { group in
      for _ in 0..<8 { group.addTask { try? explainer.contributions(of: row) } }
      return await group.reduce(into: []) { $0.append($1) }
    }
    let later = try explainer.contributions(of: row).bits
    #expect(first.count == 8)
    for answer in first { #expect(answer?.bits == later) }
  }

  @Test(arguments: EngineChoice.Kind.allCases)
  func `a prepared model takes at most 64 bytes a node, and every node takes some`(kind: EngineChoice.Kind)
    throws
  {
    let evaluator = Evaluator(try Self.forest(seed: 3), engine: kind)
    let leafCount = evaluator.forest.leafCount
    #expect(evaluator.nodeCount == 2 * leafCount - evaluator.forest.trees.count)
    #expect(evaluator.preparedByteCount >= 8 * evaluator.nodeCount)
    #expect(evaluator.preparedByteCount <= 64 * evaluator.nodeCount + 8192)
  }

  @Test func `a split takes 24 bytes`() {
    #expect(MemoryLayout<Tree.Split>.stride == 24)
  }

  @Test func `a split keeps the threshold or the set, whichever its rule compares with`() {
    let numeric = Tree.Split(
      feature: 0, rule: .xgBoost(defaultLeft: true), threshold: 0.1, categorySet: 3,
      left: .init(rawValue: ~0),
      right: .init(rawValue: ~1))
    #expect(numeric.threshold == 0.1)
    #expect(numeric.categorySet == -1)
    let categorical = Tree.Split(
      feature: 0, rule: .lightGBMCategorical, threshold: .nan, categorySet: .max, left: .init(rawValue: ~0),
      right: .init(rawValue: ~1))
    #expect(categorical.threshold == 0)
    #expect(categorical.categorySet == .max)
  }

  @Test(arguments: [16_777_216, 16_777_217, 0.1, 1e300] as [Double])
  func `a cover is kept exactly, whether float32 holds it or not`(cover: Double) {
    let covers = Tree.Covers(splits: [cover, 2], leaves: [1, cover, 3])
    #expect(covers.splits == [cover, 2])
    #expect(covers.leaves == [1, cover, 3])
  }

  @Test func `the trees of a forest keep their own leaves' values`() throws {
    var random = SplitMix64(seed: 5)
    let trees = (0..<40).map { _ in RandomForest(featureCount: 4, iterationCount: 1).tree(&random) }
    let forest = try Forest(validating: .init(featureNames: ["a", "b", "c", "d"], trees: trees))
    #expect(forest.trees.map(\.leafValues) == trees.map(\.leafValues))
  }
}
