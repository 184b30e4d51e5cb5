import ScoringKit

@testable import ScoringKitFormats

/// A small bundle around a model that LightGBM 4.7 trained: a numeric and a categorical column, two trees.
enum BundleSample {
  static let modelText = """
    tree
    version=v4
    num_class=1
    num_tree_per_iteration=1
    label_index=0
    max_feature_idx=1
    objective=binary sigmoid:1
    feature_names=duration purpose
    feature_infos=[4:71] -1:1:0
    tree_sizes=466 473

    Tree=0
    num_leaves=3
    num_cat=1
    split_feature=0 1
    split_gain=93.1375 9.34765
    threshold=34.500000000000007 0
    decision_type=2 1
    left_child=-1 -2
    right_child=1 -3
    leaf_value=0.14005947000882779 0.47619391641165731 0.36132875089795202
    leaf_weight=20.527500450611115 14.418125316500664 13.929375305771828
    leaf_count=84 59 57
    internal_value=0.302281 0.419752
    internal_weight=48.875 28.3475
    internal_count=200 116
    cat_boundaries=0 1
    cat_threshold=2
    is_linear=0
    shrinkage=1


    Tree=1
    num_leaves=3
    num_cat=1
    split_feature=0 1
    split_gain=75.3569 8.1523
    threshold=34.500000000000007 0
    decision_type=2 1
    left_child=-1 -2
    right_child=1 -3
    leaf_value=-0.14325478780298626 0.16211430636159765 0.053689444330974868
    leaf_weight=20.897348284721375 13.944436356425285 13.794822111725807
    leaf_count=84 59 57
    internal_value=0.000155927 0.108194
    internal_weight=48.6366 27.7393
    internal_count=200 116
    cat_boundaries=0 1
    cat_threshold=2
    is_linear=0
    shrinkage=0.1


    end of trees

    feature_importances:
    duration=2
    purpose=2

    """

  /// What LightGBM's `predict(raw_score=True)` says of two rows that arrive at the model so.
  static let trainedMargins: [(row: [Double], margin: Double)] = [
    ([24, 1], -0.0031953177941584643), ([60, 0], 0.4150181952289269),
  ]

  static func schema() throws -> FeatureSchema {
    try FeatureSchema([
      FeatureSchema.Feature(name: "duration"),
      FeatureSchema.Feature(name: "purpose", kind: .categorical(["A40", "A41"])),
    ])
  }

  /// Every part present; no number whose written form could be another of the same meaning.
  static func bundle(
    modelText: String = modelText, background: EmbeddedBackground? = nil
  ) throws -> Bundle {
    Bundle(
      schema: try schema(),
      scaler: try MinMaxScaler(scale: [0.5, .nan], minimum: [-0.25, .nan], clip: 0...1),
      policy: try Policy(positiveClass: "default", threshold: 0.1667, refusal: .atLeast, reasonLimit: 2),
      modelText: modelText, background: background)
  }

  /// The same as a document, with one change made to its text.
  static func document(replacing old: String, by new: String) throws -> [UInt8] {
    let text = String(decoding: try bundle(modelText: "tree\n").jsonBytes(), as: UTF8.self)
    let parts = text.split(separator: old, maxSplits: 1, omittingEmptySubsequences: false)
    return Array((parts.count == 2 ? parts[0] + new + parts[1] : "not in the sample: \(old)").utf8)
  }
}
