internal import ScoringKit

/// What a wrapper's parameters do to its predictions.
///
/// From LightGBM 4.0 on a wrapper passes its own parameters on to its booster's `predict`; a booster by itself, text
/// or pickle, has none. Source: `LGBMModel._process_params` in `sklearn.py`, `Predictor` in
/// `src/application/predictor.hpp` and `Booster::Predict` in `src/c_api.cpp` of LightGBM 4.7: iterations and kind of
/// prediction are arguments of the call, so that `start_iteration_predict`, `predict_raw_score` and the like do
/// nothing here, and only `pred_early_stop` changes an answer.
extension LightGBMPickle {
  /// Refuses a wrapper that stops its predictions early, which sums fewer trees row by row.
  ///
  /// - Throws: ``ScoringError/Code/unsupportedFeature`` naming the parameter.
  static func requireWholePrediction(
    of estimator: PickleValue, _ parts: Forest.Parts
  ) throws(ScoringError) {
    guard let others = try estimator.attributeUnlessNone("_other_params") else { return }
    for (key, value) in try others.pairs() where key.kind == .text {
      let name = try key.string()
      guard name.hasPrefix("pred"), !parametersWithoutEffect.contains(name) else { continue }
      let isSwitch = name == "pred_early_stop"
      if isSwitch, try isOff(value) || !canStopEarly(parts) { continue }
      throw value.refusal(
        .unsupportedFeature,
        "\(estimator.described) has the parameter \(DocumentPath.quoted(key: name)), "
          + (isSwitch
            ? "by which its predictions leave out trees; set it to False, or save the booster (booster_), which sums all of "
              + "them"
            : "which is not known, and may change its predictions; remove it, or save the booster (booster_)")
      )
    }
  }

  /// What LightGBM reads as false; nothing is passed on for None.
  private static func isOff(_ value: PickleValue) throws(ScoringError) -> Bool {
    switch value.kind {
    case .none: true
    case .boolean, .scalar: try !value.boolean()
    case .text: ["false", "-"].contains(try value.string().lowercased())
    default: false
    }
  }

  /// Whether LightGBM heeds the parameter: not for objectives that need accurate predictions, nor for random
  /// forests.
  ///
  /// Source: `NeedAccuratePrediction` of each objective in `src/objective/` and of `RF` in `src/boosting/rf.hpp`.
  private static func canStopEarly(_ parts: Forest.Parts) -> Bool {
    let objective = parts.objective.split(separator: " ").first.map(String.init) ?? ""
    return parts.averaging == .none && hastyObjectives.contains(objective)
  }

  private static let hastyObjectives: Set = [
    "binary", "multiclass", "multiclassova", "lambdarank", "rank_xendcg",
  ]

  private static let parametersWithoutEffect: Set = [
    "pred_contrib", "pred_early_stop_freq", "pred_early_stop_margin", "pred_leaf", "predict_contrib",
    "predict_disable_shape_check", "predict_leaf_index", "predict_name", "predict_raw_score",
    "predict_rawscore",
    "predict_result", "prediction_name", "prediction_result",
  ]
}
