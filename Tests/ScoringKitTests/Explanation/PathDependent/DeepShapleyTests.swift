import ScoringKit
import ScoringKitTestSupport
import Testing

/// Contributions on paths too deep to list coalitions for, against the definition in exact arithmetic.
///
/// LightGBM's own values lose every digit at 64 distinct features.
@Suite struct DeepShapleyTests {
  @Test(arguments: [5, 16, 31, 64])
  func `paths of many distinct features are exact to rounding`(featureCount: Int) throws {
    var random = SplitMix64(seed: UInt64(featureCount))
    let tree = DeepTree.chain(featureCount: featureCount, &random)
    try expectExact(tree, featureCount: featureCount, &random)
  }

  @Test(arguments: [(4, 5), (16, 2), (31, 2), (40, 2)])
  func `deep paths on which every feature recurs are exact to rounding`(
    featureCount: Int, times: Int
  ) throws {
    var random = SplitMix64(seed: UInt64(featureCount))
    let tree = DeepTree.repeatingChain(featureCount: featureCount, times: times, &random)
    try expectExact(tree, featureCount: featureCount, &random)
  }

  @Test(arguments: [(6, 60), (24, 60), (64, 90)])
  func `bushes of long and short paths are exact to rounding`(featureCount: Int, splitCount: Int) throws {
    var random = SplitMix64(seed: UInt64(featureCount))
    let tree = DeepTree.bush(featureCount: featureCount, splitCount: splitCount, &random)
    try expectExact(tree, featureCount: featureCount, &random)
  }

  @Test(arguments: 0..<20)
  func `the exact oracle agrees with the list of coalitions where both can be had`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let shape = RandomForest(
      featureCount: 1 + random.integer(below: 6), growsChains: true, hasZeroCovers: seed % 2 == 0)
    let tree = shape.tree(&random)
    for _ in 0..<3 {
      let row = (0..<shape.featureCount).map { _ in random.signed() }
      let exact = RationalShapley.contributions(of: tree, featureCount: shape.featureCount, row: row)
      let listed = CoalitionShapley.contributions(
        of: tree, Players(featureCount: shape.featureCount), row: row)
      for (a, b) in zip(exact, listed) { #expect(abs(a - b) <= 1e-14) }
    }
  }

  @Test func `the exact oracle's own sums have no rounding to speak of`() {
    var random = SplitMix64(seed: 9)
    let tree = DeepTree.chain(featureCount: 48, &random)
    let row = DeepTree.row(featureCount: 48, &random)
    let exact = RationalShapley.contributions(of: tree, featureCount: 48, row: row)
    let margin = ReferenceEvaluator.value(of: tree, row)
    #expect(abs(exact.reduce(-margin, +)) <= 1e-15)
  }

  private func expectExact(_ tree: Tree, featureCount: Int, _ random: inout SplitMix64) throws {
    let forest = try Forest(
      validating: .init(featureNames: (0..<featureCount).map { "f\($0)" }, trees: [tree]))
    let explainer = try Explainer(forest)
    // Zeros follow a chain to its very end.
    let rows = [[Double](repeating: 0, count: featureCount)]
    for row in rows + [DeepTree.row(featureCount: featureCount, &random)] {
      let values = try explainer.contributions(of: row)
      let exact = RationalShapley.contributions(of: tree, featureCount: featureCount, row: row)
      for (value, truth) in zip(values, exact) { #expect(abs(value - truth) <= 1e-14) }
    }
  }
}
