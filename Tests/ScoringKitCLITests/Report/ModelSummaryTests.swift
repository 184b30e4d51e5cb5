import ScoringKit
import ScoringKitFormats
import Testing

@testable import ScoringKitCLI

struct ModelSummaryTests {
  @Test func `the text states what the model is`() throws {
    let document = try CreditModel.document()
    let text = ModelSummary(document).text(showsAll: false)
    #expect(
      text == """
        kind       model
        format     lightgbm-text v4
        digest     sha256 \(document.digest)
        objective  binary sigmoid:1
        outputs    1, link sigmoid, scale 1.0 (probability)
        classes    not named in the file; the prediction is the probability of 1
        trees      3
        leaves     15
        missing    NaN takes the learned side (6 splits); NaN is read as 0 (3 splits); categorical, NaN goes right (3 splits)
        scaler     none
        policy     none
        explained  yes
        engine     byte ranks
        features   3
          0  age             numeric
          1  monthly_income  numeric
          2  home            numeric

        """)
  }

  @Test func `a bundle's policy and categories are stated`() throws {
    let document = try ModelDocument(bytes: try CreditModel.bundle().jsonBytes())
    let text = ModelSummary(document).text(showsAll: false)
    #expect(text.contains("kind       bundle\n"))
    #expect(text.contains("policy     refuses where P(default) >= 0.4 (margin -0.405465108108164"))
    #expect(text.contains("  2  home            categorical: rent, own, NA\n"))
  }

  @Test func `only the first features are listed unless all are asked for`() throws {
    let names = (0..<25).map { "f\($0)" }.joined(separator: " ")
    let text = """
      tree
      version=v4
      num_class=1
      num_tree_per_iteration=1
      label_index=0
      max_feature_idx=24
      objective=regression
      feature_names=\(names)
      feature_infos=\(names)

      Tree=0
      num_leaves=1
      num_cat=0
      leaf_value=1

      end of trees

      """
    let summary = ModelSummary(try ModelDocument(bytes: Array(text.utf8)))
    #expect(summary.text(showsAll: false).hasSuffix("  19  f19  numeric\n  and 5 more (--all)\n"))
    #expect(summary.text(showsAll: true).hasSuffix("  24  f24  numeric\n"))
  }

  @Test func `a model that cannot be explained says why`() throws {
    let split = Tree.Split(
      feature: 0, rule: .lightGBM(missing: .none, defaultLeft: false), threshold: 1,
      left: .init(rawValue: ~0),
      right: .init(rawValue: ~1))
    let leaf = Tree.LinearLeaf(constant: 0, features: [], coefficients: [])
    let tree = Tree(splits: [split], leafValues: [0, 1], linearLeaves: [leaf, leaf])
    let linear = ScoringModel(try Forest(validating: .init(featureNames: ["a"], trees: [tree])))
    #expect(try #require(linear.explanationRefusal).code == .unsupportedOperation)
    #expect(try CreditModel.document().model.explanationRefusal == nil)
  }

  @Test func `splits are counted by how they treat missing values`() throws {
    let counts = SplitCounts(of: try CreditModel.document().model.forest)
    #expect(counts.nanIsMissing == 6)
    #expect(counts.nothingIsMissing == 3)
    #expect(counts.categorical == 3)
    #expect(counts.zeroIsMissing == 0)
  }
}
