/// Transformers of scikit-learn.
extension EstimatorAttributes {
  static let scikitLearnTransformers: [String: EstimatorAttributes] = [
    "sklearn.SimpleImputer": EstimatorAttributes(
      learned: "statistics_",
      read: "missing_values strategy add_indicator keep_empty_features statistics_ indicator_ _fill_dtype",
      unused: ["fill_value copy _fit_dtype"]),
    // Only inside a SimpleImputer, which hands it what is missing.
    "sklearn.MissingIndicator": EstimatorAttributes(
      read: "features_", unused: ["missing_values features sparse error_on_new _precomputed"]),
    "sklearn.MinMaxScaler": EstimatorAttributes(
      learned: "scale_", read: "clip feature_range scale_ min_",
      unused: ["copy n_samples_seen_ data_min_ data_max_ data_range_"]),
    "sklearn.StandardScaler": EstimatorAttributes(
      // Neither mean nor deviation may have been asked for.
      learned: "n_samples_seen_", read: "with_mean with_std mean_ scale_ n_samples_seen_",
      unused: ["copy var_"]),
    "sklearn.MaxAbsScaler": EstimatorAttributes(
      learned: "scale_", read: "scale_", unused: ["copy n_samples_seen_ max_abs_"],
      fixed: ["clip": false]),
    "sklearn.RobustScaler": EstimatorAttributes(
      read: "with_centering with_scaling center_ scale_", unused: ["quantile_range unit_variance copy"]),
    "sklearn.OneHotEncoder": EstimatorAttributes(
      learned: "categories_",
      read: "sparse_output sparse dtype handle_unknown categories_ drop_idx_ _drop_idx_after_grouping "
        + "_infrequent_indices",
      unused: [
        // `drop_idx_` is what `drop` came to, `_infrequent_indices` what the limits did.
        "categories drop min_frequency max_categories feature_name_combiner _infrequent_enabled _n_features_outs",
        "_default_to_infrequent_mappings",
      ]),
    "sklearn.OrdinalEncoder": EstimatorAttributes(
      learned: "categories_",
      read: "dtype handle_unknown unknown_value encoded_missing_value categories_ _infrequent_indices",
      unused: [
        "categories min_frequency max_categories _infrequent_enabled _missing_indices",
        "_default_to_infrequent_mappings",
      ]),
    "sklearn.ColumnTransformer": EstimatorAttributes(
      learned: "transformers_",
      read: "transformers_ transformer_weights verbose_feature_names_out sparse_output_ "
        + "_transformer_to_input_indices",
      unused: [
        // What remains stands among `transformers_`, and `sparse_output_` says what the threshold came to.
        "transformers remainder sparse_threshold force_int_remainder_cols _columns _remainder output_indices_",
        "_df_columns _has_str_cols _name_to_fitted_passthrough _transformers_feature_names_out",
      ]),
    "sklearn.FeatureUnion": EstimatorAttributes(
      read: "transformer_list transformer_weights verbose_feature_names_out",
      unused: ["_transformers_feature_names_out"]),
    "sklearn.FunctionTransformer": EstimatorAttributes(
      read: "func",
      unused: ["inverse_func accept_sparse check_inverse feature_names_out kw_args inv_kw_args pass_y"],
      fixed: ["validate": false]),
  ]
}
