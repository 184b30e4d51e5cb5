import ScoringKit
import ScoringKitTestSupport
import Testing

@Suite struct LeafNumberTests {
  private func forest(leafIDs: [Int32], missingValue: Float? = nil) throws -> Forest {
    let split = Tree.Split(
      feature: 0, rule: .xgBoost(defaultLeft: true), threshold: 0, left: Tree.Child(rawValue: ~1),
      right: Tree.Child(rawValue: ~0))
    var parts = Forest.Parts(featureNames: ["a"])
    parts.trees = [Tree(splits: [split], leafValues: [1, 2], leafIDs: leafIDs)]
    parts.missingValue = missingValue
    return try Forest(validating: parts)
  }

  private func leaf(_ value: Double, in forest: Forest) throws -> Int32 {
    var leaves: [Int32] = [-1]
    var span = leaves.mutableSpan
    let layout = try RowLayout(rowCount: 1, columnCount: 1)
    try Evaluator(forest).writeLeafIndices(of: [value].span, layout: layout, into: &span)
    return leaves[0]
  }

  @Test func `a leaf is called as the trainer calls it`() throws {
    #expect(try leaf(-1, in: forest(leafIDs: [5, 9])) == 9)
    #expect(try leaf(0, in: forest(leafIDs: [5, 9])) == 5)
    #expect(try leaf(-1, in: forest(leafIDs: [])) == 1)
  }

  @Test func `numbers for some of the leaves are refused`() throws {
    #expect(throws: ScoringError.self) { try forest(leafIDs: [5]) }
  }

  @Test func `a value that stands for a missing one takes the default side`() throws {
    #expect(try leaf(7, in: forest(leafIDs: [])) == 0)
    #expect(try leaf(7, in: forest(leafIDs: [], missingValue: 7)) == 1)
    #expect(try leaf(.nan, in: forest(leafIDs: [], missingValue: 7)) == 1)
  }
}
