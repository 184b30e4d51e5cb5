import ScoringKit
import ScoringKitFormats
import ScoringKitTestSupport

/// A small LightGBM model with a missing value, a category and a name with a space, and LightGBM's own answers.
///
/// Made with LightGBM 4.7 and NumPy 2.4 by:
///
///     r = np.random.RandomState(0); n = 400
///     X = np.column_stack([r.randint(18, 70, n).astype(float), r.lognormal(10, .5, n).round(2),
///                          r.randint(0, 3, n).astype(float)])
///     X[r.rand(n) < .1, 1] = np.nan
///     y = ((X[:, 0] < 35) * 1.0 + (np.nan_to_num(X[:, 1]) < 20000) + r.randn(n) * .5 + (X[:, 2] == 1) * .7 > 1.2)
///     d = lgb.Dataset(X, y.astype(int), feature_name=["age", "monthly income", "home"], categorical_feature=[2])
///     lgb.train(dict(objective="binary", num_leaves=5, verbosity=-1, min_data_in_leaf=20, deterministic=True,
///                    seed=1, num_threads=1, min_data_per_group=5, cat_smooth=1), d, num_boost_round=3)
enum CreditModel {
  /// The model and ``rows`` as files in a folder of a test's own.
  static func files() throws -> (directory: ScratchFolder, model: String, rows: String) {
    let directory = try ScratchFolder()
    return (
      directory, try directory.file("model.txt", text), try directory.file("rows.csv", rows)
    )
  }

  /// Rows for the bare model, the columns in another order than the model's, with a column it does not know.
  static let rows = #"""
    number,home,age,monthly income
    "A,1",1,30,15000
    "say ""B""",0,50,
    C,2,3.5e1,25000.0

    """#

  /// What LightGBM answers for these rows.
  static let margins = [0.3539343518835111, -0.2975524296087948, -0.6717790975128815]
  /// The same through its link.
  static let probabilities = [0.5875713227492526, 0.4261559208524865, 0.3380985856360308]
  /// Its `pred_contrib`: one a feature, then the base value.
  static let contributions = [
    [0.30951279011973176, 0.22095709429252774, 0.06956848476313653, -0.24610401729188489],
    [-0.19758100946127852, 0.2219821432461525, -0.07584954610178395, -0.24610401729188489],
    [-0.182102782361735, -0.21396290020199063, -0.02960939765727104, -0.24610401729188489],
  ]

  /// The bare model.
  static func document() throws -> ModelDocument { try ModelDocument(bytes: Array(text.utf8)) }

  /// The model in a bundle: homes are texts, and a probability of 0.4 or more is refused.
  static func bundle() throws -> Bundle {
    Bundle(
      schema: try FeatureSchema([
        .init(name: "age"), .init(name: "monthly income"),
        .init(name: "home", kind: .categorical(["rent", "own", "NA"])),
      ]),
      scaler: nil, policy: try Policy(positiveClass: "default", threshold: 0.4, refusal: .atLeast),
      modelText: text)
  }

  /// The same rows for the bundle.
  static let bundleRows = """
    age,monthly income,home
    30,15000,own
    50,NaN,rent
    35,25000,NA

    """

  /// The model's document.
  static let text = """
    tree
    version=v4
    num_class=1
    num_tree_per_iteration=1
    label_index=0
    max_feature_idx=2
    objective=binary sigmoid:1
    feature_names=age monthly_income home
    feature_infos=[18:69] [4496.5699999999997:89892.759999999995] -1:0:1:2
    tree_sizes=673 674 676

    Tree=0
    num_leaves=5
    num_cat=1
    split_feature=0 1 1 2
    split_gain=92.391 50.6881 23.7449 23.2178
    threshold=34.500000000000007 19868.785000000003 20323.105000000003 0
    decision_type=2 10 10 1
    left_child=2 3 -1 -2
    right_child=1 -3 -4 -5
    leaf_value=-0.019946702838235048 -0.098833453447130681 -0.39586029962106584 -0.18955321664736058 -0.27978722399408751
    leaf_weight=16.508799910545349 10.595199942588806 33.51039981842041 16.508799910545349 21.436799883842468
    leaf_count=67 43 136 67 87
    internal_value=-0.241162 -0.309881 -0.10475 -0.219933
    internal_weight=98.56 65.5424 33.0176 32.032
    internal_count=400 266 134 130
    cat_boundaries=0 1
    cat_threshold=2
    is_linear=0
    shrinkage=1


    Tree=1
    num_leaves=5
    num_cat=1
    split_feature=0 1 1 2
    split_gain=74.6466 42.43 18.7251 18.5915
    threshold=34.500000000000007 19868.785000000003 20323.105000000003 0
    decision_type=2 10 10 1
    left_child=2 3 -1 -2
    right_child=1 -3 -4 -5
    leaf_value=0.19604396306230198 0.1264626945068846 -0.1428467650561791 0.04617676053833053 -0.034946422096583045
    leaf_weight=16.74833370745182 10.723790764808655 32.702036261558533 16.600438013672829 21.329840317368507
    leaf_count=67 43 136 67 87
    internal_value=-0.00010864 -0.0627068 0.121443 0.0190542
    internal_weight=98.1044 64.7557 33.3488 32.0536
    internal_count=400 266 134 130
    cat_boundaries=0 1
    cat_threshold=2
    is_linear=0
    shrinkage=0.1


    Tree=2
    num_leaves=5
    num_cat=1
    split_feature=0 1 1 2
    split_gain=61.0097 35.904 15.4922 16.8457
    threshold=34.500000000000007 19868.785000000003 20323.105000000003 0
    decision_type=2 10 10 1
    left_child=2 -2 -1 -4
    right_child=1 -3 3 -5
    leaf_value=0.17783709165944417 0.017181216481875743 -0.13307203283563654 0.18045474368461711 -0.031301728976441207
    leaf_weight=16.62081290781498 31.968094304203987 31.647839069366455 5.7205505222082138 10.943661868572237
    leaf_count=67 130 136 23 44
    internal_value=-0.00017182 -0.0575672 0.109525 0.0413908
    internal_weight=96.901 63.6159 33.285 16.6642
    internal_count=400 266 134 67
    cat_boundaries=0 1
    cat_threshold=2
    is_linear=0
    shrinkage=0.1


    end of trees

    feature_importances:
    monthly_income=6
    age=3
    home=3

    """
}
