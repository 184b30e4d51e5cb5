import ScoringKit
import ScoringKitFormats
import ScoringKitTestSupport
import Testing

/// One damage, and the refusal it must meet.
struct LightGBMDamage: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let text: LightGBMText
  let code: ScoringError.Code
  /// The line that the refusal must name; nil where that is not checked.
  let line: Int?

  /// A value that its key cannot have.
  static func value(
    _ key: String, _ value: String, tree: Int? = nil, _ code: ScoringError.Code,
    in text: LightGBMText = .small
  ) -> LightGBMDamage {
    LightGBMDamage(
      testDescription: "\(key)=\(value)", text: text.with(key, value, tree: tree), code: code,
      line: text.lineNumber(key, tree: tree))
  }
}

@Suite struct LightGBMDamageTests {
  private static let badChildren: [(String, String)] = [
    ("left_child", "0 -1 -2"), ("left_child", "2 -1 -2"), ("left_child", "1 0 -2"), ("left_child", "1 1 -2"),
    ("left_child", "-1 -1 -2"), ("left_child", "3 -1 -2"), ("left_child", "1 -5 -2"),
    ("right_child", "1 -3 -4"), ("right_child", "2 2 -4"), ("right_child", "2 -3 -1"),
    ("right_child", "2147483647 -3 -4"), ("right_child", "-2147483648 -3 -4"),
  ]

  private static let badHeaders: [LightGBMDamage] = [
    LightGBMDamage.value("num_class", "0", .numberOutOfRange),
    .value("num_class", "-1", .numberOutOfRange), .value("num_class", "x", .malformedDocument),
    .value("num_class", "", .malformedDocument), .value("num_class", "1 1", .malformedDocument),
    .value("num_class", "99999999999999999999", .malformedDocument),
    .value("num_tree_per_iteration", "2", .inconsistentDocument),
    .value("max_feature_idx", "x", .malformedDocument),
    .value("feature_names", "income debt", .inconsistentDocument),
    .value("feature_names", "income debt region age", .inconsistentDocument),
    .value("feature_names", "", .inconsistentDocument),
    .value("feature_infos", "[0:1] [0:1]", .inconsistentDocument),
  ]

  private static let badValues: [LightGBMDamage] = [
    LightGBMDamage.value("num_leaves", "0", tree: 0, .numberOutOfRange),
    .value("num_leaves", "-4", tree: 0, .numberOutOfRange),
    .value("num_leaves", "2147483648", tree: 0, .numberOutOfRange),
    .value("num_leaves", "four", tree: 0, .malformedDocument),
    .value("split_feature", "0 1 3", tree: 0, .inconsistentDocument),
    .value("split_feature", "0 1 -1", tree: 0, .inconsistentDocument),
    .value("split_feature", "0 1 2.0", tree: 0, .malformedDocument),
    .value("split_feature", "0 1 4294967296", tree: 0, .malformedDocument),
    .value("threshold", "nan -1.25 0", tree: 0, .malformedDocument),
    .value("threshold", "0x1p3 -1.25 0", tree: 0, .malformedDocument),
    .value("threshold", "1e400 -1.25 0", tree: 0, .malformedDocument),
    .value("threshold", "0.5, -1.25 0", tree: 0, .malformedDocument),
    .value("threshold", "0.5 -1.25 1", tree: 0, .inconsistentDocument),
    .value("threshold", "0.5 -1.25 -1", tree: 0, .inconsistentDocument),
    .value("threshold", "0.5 -1.25 0.5", tree: 0, .inconsistentDocument),
    .value("threshold", "0.5 -1.25 inf", tree: 0, .inconsistentDocument),
    .value("decision_type", "2 8 16", tree: 0, .unsupportedFeature),
    .value("decision_type", "2 8 -1", tree: 0, .unsupportedFeature),
    .value("decision_type", "2 12 1", tree: 0, .unsupportedFeature),
    .value("decision_type", "2 8 x", tree: 0, .malformedDocument),
    .value("leaf_value", "0x1p3 0.2 0.3 -0.4", tree: 0, .malformedDocument),
    .value("leaf_value", "nan 0.2 0.3 -0.4", tree: 0, .malformedDocument),
    .value("leaf_value", "inf 0.2 0.3 -0.4", tree: 0, .malformedDocument),
    .value("leaf_value", "1e999 0.2 0.3 -0.4", tree: 0, .malformedDocument),
    .value("leaf_value", "0.1\t0.2 0.3 -0.4", tree: 0, .malformedDocument),
    .value("leaf_count", "10 20 x 40", tree: 0, .malformedDocument),
    .value("leaf_count", "10 20 -30 40", tree: 0, .numberOutOfRange),
    .value("internal_count", "inf 40 60", tree: 0, .malformedDocument),
    .value("split_gain", "nan 2 1", tree: 0, .malformedDocument),
    .value("num_cat", "-1", tree: 0, .numberOutOfRange),
    .value("num_cat", "x", tree: 0, .malformedDocument),
    .value("cat_boundaries", "0 3", tree: 0, .inconsistentDocument),
    .value("cat_boundaries", "0 1", tree: 0, .inconsistentDocument),
    .value("cat_boundaries", "1 2", tree: 0, .inconsistentDocument),
    .value("cat_boundaries", "0 -1", tree: 0, .inconsistentDocument),
    .value("cat_threshold", "1 4294967296", tree: 0, .malformedDocument),
    .value("cat_threshold", "1 -2", tree: 0, .malformedDocument),
    .value("is_linear", "2", tree: 0, .numberOutOfRange),
    .value("num_features", "1 0", .inconsistentDocument, in: .linear),
    .value("num_features", "3 0", .inconsistentDocument, in: .linear),
    .value("num_features", "-1 3", .inconsistentDocument, in: .linear),
    .value("num_features", "2", .inconsistentDocument, in: .linear),
    .value("num_features", "2147483647 2147483647", .inconsistentDocument, in: .linear),
    .value("leaf_coeff", "0.5", .inconsistentDocument, in: .linear),
    .value("leaf_coeff", "0.5 nan", .malformedDocument, in: .linear),
    .value("leaf_const", "1", .inconsistentDocument, in: .linear),
    .value("leaf_const", "inf 1", .malformedDocument, in: .linear),
    .value("leaf_features", "0 2", .inconsistentDocument, in: .linear),
    .value("leaf_features", "0 -1", .inconsistentDocument, in: .linear),
  ]

