import ScoringKit
import ScoringKitTestSupport
import Testing

/// What ranks of two bytes could get wrong: more thresholds or leaves than two bytes number, blocks, few trees.
@Suite struct WordRankEngineTests {
  /// A tree that asks whether a feature is at most 0, 1, 2, …, halving what is left: leaf k for values up to k.
  private static func halvingTree(leafCount: Int) -> Tree {
    var splits: [Tree.Split] = []
    func child(_ leaves: Range<Int>) -> Tree.Child {
      guard leaves.count > 1 else { return Tree.Child(rawValue: ~Int32(leaves.lowerBound)) }
      let middle = (leaves.lowerBound + leaves.upperBound) / 2
      let place = splits.count
      func split(_ left: Tree.Child, _ right: Tree.Child) -> Tree.Split {
        Tree.Split(
          feature: 0, rule: .lightGBM(missing: .nan, defaultLeft: middle % 2 == 0),
          threshold: Double(middle - 1), left: left, right: right)
      }
      splits.append(split(Tree.Child(rawValue: 0), Tree.Child(rawValue: 0)))
      let left = child(leaves.lowerBound..<middle)
      splits[place] = split(left, child(middle..<leaves.upperBound))
      return Tree.Child(rawValue: Int32(place))
    }
    _ = child(0..<leafCount)
    return Tree(splits: splits, leafValues: (0..<leafCount).map { Double($0) })
  }

  @Test(arguments: [65_535, 65_536, 65_537, 140_000])
  func `a feature may have more thresholds, and a tree more leaves, than two bytes number`(leafCount: Int)
    throws
  {
    let forest = try Forest(
      validating: .init(featureNames: ["x"], trees: [Self.halvingTree(leafCount: leafCount)]))
    let evaluator = Evaluator(forest)
    #expect(evaluator.engineChoice.kind == .wordRanks)
    var places =
      Array(0..<200) + Array(leafCount - 200..<leafCount) + Array(stride(from: 0, to: leafCount, by: 97))
    for boundary in [65_535, 65_536, 131_070, 131_072] where boundary + 100 < leafCount {
      places += Array(boundary - 100..<boundary + 100)
    }
    let values = places.flatMap { [Double($0), Double($0) - 0.5] } + [.nan, .infinity, -.infinity, 1e9]
    let layout = try RowLayout(rowCount: values.count, columnCount: 1)
    let expected = values.flatMap { ReferenceEvaluator.leaves(of: forest, [$0]) }
    #expect(Array(expected.prefix(4)) == [0, 0, 1, 1])
    #expect(try evaluator.leaves(of: values, layout: layout) == expected)
    let alone = try values.prefix(100).flatMap {
      try evaluator.leaves(of: [$0], layout: RowLayout(rowCount: 1, columnCount: 1))
    }
    #expect(alone == Array(expected.prefix(100)))
  }

  @Test(arguments: [1, 7, 8, 20], [1, 8, 65, 72, 1023, 1024, 1033])
  func `any number of trees and rows is divided into eights without a change`(treeCount: Int, rowCount: Int)
    throws
  {
    var random = SplitMix64(seed: UInt64(treeCount * 1000 + rowCount))
    var shape = RandomForest(featureCount: 4, iterationCount: treeCount)
    shape.greatestLeafCount = 20
    shape.growsChains = true
    let forest = try shape.forest(&random)
    let rows = (0..<rowCount).map { _ in
      (0..<4).map { _ in random.happens(onceIn: 9) ? .nan : random.signed() * random.pick([1, 40]) }
    }
    let wide = Evaluator(forest, engine: .wordRanks)
    #expect(wide.engineChoice.kind == .wordRanks)
    let elements = rows.flatMap(\.self)
    let expected = rows.flatMap { ReferenceEvaluator.margins(of: forest, $0) }
    #expect(try wide.margins(of: elements, layout: .of(rows)).bits == expected.bits)
    #expect(
      try wide.leaves(of: elements, layout: .of(rows))
        == rows.flatMap { ReferenceEvaluator.leaves(of: forest, $0) })
  }

  @Test func `a node takes 8 bytes, besides the leaves' values and the thresholds`() throws {
    let tree = Self.halvingTree(leafCount: 5000)
    let forest = try Forest(validating: .init(featureNames: ["x"], trees: Array(repeating: tree, count: 10)))
    let evaluator = Evaluator(forest)
    #expect(evaluator.engineChoice.kind == .wordRanks)
    let thresholdBytes = 5000 * 8 + 65_536
    #expect(evaluator.preparedByteCount <= 8 * evaluator.nodeCount + 8 * forest.leafCount + thresholdBytes)
  }
}
