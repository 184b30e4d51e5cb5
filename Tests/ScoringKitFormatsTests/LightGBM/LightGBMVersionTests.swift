import ScoringKit
import ScoringKitFormats
import ScoringKitTestSupport
import Testing

/// Files as LightGBM's versions write them, cut down to two small trees.
@Suite struct LightGBMVersionTests {
  /// 2.0.12: no leaf weights, no `end of trees`, no parameters.
  private static let twoZero = LightGBMText(
    """
    tree
    version=v2
    num_class=1
    num_tree_per_iteration=1
    label_index=0
    max_feature_idx=4
    objective=binary sigmoid:1
    feature_names=Column_0 Column_1 Column_2 Column_3 Column_4
    feature_infos=[-3.452:3.1480000000000001] [-3.661:2.829] [-2.992:2.829] 16:14:12 [-3:3]
    tree_sizes=420 406

    Tree=0
    num_leaves=3
    num_cat=0
    split_feature=0 1
    split_gain=124.282 61.3054
    threshold=-0.056999999999999995 -0.57349999999999979
    decision_type=2 8
    left_child=-1 -2
    right_child=1 -3
    leaf_value=-0.17000000253319739 -0.12258064698788428 0.0038461539034660049
    leaf_count=240 62 104
    internal_value=0 0.547855
    internal_count=406 166
    shrinkage=0.1


    Tree=1
    num_leaves=2
    num_cat=1
    split_feature=3
    split_gain=89.0775
    threshold=0
    decision_type=1
    left_child=-1
    right_child=-2
    leaf_value=-0.11936262544080445 0.16576574680276518
    leaf_count=53 353
    internal_value=0
    internal_count=406
    cat_boundaries=0 2
    cat_threshold=109209892 73
    shrinkage=0.1



    feature importances:
    Column_0=1
    Column_1=1
    Column_3=1

    """)

  /// 2.1.2: as 2.0.12, and parameters that nothing ends.
  private static let twoOne = LightGBMText(
    twoZero.text + "\nparameters:\n[boosting: gbdt]\n[gpu_use_dp: 0]\n\n")

  /// 2.3.1 and 3.x: `v3`, leaf weights; `is_linear` from 3.2 on.
  private static let three = LightGBMText.small.with("version", "v3").without("is_linear", tree: 0)
    .without("is_linear", tree: 1)

  @Test(arguments: [twoZero, twoOne])
  func `a file of LightGBM 2 loads`(text: LightGBMText) throws {
    let document = try ModelDocument(bytes: text.bytes)
    #expect(document.format == "lightgbm-text v2")
    let margins = try document.model.evaluator.margins(of: [-1, 0, 0, 2, 0])
    #expect(margins == [-0.17000000253319739 + -0.11936262544080445])
    #expect(document.model.explainer != nil)
  }

  @Test func `a file of LightGBM 3 loads`() throws {
    #expect(try ModelDocument(bytes: Self.three.bytes).format == "lightgbm-text v3")
    #expect(try Self.three.margins(of: [0.5, -1.25, 0]) == [0.15000000000000002])
  }

  /// A tree of one leaf of 2.2.3: no leaf weight, a count of 0.
  @Test func `a constant of LightGBM 2 loads`() throws {
    let text = Self.three.with("version", "v2").without("leaf_weight", tree: 1).without(
      "internal_weight", tree: 1
    )
    .with("leaf_count", "0", tree: 1)
    #expect(try text.margins(of: [0.5, -1.25, 0]) == [0.15000000000000002])
  }

  /// LightGBM writes no numbers where a model that it loaded had none.
  @Test func `weights may be empty`() throws {
    let text = LightGBMText.small.with("leaf_weight", "", tree: 0).with("internal_weight", "", tree: 0)
    #expect(try text.margins(of: [0.5, -1.25, 0]) == [0.15000000000000002])
  }

  @Test func `a model without num_tree_per_iteration has one tree a class`() throws {
    #expect(try LightGBMText.small.without("num_tree_per_iteration").forest().outputCount == 1)
  }

  @Test func `a model without counts scores and cannot be explained`() throws {
    let text = LightGBMText.small.without("leaf_count", tree: 0)
    let model = try ModelDocument(bytes: text.bytes).model
    #expect(try model.evaluator.margins(of: [0.5, -1.25, 0]) == [0.15000000000000002])
    #expect(model.explainer == nil)
  }

  @Test(arguments: ["v1", "v5", "v10", "", "V4", "4", "v4 "])
  func `another version is refused by name`(version: String) throws {
    let text = LightGBMText.small.with("version", version)
    let error = try #require(refusal(of: text))
    #expect(error.code == .unsupportedVersion)
    #expect(error.line == text.lineNumber("version"))
    #expect(error.message.contains("'\(version)'"))
  }

  /// LightGBM up to 2.2.2 answers with the mean of the leaves, 2.2.3 with the sigmoid of the mean; both are v2.
  @Test func `a random forest of version 2 is refused where its leaves have two readings`() {
    let text = Self.twoZero.adding("average_output", after: "objective")
    #expect(refusal(of: text)?.code == .unsupportedFeature)
    #expect(refusal(of: text)?.line == text.lineNumber("average_output"))
    #expect(refusal(of: text.with("objective", "regression")) == nil)
    #expect(refusal(of: text.without("objective")) == nil)
    #expect(refusal(of: Self.three.adding("average_output", after: "objective")) == nil)
  }
}

extension LightGBMText: CustomTestStringConvertible {
  var testDescription: String { lines.prefix(2).joined(separator: ", ") + ", \(lines.count) lines" }
}