  @Test(arguments: badHeaders)
  func `a header that contradicts itself is refused at its line`(damage: LightGBMDamage) {
    let error = refusal(of: damage.text)
    #expect(error?.code == damage.code)
    #expect(error?.line == damage.line)
  }

  @Test(arguments: ["version", "num_class", "max_feature_idx", "feature_names"])
  func `a header without a key it needs is refused`(key: String) {
    let text = LightGBMText.small.without(key)
    #expect(refusal(of: text)?.code == .malformedDocument)
    #expect(refusal(of: text)?.line == text.lineNumber("Tree=0"))
    #expect(refusal(of: text)?.message.contains("'\(key)'") == true)
  }

  @Test(arguments: [
    "num_leaves", "num_cat", "split_feature", "threshold", "left_child", "right_child", "leaf_value",
    "cat_boundaries", "cat_threshold",
  ])
  func `a tree without a key it needs is refused`(key: String) {
    let text = LightGBMText.small.without(key, tree: 0)
    #expect(refusal(of: text)?.code == .malformedDocument)
    #expect(refusal(of: text)?.line == text.lineNumber("Tree=0"))
    #expect(refusal(of: text)?.message.contains("'\(key)'") == true)
  }

  @Test(arguments: ["leaf_const", "num_features", "leaf_features", "leaf_coeff"])
  func `a linear tree without a key it needs is refused`(key: String) {
    #expect(refusal(of: LightGBMText.linear.without(key))?.code == .malformedDocument)
  }

  @Test(
    arguments: [
      "split_feature", "split_gain", "threshold", "decision_type", "left_child", "right_child", "leaf_value",
      "leaf_weight", "leaf_count", "internal_value", "internal_weight", "internal_count", "cat_boundaries",
    ], [true, false])
  func `an array that is short or long is refused at its line`(key: String, isShort: Bool) throws {
    let line = LightGBMText.small.lineNumber(key, tree: 0)
    let values = LightGBMText.small.lines[line - 1].dropFirst(key.count + 1).split(separator: " ")
    let changed = isShort ? values.dropLast() : values + ["1"]
    let text = LightGBMText.small.with(key, changed.joined(separator: " "), tree: 0)
    #expect(refusal(of: text)?.code == .inconsistentDocument)
    #expect(refusal(of: text)?.line == line)
  }

  @Test(arguments: badValues)
  func `a value its key cannot have is refused`(damage: LightGBMDamage) throws {
    let error = try #require(refusal(of: damage.text))
    #expect(error.code == damage.code)
    // What only a forest's validation can see is refused at the tree.
    let tree = damage.text.lineNumber("Tree=0")
    #expect(error.line == damage.line || error.line == tree)
  }

  @Test(arguments: badChildren)
  func `children that do not make one tree are refused at the tree`(key: String, children: String) {
    let text = LightGBMText.small.with(key, children, tree: 0)
    #expect(refusal(of: text)?.code == .inconsistentDocument)
    #expect(refusal(of: text)?.line == text.lineNumber("Tree=0"))
  }

  @Test func `an unknown key is passed over`() throws {
    let row = [0.5, -1.25, 0]
    let header = LightGBMText.small.adding("colour=red", after: "objective")
    #expect(try header.margins(of: row) == LightGBMText.small.margins(of: row))
    let tree = LightGBMText.small.adding("colour=red = blue", after: "threshold", tree: 1)
    #expect(try tree.margins(of: row) == LightGBMText.small.margins(of: row))
  }

