import ScoringKit
import ScoringKitFormats
import ScoringKitTestSupport
import Testing

/// Answers that LightGBM 4.7 gives for the same documents.
@Suite struct LightGBMReaderTests {
  private static let smallAnswers: [([Double], Double, Double)] = [
    ([0.5, -1.25, 0], 0.15000000000000002, 0.5374298453437496),
    ([0.5, -1.2, 0], 0.35000000000000003, 0.5866175789173301),
    ([0.6, 0, 0], 0.25, 0.5621765008857981),
    ([0.6, 0, 33.9], 0.25, 0.5621765008857981),
    ([0.6, 0, 32], -0.35000000000000003, 0.41338242108267),
    ([.nan, .nan, .nan], 0.35000000000000003, 0.5866175789173301),
    ([1, 9, -0.5], 0.25, 0.5621765008857981),
    ([1, 0, .nan], -0.35000000000000003, 0.41338242108267),
    ([-1, .nan, 1], 0.35000000000000003, 0.5866175789173301),
  ]

  private static let linearAnswers: [([Double], Double)] = [
    ([0.0, 1], -1.0), ([2, 1], 3), ([-4, 1], -3), ([-4, .nan], 7), ([.nan, 1], 7), ([1e-36, 3], -5),
    ([0, 1e-36], 1),
  ]

  @Test(arguments: smallAnswers)
  func `the small model answers as LightGBM does`(row: [Double], margin: Double, prediction: Double) throws {
    #expect(try LightGBMText.small.margins(of: row) == [margin])
    let answer = try LightGBMText.small.predictions(of: row)[0]
    #expect(abs(answer - prediction) <= prediction.ulp)
  }

  @Test(arguments: linearAnswers)
  func `a linear tree answers as LightGBM does`(row: [Double], margin: Double) throws {
    #expect(try LightGBMText.linear.margins(of: row) == [margin])
  }

  @Test func `a linear tree of one leaf is its linear model`() throws {
    let one = LightGBMText.linear.with("num_leaves", "1").with("split_feature", "").with("split_gain", "")
      .with("threshold", "").with("decision_type", "").with("left_child", "").with("right_child", "")
      .with("leaf_value", "7").with("leaf_weight", "1").with("leaf_count", "5").with("internal_value", "")
      .with("internal_weight", "").with("internal_count", "").with("leaf_const", "1")
      .with("num_features", "2")
    #expect(try one.margins(of: [2, 1]) == [0])
    #expect(try one.margins(of: [2, .nan]) == [7])
  }

