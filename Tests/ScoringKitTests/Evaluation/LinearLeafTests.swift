import ScoringKit
import ScoringKitTestSupport
import Testing

/// Linear trees: constant + Σ coefficient · x, or the plain leaf value where one of the leaf's features is missing.
@Suite struct LinearLeafTests {
  @Test func `a linear leaf adds its terms to its constant in their order`() throws {
    let evaluator = Evaluator(
      try .linear(
        constant: 1e16, features: [2, 0, 1], coefficients: [1, -1e16, 3], fallback: 7, featureCount: 3))
    // ((1e16 + 1·1) − 1e16·1) + 3·2, where 1e16 + 1 rounds to 1e16.
    #expect(try evaluator.margins(of: [1, 2, 1]) == [6])
  }

  @Test func `the plain leaf value answers where any feature of the leaf is missing`() throws {
    let evaluator = Evaluator(
      try .linear(constant: 1, features: [0, 2], coefficients: [10, 100], fallback: 7, featureCount: 3))
    #expect(try evaluator.margins(of: [1, 1, 1]) == [111])
    #expect(try evaluator.margins(of: [.nan, 1, 1]) == [7])
    #expect(try evaluator.margins(of: [1, 1, .nan]) == [7])
    // Feature 1 is not the leaf's.
    #expect(try evaluator.margins(of: [1, .nan, 1]) == [111])
  }

  @Test func `a linear leaf without features is its constant, not its leaf value`() throws {
    let evaluator = Evaluator(
      try .linear(constant: 2, features: [], coefficients: [], fallback: 7, featureCount: 1))
    #expect(try evaluator.margins(of: [.nan]) == [2])
  }

  @Test func `a linear term reads every value within 1e-35f of zero as 0`() throws {
    let evaluator = Evaluator(
      try .linear(constant: 0, features: [0], coefficients: [1e35], fallback: 7, featureCount: 1))
    let bound = ReferenceEvaluator.zeroBound
    for value in [bound, -bound, 1e-36, .leastNonzeroMagnitude] {
      #expect(try evaluator.margins(of: [value]) == [0])
    }
    #expect(try evaluator.margins(of: [bound.nextUp]) == [bound.nextUp * 1e35])
  }

  @Test func `infinite values follow the arithmetic`() throws {
    let evaluator = Evaluator(
      try .linear(constant: 1, features: [0, 1], coefficients: [2, -2], fallback: 7, featureCount: 2))
    #expect(try evaluator.margins(of: [.infinity, 0]) == [.infinity])
    #expect(try evaluator.margins(of: [.infinity, .infinity])[0].isNaN)
  }

  @Test(arguments: 0..<20)
  func `random forests of linear and plain trees have the reference's bits`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let shape = RandomForest(featureCount: 4)
    let trees = (0..<4).map { index in
      let tree = shape.tree(&random)
      return index == 2 ? tree : Self.withLinearLeaves(tree, featureCount: 4, &random)
    }
    let forest = try Forest(
      validating: .init(featureNames: ["a", "b", "c", "d"], outputCount: 2, trees: trees))
    let rows = ProbeRows.rows(for: forest, &random)
    let expected = rows.flatMap { ReferenceEvaluator.margins(of: forest, $0) }
    let evaluator = Evaluator(forest)
    let elements = rows.flatMap(\.self)
    #expect(try evaluator.margins(of: elements, layout: .of(rows)).bits == expected.bits)
    // The same rows, columns first.
    let columns = (0..<4).flatMap { column in rows.map { $0[column] } }
    let layout = try RowLayout(rowCount: rows.count, columnCount: 4, rowStride: 1, columnStride: rows.count)
    #expect(try evaluator.margins(of: columns, layout: layout).bits == expected.bits)
  }

  private static func withLinearLeaves(
    _ tree: Tree, featureCount: Int, _ random: inout SplitMix64
  ) -> Tree {
    let leaves = tree.leafValues.map { _ in
      let count = random.integer(below: featureCount + 1)
      return Tree.LinearLeaf(
        constant: random.signed(),
        features: (0..<featureCount).shuffled(using: &random).prefix(count).map { Int32($0) },
        coefficients: (0..<count).map { _ in random.signed() })
    }
    return Tree(
      splits: tree.splits, leafValues: tree.leafValues, covers: tree.covers, categorySets: tree.categorySets,
      linearLeaves: leaves)
  }
}
