import ScoringKit
import ScoringKitTestSupport
import Testing

@Suite struct MissingValueTests {
  @Test func `a model that refuses missing values refuses them in every question, at their place`() throws {
    let forest = try Forest.halves([1, 1], acceptsMissing: false)
    let evaluator = Evaluator(forest)
    let explainer = try Explainer(forest)
    let rows = [0.0, 0, 0, .nan]
    let layout = try RowLayout(rowCount: 2, columnCount: 2)
    let place = ScoringError.Location.row(2, column: 2)
    let margins = refusedWith {
      var answer = [0.0, 0]
      var span = answer.mutableSpan
      try evaluator.writePredictions(of: rows.span, layout: layout, into: &span)
    }
    let leaves = refusedWith {
      var answer = [Int32](repeating: 0, count: 2 * forest.trees.count)
      var span = answer.mutableSpan
      try evaluator.writeLeafIndices(of: rows.span, layout: layout, into: &span)
    }
    let contributions = refusedWith {
      var answer = [Double](repeating: 0, count: 2 * explainer.contributionCount)
      var span = answer.mutableSpan
      try explainer.writeContributions(of: rows.span, layout: layout, into: &span)
    }
    for error in [margins, leaves, contributions] {
      #expect(error?.code == .invalidValue)
      #expect(error?.location == place)
    }
  }

  @Test func `class indices of many rows are those of each row alone`() throws {
    let leaves = (0..<3).map { Self.stump(feature: $0) }
    let forest = try Forest(
      validating: .init(featureNames: ["a", "b", "c"], outputCount: 3, trees: leaves, link: .greatestIndex))
    let evaluator = Evaluator(forest)
    let rows = (0..<100).flatMap { row in (0..<3).map { $0 == row % 3 ? 1.0 : 0.0 } }
    var answer = [Double](repeating: -1, count: 100)
    var span = answer.mutableSpan
    try evaluator.writePredictions(
      of: rows.span, layout: try RowLayout(rowCount: 100, columnCount: 3), into: &span)
    #expect(answer == (0..<100).map { Double($0 % 3) })
  }

  /// 1 where the feature is above a half, else 0.
  private static func stump(feature: Int) -> Tree {
    let split = Tree.Split(
      feature: Int32(feature), rule: .xgBoost(defaultLeft: true), threshold: 0.5,
      left: .init(rawValue: ~0), right: .init(rawValue: ~1))
    return Tree(splits: [split], leafValues: [0, 1])
  }
}
