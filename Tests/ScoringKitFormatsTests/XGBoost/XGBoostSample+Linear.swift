extension XGBoostSample {
  /// `gblinear`, without feature names.
  static let linear = XGBoostSample(
    json: """
      {"learner":{"attributes":{},"feature_names":[],"feature_types":[],
      "gradient_booster":{"model":{"boosted_rounds":4,"weights":[8.025736E-1,-5.7017124E-1,
      1.7657839E0]},"name":"gblinear"},"learner_model_param":{"base_score":"[2E-1]",
      "boost_from_average":"0","num_class":"0","num_feature":"2","num_target":"1"},
      "objective":{"name":"binary:logistic","reg_loss_param":{"scale_pos_weight":"1"}}},"version":[3,
      2,0]}
      """,
    rows: [
      [0.1, 0.2],
      [1.7, -2.4],
      [.nan, 0.3],
      [0.4, .nan],
      [.nan, .nan],
      [1e-36, 3.3],
      [123456789.123, 0.3333333333333333],
    ],
    margins: [
      [0.34571266],
      [3.1122758],
      [0.20843816],
      [0.70051897],
      [0.37948954],
      [-1.5020756],
      [9.908317e+07],
    ],
    predictions: [
      [0.58557755],
      [0.9573963],
      [0.55192167],
      [0.66830283],
      [0.59375],
      [0.18211617],
      [1.0],
    ],
    contributions: [
      [0.08025736, -0.11403425, 0.37948954],
      [1.3643752, 1.3684111, 0.37948954],
      [0.0, -0.17105138, 0.37948954],
      [0.32102945, 0.0, 0.37948954],
      [0.0, 0.0, 0.37948954],
      [8.025736e-37, -1.8815651, 0.37948954],
      [9.908317e+07, -0.19005708, 0.37948954],
    ])
}
