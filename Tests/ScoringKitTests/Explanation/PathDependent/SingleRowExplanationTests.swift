import ScoringKit
import ScoringKitTestSupport
import Testing

/// One row is explained by a kernel of its own: against the kernel for eight, to the bit.
@Suite struct SingleRowExplanationTests {
  @Test(arguments: 0..<60)
  func `a row alone, in a pair and among nine is explained with the same bits`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let shape = RandomForest(
      featureCount: 1 + random.integer(below: 9), growsChains: seed % 3 == 0, hasZeroCovers: seed % 2 == 0)
    let trees = (0..<1 + random.integer(below: 4)).map { _ in shape.tree(&random) }
    try expectSameBits(trees, featureCount: shape.featureCount, &random)
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 13, 15, 16, 17, 20, 31, 64])
  func `every number of quadrature points gives a row alone the same bits`(featureCount: Int) throws {
    var random = SplitMix64(seed: UInt64(featureCount))
    let trees = [
      DeepTree.chain(featureCount: featureCount, &random),
      DeepTree.repeatingChain(featureCount: featureCount, times: 2, &random),
      DeepTree.bush(featureCount: featureCount, splitCount: 60, &random),
    ]
    try expectSameBits(trees, featureCount: featureCount, &random)
  }

  @Test func `leaves at the end of the range, whose answers are not finite, give no other bits`() throws {
    var random = SplitMix64(seed: 3)
    var grower = TreeGrower()
    for feature in 0..<5 {
      grower.split(
        leaf: grower.leafCount - 1, feature: feature, threshold: 0, missing: .nan, defaultLeft: false,
        newLeafGoesLeft: false)
    }
    let end = Double.greatestFiniteMagnitude
    let tree = grower.tree(
      leafValues: [end, -end, end, -end, end, -end], leafCovers: [1, 2, 3, 4, 5, 6])
    try expectSameBits([tree], featureCount: 5, &random)
  }

  private func expectSameBits(
    _ trees: [Tree], featureCount: Int, _ random: inout SplitMix64
  ) throws {
    let forest = try Forest(
      validating: .init(featureNames: (0..<featureCount).map { "f\($0)" }, trees: trees))
    let explainer = try Explainer(forest)
    let rows = (0..<9).map { _ in DeepTree.row(featureCount: featureCount, &random) }
    let together = try contributions(of: rows, explainer)
    let width = explainer.contributionCount
    for (index, row) in rows.enumerated() {
      let alone = try explainer.contributions(of: row)
      let pair = try contributions(of: [row, row], explainer)
      let expected = Array(together[index * width..<(index + 1) * width])
      let isSame = zip(alone + pair, expected + expected + expected).allSatisfy { a, b in
        a.bitPattern == b.bitPattern || (a.isNaN && b.isNaN)
      }
      #expect(isSame, "row \(index)")
    }
  }

  private func contributions(of rows: [[Double]], _ explainer: Explainer) throws -> [Double] {
    let flat = rows.flatMap { $0 }
    var answer = [Double](repeating: .nan, count: rows.count * explainer.contributionCount)
    var span = answer.mutableSpan
    try explainer.writeContributions(
      of: flat.span, layout: RowLayout(rowCount: rows.count, columnCount: explainer.forest.featureCount),
      into: &span)
    return answer
  }
}