  @Test(arguments: [("objective", "objectiv"), ("decision_type", "decision_typ")])
  func `an unknown key is refused where the line is missing that it may be`(key: String, damaged: String) {
    let text = LightGBMText(LightGBMText.small.text.replacing("\n\(key)=", with: "\n\(damaged)="))
    #expect(refusal(of: text)?.code == .malformedDocument)
    #expect(refusal(of: text)?.message.contains("'\(damaged)'") == true)
  }

  @Test func `an unknown line without a value is refused by name`() {
    let header = LightGBMText.small.adding("average_outputs", after: "objective")
    #expect(refusal(of: header)?.line == header.lineNumber("average_outputs"))
    #expect(refusal(of: header)?.message.contains("'average_outputs'") == true)
  }

  @Test(arguments: ["version", "objective", "feature_names", "tree_sizes"])
  func `a header's key that comes twice is refused at the second`(key: String) {
    let line = LightGBMText.small.lineNumber(key)
    let text = LightGBMText.small.adding(LightGBMText.small.lines[line - 1], after: key)
    #expect(refusal(of: text)?.code == .malformedDocument)
    #expect(refusal(of: text)?.line == line + 1)
  }

  @Test(arguments: ["num_leaves", "leaf_value", "threshold", "shrinkage"])
  func `a tree's key that comes twice is refused at the second`(key: String) {
    let line = LightGBMText.small.lineNumber(key, tree: 0)
    let text = LightGBMText.small.adding(LightGBMText.small.lines[line - 1], after: key, tree: 0)
    #expect(refusal(of: text)?.code == .malformedDocument)
    #expect(refusal(of: text)?.line == line + 1)
  }

  @Test(arguments: ["Tree=2", "Tree=0", "Tree=-1", "Tree=", "Tree", "Tree=x", "Tree=99999999999999999999"])
  func `trees that are not numbered in order are refused`(line: String) {
    var text = LightGBMText.small
    let place = text.lineNumber("Tree=1")
    text.lines[place - 1] = line
    let error = refusal(of: text)
    #expect(error?.code == .inconsistentDocument || error?.code == .malformedDocument)
    #expect(error?.line == place)
  }

  @Test func `trees that do not divide into classes are refused`() {
    let text = LightGBMText.small.with("num_class", "3").with("num_tree_per_iteration", "3")
      .with("objective", "multiclass num_class:3")
    #expect(refusal(of: text)?.code == .inconsistentDocument)
  }

  @Test func `an average over no trees is refused`() {
    var text = LightGBMText.small.adding("average_output", after: "objective")
    text.lines.removeSubrange(text.lineNumber("Tree=0") - 1..<text.lineNumber("end of trees") - 1)
    #expect(refusal(of: text)?.code == .inconsistentDocument)
  }

  /// Declared counts must not be believed: the limits are time and memory.
  @Test(arguments: [
    ("num_leaves", "10000000"), ("num_leaves", "2147483647"), ("num_cat", "2147483646"),
    ("num_cat", "9223372036854775807"),
  ])
  func `a count far beyond the file is refused at once`(key: String, count: String) {
    let text = LightGBMText.small.with(key, count, tree: 0)
    let elapsed = ContinuousClock().measure {
      #expect(
        refusal(of: text)?.code == .inconsistentDocument || refusal(of: text)?.code == .numberOutOfRange)
    }
    #expect(elapsed < .milliseconds(200))
  }

  @Test func `a model of more classes than memory holds is refused`() {
    let none = LightGBMText(
      """
      tree
      version=v4
      num_class=2000000000
      label_index=0
      max_feature_idx=0
      feature_names=a
      feature_infos=none

      end of trees
      """)
    #expect(refusal(of: none)?.code == .inconsistentDocument)
  }

  @Test func `a model too wide to explain within memory scores and has no explainer`() throws {
    let wide = LightGBMText(
      """
      tree
      version=v4
      num_class=65536
      label_index=0
      max_feature_idx=99
      feature_names=\((0..<100).map { "f\($0)" }.joined(separator: " "))

      end of trees
      """)
    let model = try ModelDocument(bytes: wide.bytes).model
    #expect(try model.evaluator.margins(of: [Double](repeating: 1, count: 100)).count == 65_536)
    #expect(model.explainer == nil)
  }

  @Test func `a refusal never shows more than a piece of a hostile line`() throws {
    let long = String(repeating: "x", count: 100_000)
    for text in [
      LightGBMText.small.adding(long, after: "objective"), .small.with("objective", long),
      .small.with("objective", "binary \(long)"), .small.with("version", long),
      LightGBMText(LightGBMText.small.adding("\(long)=1", after: "num_class").without("objective").text),
      LightGBMText(LightGBMText.small.upToTheTrees.text + long),
      .small.with("threshold", long, tree: 0), .small.with("num_leaves", long, tree: 0),
    ] {
      let error = try #require(refusal(of: text))
      #expect(error.message.count < 400)
    }
    var numbered = LightGBMText.small
    numbered.lines[numbered.lineNumber("Tree=1") - 1] = "Tree=" + String(repeating: "0", count: 100_000)
    #expect(try #require(refusal(of: numbered)).message.count < 400)
  }
}
