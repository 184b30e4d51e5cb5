/// The scikit-learn wrappers of LightGBM and XGBoost. Their boosters are told by what is in the model they hold.
extension EstimatorAttributes {
  static let otherLibraries: [String: EstimatorAttributes] = [
    "lightgbm.LGBMModel": lightGBM, "lightgbm.LGBMClassifier": lightGBM, "lightgbm.LGBMRegressor": lightGBM,
    "lightgbm.LGBMRanker": lightGBM,
    "xgboost.XGBModel": xgBoost, "xgboost.XGBClassifier": xgBoost, "xgboost.XGBRegressor": xgBoost,
    "xgboost.XGBRanker": xgBoost, "xgboost.XGBRFClassifier": xgBoost, "xgboost.XGBRFRegressor": xgBoost,
  ]

  private static let lightGBM = EstimatorAttributes(
    read: "_Booster _classes _other_params _fitted_with_feature_names",
    unused: [
      "boosting_type objective num_leaves max_depth learning_rate n_estimators subsample_for_bin min_split_gain",
      "min_child_weight min_child_samples subsample subsample_freq colsample_bytree reg_alpha reg_lambda random_state",
      "importance_type silent class_weight _evals_result _best_score _best_iteration _objective _fobj _class_weight",
      "_class_map _n_features_in _n_classes _le _eval_at eval_at fitted_ _LGBMModel__evals_result",
    ])

  private static let xgBoost = EstimatorAttributes(
    read: "_Booster missing booster objective n_classes_",
    unused: [
      "n_estimators max_depth max_leaves max_bin grow_policy learning_rate verbosity tree_method gamma",
      "min_child_weight max_delta_step subsample sampling_method colsample_bytree colsample_bylevel colsample_bynode",
      "reg_alpha reg_lambda scale_pos_weight base_score num_parallel_tree random_state monotone_constraints",
      "interaction_constraints importance_type device gpu_id predictor validate_parameters enable_categorical",
      "feature_types feature_weights max_cat_to_onehot max_cat_threshold multi_strategy eval_metric",
      "early_stopping_rounds callbacks kwargs evals_result_ classes_ _le use_label_encoder n_features_in silent",
      // Properties of the booster, or copies of its attributes, which are read there.
      "best_iteration best_score best_ntree_limit",
    ])
}
