internal import ScoringKit

/// XGBoost's `Booster` and its scikit-learn wrappers: the buffer inside them, JSON or UBJSON.
///
/// A booster predicts with all of its iterations, a wrapper with those up to the best one, where training stopped
/// early; a wrapper also knows the number that stood for missing values. Source: `Booster.__getstate__` in XGBoost
/// 3.2's `core.py` and `_get_iteration_range` in its `sklearn.py`.
enum XGBoostPickle {
  static func read(_ estimator: PickleValue) throws(ScoringError) -> EstimatorModel {
    let isBooster = estimator.shortClassName == "Booster"
    let held = isBooster ? estimator : try estimator.attributeUnlessNone("_Booster")
    guard let booster = held else { throw estimator.unfitted }
    guard booster.kind == .object, let buffer = try booster.attributeUnlessNone("handle") else {
      throw estimator.refusal(
        .inconsistentDocument, "\(estimator.described) holds no model; fit it before it is saved")
    }
    let options = isBooster ? XGBoostReader.Options() : try wrapperOptions(estimator)
    let content = try buffer.bytes()
    // Members of an ensemble may share one buffer.
    try buffer.document.budget.spend(memory: content.count)
    try buffer.document.budget.spend(work: content.count)
    let bytes = Array(content)
    guard let encoding = XGBoostReader.encoding(of: bytes) else {
      throw buffer.refusal(
        .unsupportedVersion,
        "XGBoost's buffer is neither JSON nor UBJSON; load the model in Python with XGBoost 1.6 or later and save it again"
      )
    }
    let result: XGBoostReader.Result
    do throws(ScoringError) {
      switch encoding {
      case .json:
        result = try XGBoostReader.read(json: bytes, options: options, budget: buffer.document.budget)
      case .ubjson:
        result = try XGBoostReader.read(ubjson: bytes, options: options, budget: buffer.document.budget)
      }
    } catch {
      throw buffer.refusal(error.code, "in XGBoost's buffer, \(error.description)")
    }
    let format = encoding == .json ? "xgboost-json" : "xgboost-ubjson"
    var model = EstimatorModel(
      parts: result.forest.parts, classes: try classes(of: estimator),
      format: "\(format) \(result.version) \(estimator.shortClassName ?? "Booster")")
    if !isBooster { try answerAsWrapper(estimator, &model, result.version) }
    for (column, categories) in result.categories.enumerated() {
      if let categories { model.categories[column] = categories }
    }
    model.readsCodes = true
    model.refusesUnknownCategories = true
    return model
  }

  /// A classifier fitted with `multi:softmax`, whose booster answers the class, answers probabilities all the same.
  ///
  /// They are SciPy's softmax of float32 margins, which agrees within NumPy's float32 `exp`. Source: `predict_proba`
  /// in `sklearn.py` of XGBoost 1.7 to 3.4; 1.6 raises an error, 1.5 answers the margins.
  private static func answerAsWrapper(
    _ wrapper: PickleValue, _ model: inout EstimatorModel, _ version: XGBoostVersion
  ) throws(ScoringError) {
    guard model.parts.link == .greatestIndex, wrapper.shortClassName?.hasSuffix("Classifier") == true else {
      return
    }
    guard version.isAtLeast(1, 7),
      try wrapper.attributeIfPresent("objective")?.isText("multi:softmax") == true
    else {
      throw wrapper.refusal(
        .unsupportedObjective,
        "\(wrapper.described) with the objective 'multi:softmax' has no probabilities in XGBoost \(version); fit it with "
          + "'multi:softprob', or with 1.7 or later")
    }
    model.parts.link = .softmax(.single)
  }

  private static func wrapperOptions(_ wrapper: PickleValue) throws(ScoringError) -> XGBoostReader.Options {
    var options = XGBoostReader.Options()
    // A linear model has no iterations to choose from.
    let isLinear = try wrapper.attributeIfPresent("booster")?.isText("gblinear") ?? false
    options.iterations = isLinear ? .all : .best
    if let missing = try wrapper.attributeUnlessNone("missing")?.double(), !missing.isNaN {
      options.missingValue = Float(missing)
    }
    return options
  }

  /// The wrapper numbers its classes from 0.
  private static func classes(of estimator: PickleValue) throws(ScoringError) -> [String] {
    guard let count = try estimator.attributeIfPresent("n_classes_"), count.kind == .integer else {
      return []
    }
    return (0..<(try count.integer(in: 0...classLimit))).map(\.description)
  }

  private static let classLimit = 65_536
}
