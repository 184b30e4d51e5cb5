internal import ScoringKit

/// LightGBM's `Booster` and its scikit-learn wrappers: the text model inside them.
///
/// The booster predicts with the iterations up to its `best_iteration`, where training stopped early. Source:
/// `Booster.__getstate__` and `predict` in LightGBM 4.7's `basic.py`.
enum LightGBMPickle {
  static func read(_ estimator: PickleValue) throws(ScoringError) -> EstimatorModel {
    let isBooster = estimator.shortClassName == "Booster"
    let held = isBooster ? estimator : try estimator.attributeUnlessNone("_Booster")
    guard let booster = held else { throw estimator.unfitted }
    guard booster.kind == .object, let text = try text(of: booster) else {
      throw estimator.refusal(
        .inconsistentDocument, "\(estimator.described) holds no model text; fit it before it is saved")
    }
    // Members of an ensemble may share one text.
    try text.document.budget.spend(memory: text.utf8().count)
    try text.document.budget.spend(work: text.utf8().count)
    let result: LightGBMReader.Result
    do throws(ScoringError) {
      result = try LightGBMReader.read(Array(text.utf8()), budget: text.document.budget)
    } catch {
      throw text.refusal(error.code, "in LightGBM's text, \(error.description)")
    }
    var parts = result.forest.parts
    let best = try booster.attributeUnlessNone("best_iteration")?.integer() ?? 0
    if best > 0, best < result.forest.iterationCount { try parts.limit(toIterations: 0..<best) }
    if !isBooster { try requireWholePrediction(of: estimator, parts) }
    var model = EstimatorModel(
      parts: parts, classes: isBooster ? [] : try classes(of: estimator),
      categories: try categories(of: booster, result.categories),
      format: "lightgbm-text \(result.version) \(estimator.shortClassName ?? "Booster")")
    model.readsCodes = true
    // LightGBM 4.7 gave its classifier a `decision_function`, and this attribute as well.
    model.hasDecisionFunction = try estimator.attributeIfPresent("_fitted_with_feature_names") != nil
    return model
  }

  private static func text(of booster: PickleValue) throws(ScoringError) -> PickleValue? {
    for name in ["_handle", "handle", "model_str"] {
      if let text = try booster.attributeUnlessNone(name), text.kind == .text { return text }
    }
    return nil
  }

  private static func classes(of estimator: PickleValue) throws(ScoringError) -> [String] {
    guard let classes = try estimator.attributeUnlessNone("_classes"), classes.kind == .array else {
      return []
    }
    return try classes.array().labels().map(\.description)
  }

  /// The categories of the booster's columns: its own list of pandas', or else its text's.
  private static func categories(
    of booster: PickleValue, _ text: LightGBMCategories
  ) throws(ScoringError) -> [Int: [Category]] {
    guard let lists = try booster.attributeUnlessNone("pandas_categorical")?.elements() else {
      return text.ofColumns
    }
    var categories: [[Category]?] = []
    for list in lists {
      var labels: [Category?] = []
      // A category of another kind, such as a date, leaves its column to codes.
      for label in try list.elements() { labels.append((try? label.scikitLabel())?.category) }
      categories.append(labels.contains(nil) ? nil : labels.compactMap(\.self))
    }
    return text.placed(categories)
  }
}