  @Test func `what the file says about the model is kept`() throws {
    let document = try ModelDocument(bytes: LightGBMText.small.bytes)
    let forest = document.model.evaluator.forest
    #expect(document.format == "lightgbm-text v4")
    #expect(document.bundle == nil)
    #expect(forest.featureNames == ["income", "debt", "region"])
    #expect(forest.objective == "binary sigmoid:1")
    #expect(forest.link == .sigmoid(Sigmoid()))
    #expect(forest.outputCount == 1)
    #expect(forest.averaging == .none)
    #expect(forest.trees.count == 2)
    #expect(forest.trees[0].gains == [3.5, 2, 1])
    #expect(forest.trees[0].covers?.splits == [100, 40, 60])
    #expect(forest.trees[0].covers?.leaves == [10, 20, 30, 40])
    #expect(forest.trees[0].categorySets == [CategorySet(words: [1, 2])])
    #expect(
      forest.trees[0].splits.map(\.rule) == [
        .lightGBM(missing: .none, defaultLeft: true), .lightGBM(missing: .nan, defaultLeft: false),
        .lightGBMCategorical,
      ])
  }

  @Test func `a file rewritten with carriage returns loads to the same forest`() throws {
    let rewritten = Array(LightGBMText.small.lines.joined(separator: "\r\n").utf8)
    let forest = try ModelDocument(bytes: rewritten).model.evaluator.forest
    #expect(try describe(forest) == describe(LightGBMText.small.forest()))
  }

  @Test(arguments: ["", "1", "0 0", "99999999999999999999 -1", "not numbers"])
  func `wrong tree sizes change nothing`(sizes: String) throws {
    let forest = try LightGBMText.small.with("tree_sizes", sizes).forest()
    #expect(try describe(forest) == describe(LightGBMText.small.forest()))
  }

  @Test(arguments: [
    ("inf", -1e300, 1.0), ("inf", .infinity, 1), ("-inf", -1e300, 2), ("-inf", -.infinity, 1),
  ])
  func `a threshold may be infinite`(threshold: String, value: Double, margin: Double) throws {
    let stump = LightGBMText.stump(threshold: threshold, decisionType: 0)
    #expect(try stump.margins(of: [value, 0]) == [margin])
  }

  @Test func `a gain may be infinite`() throws {
    #expect(
      try LightGBMText.small.with("split_gain", "inf 2 1", tree: 0).forest().trees[0].gains[0] == .infinity)
  }

  @Test func `a tree without decision types treats no value as missing`() throws {
    let stump = LightGBMText.stump(threshold: "-1", decisionType: 0).without("decision_type")
    #expect(try stump.margins(of: [.nan, 0]) == [2])
    #expect(try stump.margins(of: [-1, 0]) == [1])
  }

  @Test func `a model without trees answers with zero margins`() throws {
    let none = LightGBMText(
      """
      tree
      version=v4
      num_class=1
      num_tree_per_iteration=1
      label_index=0
      max_feature_idx=0
      objective=regression
      feature_names=a
      feature_infos=none
      tree_sizes=

      end of trees

      feature_importances:

      parameters:
      end of parameters
      """)
    #expect(try none.margins(of: [3]) == [0])
  }

  @Test func `trees of several classes add to their outputs in turn`() throws {
    let classes = LightGBMText.small.with("num_class", "2").with("num_tree_per_iteration", "2")
      .with("objective", "multiclass num_class:2")
    #expect(try classes.margins(of: [0.5, -1.25, 0]) == [0.1, 0.05])
  }

  @Test func `a random forest averages before its link and not in its margin`() throws {
    let mean = LightGBMText.small.adding("average_output", after: "objective")
    #expect(try mean.margins(of: [0.5, -1.25, 0]) == [0.15000000000000002])
    #expect(
      try mean.with("objective", "regression").predictions(of: [0.5, -1.25, 0]) == [0.07500000000000001])
  }

  @Test func `without an objective line the prediction is the margin`() throws {
    #expect(
      try LightGBMText.small.without("objective").predictions(of: [0.5, -1.25, 0]) == [0.15000000000000002])
  }

  @Test func `what stands behind the trees changes nothing`() throws {
    let bare = LightGBMText(LightGBMText.small.upToTheTrees.text + "\nend of trees")
    #expect(try describe(bare.forest()) == describe(LightGBMText.small.forest()))
  }

  @Test func `a feature may be named like a key or hold an equals sign`() throws {
    let named = LightGBMText.small.with("feature_names", "Tree=0 leaf_value= end")
    #expect(try named.forest().featureNames == ["Tree=0", "leaf_value=", "end"])
  }

  @Test func `the order of a tree's keys does not matter`() throws {
    var turned = LightGBMText.small
    let first = turned.lineNumber("Tree=0")
    let last = turned.lineNumber("shrinkage", tree: 0)
    turned.lines[first..<last].reverse()
    #expect(try describe(turned.forest()) == describe(LightGBMText.small.forest()))
  }

  /// All of a forest that has a meaning, as text.
  private func describe(_ forest: Forest) -> String {
    var text = "\(forest.featureNames) \(forest.outputCount) \(forest.link) \(forest.averaging)"
    for tree in forest.trees {
      text += "\n\(tree.splits) \(tree.leafValues) \(tree.gains) \(tree.categorySets)"
      text += "\(tree.covers.map { "\($0.splits) \($0.leaves)" } ?? "none")"
    }
    return text
  }
}
