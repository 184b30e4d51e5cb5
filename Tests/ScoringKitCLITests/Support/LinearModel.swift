/// `gblinear` of XGBoost 3.2, two features without names: f0 and f1.
enum LinearModel {
  /// The model's document.
  static let text = """
    {"learner":{"attributes":{},"feature_names":[],"feature_types":[],
    "gradient_booster":{"model":{"boosted_rounds":4,"weights":[8.025736E-1,-5.7017124E-1,
    1.7657839E0]},"name":"gblinear"},"learner_model_param":{"base_score":"[2E-1]",
    "boost_from_average":"0","num_class":"0","num_feature":"2","num_target":"1"},
    "objective":{"name":"binary:logistic","reg_loss_param":{"scale_pos_weight":"1"}}},"version":[3,
    2,0]}
    """
}
