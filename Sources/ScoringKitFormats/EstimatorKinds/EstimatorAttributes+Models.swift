/// Models of scikit-learn, and what is around them.
extension EstimatorAttributes {
  static let scikitLearnModels: [String: EstimatorAttributes] = [
    "sklearn.DummyClassifier": EstimatorAttributes(
      learned: "class_prior_", read: "strategy _strategy constant classes_ class_prior_",
      unused: ["random_state n_classes_ sparse_output_ outputs_2d_ output_2d_"]),
    "sklearn.DummyRegressor": EstimatorAttributes(
      learned: "constant_", read: "constant_", unused: ["strategy constant quantile output_2d_"]),
    "sklearn.LogisticRegression": logistic,
    "sklearn.LogisticRegressionCV": EstimatorAttributes(
      learned: "coef_", read: "coef_ intercept_ classes_ multi_class solver",
      unused: [
        logisticFitting,
        "Cs l1_ratios cv scoring refit use_legacy_attributes Cs_ scores_ coefs_paths_ C_ l1_ratio_ l1_ratios_",
      ]),
    "sklearn.DecisionTreeClassifier": tree, "sklearn.DecisionTreeRegressor": tree,
    "sklearn.ExtraTreeClassifier": tree, "sklearn.ExtraTreeRegressor": tree,
    "sklearn.RandomForestClassifier": forest, "sklearn.RandomForestRegressor": forest,
    "sklearn.ExtraTreesClassifier": forest, "sklearn.ExtraTreesRegressor": forest,
    "sklearn.GradientBoostingClassifier": boosting, "sklearn.GradientBoostingRegressor": boosting,
    "sklearn.HistGradientBoostingClassifier": histogramBoosting,
    "sklearn.HistGradientBoostingRegressor": histogramBoosting,
    "sklearn.Pipeline": pipeline, "imblearn.Pipeline": pipeline,
    "sklearn.GridSearchCV": search, "sklearn.RandomizedSearchCV": search,
    "sklearn.HalvingGridSearchCV": search, "sklearn.HalvingRandomSearchCV": search,
    "sklearn.FrozenEstimator": EstimatorAttributes(read: "estimator"),
    "sklearn.CalibratedClassifierCV": EstimatorAttributes(
      learned: "calibrated_classifiers_", read: "calibrated_classifiers_ classes_",
      // How the calibrators in `calibrated_classifiers_` were fitted; these are told by their classes.
      unused: ["estimator base_estimator method cv ensemble"]),
    "sklearn._CalibratedClassifier": EstimatorAttributes(
      read: "estimator base_estimator calibrators", unused: ["classes method label_encoder_"]),
    "sklearn._SigmoidCalibration": EstimatorAttributes(read: "a_ b_"),
    "sklearn.IsotonicRegression": EstimatorAttributes(
      read: "out_of_bounds X_min_ X_max_ X_thresholds_ y_thresholds_",
      unused: ["y_min y_max increasing increasing_ f_"]),
    "sklearn.LabelEncoder": EstimatorAttributes(read: "classes_"),
  ]

  private static let logistic = EstimatorAttributes(
    learned: "coef_", read: "coef_ intercept_ classes_ multi_class solver", unused: [logisticFitting])

  private static let logisticFitting =
    "penalty C l1_ratio dual tol fit_intercept intercept_scaling class_weight random_state max_iter warm_start n_iter_"

  private static let tree = EstimatorAttributes(
    learned: "tree_", read: "criterion splitter monotonic_cst classes_ tree_",
    unused: [treeFitting, "presort X_idx_sorted max_features_ n_classes_"])

  private static let treeFitting =
    "max_depth min_samples_split min_samples_leaf min_weight_fraction_leaf max_features max_leaf_nodes random_state "
    + "min_impurity_decrease min_impurity_split class_weight ccp_alpha"

  private static let forest = EstimatorAttributes(
    learned: "estimators_", read: "classes_ estimators_",
    unused: [
      treeFitting,
      "criterion splitter monotonic_cst n_classes_ base_estimator estimator base_estimator_ estimator_",
      "n_estimators estimator_params bootstrap oob_score warm_start max_samples _n_samples _sample_weight",
      "_n_samples_bootstrap oob_decision_function_ oob_prediction_ oob_score_",
    ])

  private static let boosting = EstimatorAttributes(
    learned: "estimators_", read: "learning_rate loss _loss loss_ init_ classes_ estimators_",
    unused: [
      treeFitting,
      "criterion init n_estimators subsample alpha warm_start validation_fraction n_iter_no_change tol",
      "presort n_trees_per_iteration_ n_classes_ _n_classes max_features_ _K train_score_ _rng n_estimators_ base_estimator",
      "estimator estimator_params base_estimator_ estimator_ oob_improvement_ oob_scores_ oob_score_",
    ])

  private static let histogramBoosting = EstimatorAttributes(
    learned: "_predictors",
    read: "loss _loss _preprocessor _bin_mapper _baseline_prediction _predictors classes_",
    unused: [
      "learning_rate max_iter max_leaf_nodes max_depth min_samples_leaf l2_regularization max_features max_bins",
      "monotonic_cst interaction_cst categorical_features warm_start early_stopping scoring validation_fraction",
      "n_iter_no_change tol random_state class_weight quantile is_categorical_ _is_categorical_remapped",
      "_label_encoder n_trees_per_iteration_ _random_seed _feature_subsample_rng do_early_stopping_",
      "_use_validation_data _scorer train_score_ validation_score_ _in_fit",
    ])

  private static let pipeline = EstimatorAttributes(read: "steps", unused: ["transform_input memory"])

  private static let search = EstimatorAttributes(
    read: "best_estimator_",
    unused: [
      "scoring estimator refit cv pre_dispatch error_score return_train_score iid param_grid param_distributions n_iter",
      "random_state max_resources resource factor min_resources aggressive_elimination n_candidates _n_samples_orig",
      "_checked_cv_orig min_resources_ max_resources_ n_splits_ n_resources_ n_candidates_ n_remaining_candidates_",
      "n_required_iterations_ n_possible_iterations_ n_iterations_ multimetric_ best_index_ best_score_ best_params_",
      "refit_time_ scorer_ cv_results_",
    ])
}
