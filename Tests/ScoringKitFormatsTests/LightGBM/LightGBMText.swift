import ScoringKit
import ScoringKitFormats

/// A LightGBM text model as lines, to be damaged one line at a time.
struct LightGBMText {
  var lines: [String]

  init(_ text: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  var text: String { lines.joined(separator: "\n") }
  var bytes: [UInt8] { Array(text.utf8) }

  /// The number, from 1, of a key's line: of the header, or of a tree.
  func lineNumber(_ key: String, tree: Int? = nil) -> Int { index(key, tree: tree) + 1 }

  /// With another value behind a key's `=`.
  func with(_ key: String, _ value: String, tree: Int? = nil) -> LightGBMText {
    replacing(key, tree: tree, by: ["\(key)=\(value)"])
  }

  /// Without a key's line.
  func without(_ key: String, tree: Int? = nil) -> LightGBMText { replacing(key, tree: tree, by: []) }

  /// With a line behind a key's.
  func adding(_ line: String, after key: String, tree: Int? = nil) -> LightGBMText {
    replacing(key, tree: tree, by: [lines[index(key, tree: tree)], line])
  }

  /// The document up to and with its last tree, without the line that ends the trees and all behind it.
  var upToTheTrees: LightGBMText {
    var copy = self
    copy.lines = Array(lines.prefix { $0 != "end of trees" })
    return copy
  }

  private func replacing(_ key: String, tree: Int?, by replacement: [String]) -> LightGBMText {
    var copy = self
    let place = index(key, tree: tree)
    copy.lines.replaceSubrange(place...place, with: replacement)
    return copy
  }

  /// Stops the test where the document has no such line: the test itself is wrong then.
  private func index(_ key: String, tree: Int?) -> Int {
    let start = tree.map { number in lines.firstIndex(of: "Tree=\(number)") ?? lines.endIndex } ?? 0
    let found = lines[start...].firstIndex { $0 == key || $0.hasPrefix(key + "=") }
    precondition(found != nil, "the document has no line '\(key)'")
    return found ?? 0
  }
}

extension LightGBMText {
  /// Two trees as LightGBM 4.7 writes them: a numeric split of each missing type but zero, a categorical one
  /// (left: 0 and 33), and a tree of one leaf.
  static let small = LightGBMText(
    """
    tree
    version=v4
    num_class=1
    num_tree_per_iteration=1
    label_index=0
    max_feature_idx=2
    objective=binary sigmoid:1
    feature_names=income debt region
    feature_infos=[0:1] [-3:1] 0:1:33
    tree_sizes=445 220

    Tree=0
    num_leaves=4
    num_cat=1
    split_feature=0 1 2
    split_gain=3.5 2 1
    threshold=0.5 -1.25 0
    decision_type=2 8 1
    left_child=1 -1 -2
    right_child=2 -3 -4
    leaf_value=0.10000000000000001 0.20000000000000001 0.30000000000000004 -0.40000000000000002
    leaf_weight=1 2 3 4
    leaf_count=10 20 30 40
    internal_value=0 0.25 -0.2
    internal_weight=10 4 6
    internal_count=100 40 60
    cat_boundaries=0 2
    cat_threshold=1 2
    is_linear=0
    shrinkage=0.1


    Tree=1
    num_leaves=1
    num_cat=0
    split_feature=
    split_gain=
    threshold=
    decision_type=
    left_child=
    right_child=
    leaf_value=0.050000000000000003
    leaf_weight=0
    leaf_count=100
    internal_value=
    internal_weight=
    internal_count=
    is_linear=0
    shrinkage=1


    end of trees

    feature_importances:
    income=1
    debt=1
    region=1

    parameters:
    [boosting: gbdt]
    [objective: binary]
    end of parameters

    pandas_categorical:[["north", "south"]]

    """)

  /// A linear tree as LightGBM 4.7 writes it: 1 + 0.5·x₀ − 2·x₁ left of x₀ = 0, the constant 3 right of it.
  static let linear = LightGBMText(
    """
    tree
    version=v4
    num_class=1
    num_tree_per_iteration=1
    label_index=0
    max_feature_idx=1
    objective=regression
    feature_names=a b
    feature_infos=[0:1] [0:1]
    tree_sizes=400

    Tree=0
    num_leaves=2
    num_cat=0
    split_feature=0
    split_gain=1
    threshold=1.0000000180025095e-35
    decision_type=0
    left_child=-1
    right_child=-2
    leaf_value=7 8
    leaf_weight=1 1
    leaf_count=5 5
    internal_value=0
    internal_weight=2
    internal_count=10
    is_linear=1
    leaf_const=1 3
    num_features=2 0
    leaf_features=0 1\u{20}\u{20}\u{20}
    leaf_coeff=0.5 -2\u{20}\u{20}\u{20}
    shrinkage=1


    end of trees

    feature_importances:
    a=1

    parameters:
    end of parameters

    pandas_categorical:null

    """)

  /// A model of one stump with a threshold and missing rule of choice: 1 left, 2 right.
  static func stump(threshold: String, decisionType: Int) -> LightGBMText {
    LightGBMText.linear.without("is_linear").without("leaf_const").without("num_features")
      .without("leaf_features").without("leaf_coeff").with("leaf_value", "1 2")
      .with("threshold", threshold).with("decision_type", String(decisionType))
  }
}
