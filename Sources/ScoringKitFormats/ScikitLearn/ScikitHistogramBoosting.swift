internal import ScoringKit

/// scikit-learn's HistGradientBoostingClassifier and HistGradientBoostingRegressor: a baseline, then the leaves of
/// every iteration, one tree a class where there are more than two.
///
/// From 1.4 on a model with categorical columns re-codes them first and puts them before the others; that is read as
/// a ``ColumnTransformer`` of its own. Source: `sklearn/ensemble/_hist_gradient_boosting/`.
enum ScikitHistogramBoosting {
  /// Reads a model.
  static func read(
    _ estimator: PickleValue, isClassifier: Bool, columns: PickledColumns, _ transformers: TransformerReader
  ) throws(ScoringError) -> EstimatorModel {
    let version = try ScikitVersion(of: estimator)
    let classes = isClassifier ? try ScikitClasses(of: estimator) : nil
    var columns = columns
    var steps: [any Transformer] = []
    if let preprocessor = try estimator.attributeUnlessNone("_preprocessor"),
      let step = try transformers.read(preprocessor, &columns)
    {
      steps = [step]
    }
    transformers.categories.calculate(columns.rawColumns)
    let loss = try ScikitLoss.name(of: estimator)
    var parts = Forest.Parts(featureNames: columns.names, outputCount: classes?.outputCount ?? 1)
    parts.objective = loss
    parts.link = try link(loss, classes, of: estimator)
    parts.baseMargins = try numbers(estimator.attribute("_baseline_prediction"))
    try addTrees(of: estimator, to: &parts)
    var model = EstimatorModel(estimator, version: version, parts: parts, classes: classes)
    model.steps = steps
    return model
  }

  private static func link(
    _ loss: String, _ classes: ScikitClasses?, of estimator: PickleValue
  ) throws(ScoringError) -> LinkFunction {
    switch (loss, classes) {
    case ("log_loss", let classes?), ("auto", let classes?):
      return classes.outputCount == 1 ? .sigmoid(Sigmoid()) : .softmax(Softmax())
    case ("binary_crossentropy", let classes?) where classes.outputCount == 1: return .sigmoid(Sigmoid())
    case ("categorical_crossentropy", let classes?) where classes.outputCount > 1: return .softmax(Softmax())
    case ("squared_error", nil), ("least_squares", nil), ("absolute_error", nil),
      ("least_absolute_deviation", nil), ("quantile", nil):
      return .identity
    case ("poisson", nil), ("gamma", nil): return .exponential(Exponential())
    default:
      throw estimator.refusal(
        .unsupportedObjective,
        "\(estimator.described) has the loss \(DocumentPath.quoted(key: loss)), which is not known")
    }
  }

  /// A number or an array of numbers, whatever its shape.
  private static func numbers(_ value: PickleValue) throws(ScoringError) -> [Double] {
    value.kind == .array ? try value.array().doubles() : [try value.double()]
  }

  private static func addTrees(of estimator: PickleValue, to parts: inout Forest.Parts) throws(ScoringError) {
    let known = try HistogramCategories(estimator.attribute("_bin_mapper"))
    for iteration in try estimator.attribute("_predictors").elements() {
      let predictors = try iteration.elements()
      guard predictors.count == parts.outputCount else {
        throw iteration.refusal(
          .inconsistentDocument, "\(predictors.count) trees in an iteration, expected \(parts.outputCount)")
      }
      for predictor in predictors {
        parts.trees.append(try HistogramTree(predictor).tree(known))
        parts.treeLocations.append(.path(predictor.path.description, byte: nil))
      }
    }
  }
}
