import CScoringKit
import ScoringKitABI
import Testing

/// A model held through the C interface, freed with its last reference.
@safe
final class SampleModel {
  let handle: OpaquePointer

  init(_ document: String) throws {
    var model: OpaquePointer?
    let bytes = Array(document.utf8)
    let outcome = unsafe Outcome { unsafe skit_model_load_bytes(bytes, bytes.count, nil, &model, $0) }
    try #require(outcome.status == SKIT_OK, "\(outcome.message)")
    unsafe handle = try #require(model)
  }

  deinit { unsafe skit_model_free(handle) }

  /// The prediction call with everything but what a test is about filled in.
  func predict(
    _ rows: [Double], rowCount: Int64 = 1, columnCount: Int64 = 3, rowStride: Int64 = 3,
    columnStride: Int64 = 1,
    space: Int32 = SKIT_MARGIN, options: skit_predict_options = SampleModel.options, answerCount: Int = 1
  ) -> (answer: [Double], outcome: Outcome) {
    var answer = [Double](repeating: .nan, count: answerCount)
    var options = options
    let outcome = unsafe Outcome {
      unsafe skit_model_predict_f64(
        handle, space, rows, rowCount, columnCount, rowStride, columnStride, &options, &answer,
        Int64(answerCount), $0)
    }
    return (answer, outcome)
  }

  /// What `SKIT_PREDICT_OPTIONS_INIT` stands for.
  static var options: skit_predict_options {
    var options = skit_predict_options()
    unsafe skit_predict_options_init(&options)
    return options
  }
}

/// Documents small enough to compute by hand.
///
/// Tree 0 is `income <= 30 ? (age <= 40 ? 0.5 : 0.25) : -0.75`, missing values going left; tree 1 is
/// `housing in {0, 2} ? 0.125 : -0.125`.
enum SampleDocument {
  static func model(firstFeature: String = "income") -> String {
    """
    tree
    version=v4
    num_class=1
    num_tree_per_iteration=1
    label_index=0
    max_feature_idx=2
    objective=binary sigmoid:1
    feature_names=\(firstFeature) age housing
    feature_infos=[0:100] [18:80] 0:1:2
    tree_sizes=283 287

    Tree=0
    num_leaves=3
    num_cat=0
    split_feature=0 1
    split_gain=1 1
    threshold=30 40
    decision_type=10 10
    left_child=1 -1
    right_child=-3 -2
    leaf_value=0.5 0.25 -0.75
    leaf_weight=1 1 1
    leaf_count=10 20 30
    internal_value=0 0
    internal_weight=0 0
    internal_count=60 30
    is_linear=0
    shrinkage=1


    Tree=1
    num_leaves=2
    num_cat=1
    split_feature=2
    split_gain=1
    threshold=0
    decision_type=1
    left_child=-1
    right_child=-2
    leaf_value=0.125 -0.125
    leaf_weight=1 1
    leaf_count=15 45
    internal_value=0
    internal_weight=0
    internal_count=60
    cat_boundaries=0 1
    cat_threshold=5
    is_linear=0
    shrinkage=1


    end of trees

    """
  }

  /// A bundle without a scaler that refuses from a probability of 0.5, a margin of 0, on.
  static func bundle(positiveClass: String = "default", reasonLimit: Int = 2) -> String {
    let text = model().split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\\n")
    return """
      {"format": "scoringkit-bundle", "format_version": 1, "features": [
        {"name": "income", "kind": "numeric"}, {"name": "age", "kind": "numeric"},
        {"name": "housing", "kind": "categorical", "categories": ["own", "rent", "hébergé"]}],
       "policy": {"positive_class": "\(positiveClass)", "threshold": 0.5, "refuse_when": ">=",
        "reason_limit": \(reasonLimit)},
       "model": {"format": "lightgbm-text", "text": "\(text)"}}
      """
  }
}
