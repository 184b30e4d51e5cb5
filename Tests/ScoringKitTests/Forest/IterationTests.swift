import ScoringKit
import ScoringKitTestSupport
import Testing

/// A model cut to some of its iterations, and the importance of its features.
@Suite struct IterationTests {
  @Test func `a model of some iterations sums their trees onto the base margins`() throws {
    var forest = Forest.Parts(
      featureNames: ["x"], outputCount: 2,
      trees: (0..<6).map { Tree(splits: [], leafValues: [Double($0 + 1)]) })
    forest.baseMargins = [100, 200]
    let whole = try Forest(validating: forest)
    let part = try whole.limited(toIterations: 1..<3)
    #expect(try Evaluator(part).margins(of: [0]) == [100 + 3 + 5, 200 + 4 + 6])
    #expect(part.iterationStarts == [0, 2, 4])
    #expect(try Evaluator(whole.limited(toIterations: 0..<3)).margins(of: [0]) == [109, 212])
  }

  @Test func `iterations of several trees an output are cut where the file says`() throws {
    var parts = Forest.Parts(
      featureNames: ["x"], trees: (0..<5).map { Tree(splits: [], leafValues: [Double(1 << $0)]) })
    parts.iterationStarts = [0, 2, 2, 5]
    let forest = try Forest(validating: parts)
    #expect(try Evaluator(forest.limited(toIterations: 0..<1)).margins(of: [0]) == [3])
    #expect(try Evaluator(forest.limited(toIterations: 1..<3)).margins(of: [0]) == [28])
    for starts in [[0, 2], [1, 5], [0, 3, 2, 5]] {
      parts.iterationStarts = starts
      #expect(throws: ScoringError.self) { try Forest(validating: parts) }
    }
  }

  @Test func `an average is that of the trees that are left`() throws {
    let parts = Forest.Parts(
      featureNames: ["x"], trees: [2, 4, 9].map { Tree(splits: [], leafValues: [$0]) }, averaging: .margins)
    let forest = try Forest(validating: parts)
    #expect(try Evaluator(forest.limited(toIterations: 0..<2)).margins(of: [0]) == [3])
  }

  @Test(arguments: [-1..<2, 0..<4, 2..<2, 3..<4])
  func `iterations that the model has not are refused`(iterations: Range<Int>) throws {
    let parts = Forest.Parts(
      featureNames: ["x"], trees: (0..<3).map { _ in Tree(splits: [], leafValues: [1]) })
    let forest = try Forest(validating: parts)
    #expect(throws: ScoringError.self) { try forest.limited(toIterations: iterations) }
  }

  @Test func `importances count splits and add gains and covers`() throws {
    func split(_ feature: Int32, _ rule: SplitRule, left: Int32, right: Int32) -> Tree.Split {
      Tree.Split(
        feature: feature, rule: rule, threshold: 0, left: Tree.Child(rawValue: left),
        right: Tree.Child(rawValue: right))
    }
    let rules: [(SplitRule, splits: [Double])] = [
      (.lightGBM(missing: .nan, defaultLeft: true), [0, 1, 1]), (.xgBoost(defaultLeft: true), [0, 1, 2]),
    ]
    for (rule, splits) in rules {
      let tree = Tree(
        splits: [
          split(2, rule, left: 1, right: 2), split(1, rule, left: ~0, right: ~1),
          split(2, rule, left: ~2, right: ~3),
        ], leafValues: [0, 0, 0, 0],
        covers: Tree.Covers(splits: [10, 4, 6], leaves: [1, 3, 2, 4]), gains: [8, 2.5, 0])
      let forest = try Forest(validating: .init(featureNames: ["a", "b", "c"], trees: [tree]))
      #expect(try forest.importances(.split) == splits)
      #expect(try forest.importances(.gain) == [0, 2.5, 8])
      if splits[2] == 2 { #expect(try forest.importances(.cover) == [0, 4, 16]) }
    }
    let bare = Tree(
      splits: [split(0, .scikitTree(missingLeft: true), left: ~0, right: ~1)], leafValues: [0, 1])
    let forest = try Forest(validating: .init(featureNames: ["a"], trees: [bare]))
    #expect(try forest.importances(.split) == [1])
    #expect(throws: ScoringError.self) { try forest.importances(.gain) }
    #expect(throws: ScoringError.self) { try forest.importances(.cover) }
  }
}
