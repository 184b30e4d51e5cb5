internal import ScoringKit

/// Reads fitted models, with everything that stands in front of them.
struct EstimatorReader {
  let transformers: TransformerReader

  /// Reads a model.
  ///
  /// - Parameter columns: The columns that it takes; nil where nothing before it says.
  /// - Throws: ``ScoringError/Code/unsupportedFeature`` naming a class or an option that is not supported.
  func model(_ estimator: PickleValue, _ columns: PickledColumns?) throws(ScoringError) -> EstimatorModel {
    try estimator.document.nested(work: PickleValue.estimatorWork) { () throws(ScoringError) in
      try nestedModel(estimator, columns)
    }
  }

  private func nestedModel(
    _ estimator: PickleValue, _ columns: PickledColumns?
  ) throws(ScoringError) -> EstimatorModel {
    try estimator.requireKnownAttributes()
    switch estimator.estimatorKind {
    case .pipeline: return try pipeline(estimator, columns)
    case .search:
      guard let best = try estimator.attributeUnlessNone("best_estimator_") else {
        guard try estimator.attributeIfPresent("cv_results_") != nil else { throw estimator.unfitted }
        throw estimator.refusal(
          .unsupportedFeature, "\(estimator.described) holds no fitted model; search with refit=True")
      }
      return try model(best, columns)
    case .frozen: return try model(estimator.attribute("estimator"), columns)
    case .calibrated: return try ScikitCalibration(reader: self).read(estimator, columns)
    case .lightGBM: return try placed(LightGBMPickle.read(estimator), on: columns, of: estimator)
    case .xgBoost:
      var model = try placed(XGBoostPickle.read(estimator), on: columns, of: estimator)
      if let columns, columns.isSparse { model.steps = [try ZeroAsMissing(columnCount: columns.count)] }
      return model
    case .transformer, .labelEncoder, nil: throw estimator.unsupportedModel
    default: return try scikitModel(estimator, try ownColumns(estimator, columns))
    }
  }

  private func scikitModel(_ estimator: PickleValue, _ columns: PickledColumns) throws(ScoringError)
    -> EstimatorModel
  {
    let names = columns.names
    var model: EstimatorModel
    // One that prepares its columns itself takes what it computes with from there.
    if case .histogramBoosting = estimator.estimatorKind {
    } else {
      transformers.categories.calculate(columns.rawColumns)
    }
    switch estimator.estimatorKind {
    case .dummy(let isClassifier):
      return try ScikitDummy.read(estimator, isClassifier: isClassifier, columnNames: names)
    case .logistic: model = try ScikitLogistic.read(estimator, columnNames: names)
    case .tree(let isClassifier):
      return try ScikitForest.tree(estimator, isClassifier: isClassifier, columnNames: names)
    case .forest(let isClassifier):
      return try ScikitForest.forest(estimator, isClassifier: isClassifier, columnNames: names)
    case .boosting(let isClassifier):
      model = try ScikitBoosting.read(estimator, isClassifier: isClassifier, columnNames: names)
    case .histogramBoosting(let isClassifier):
      model = try ScikitHistogramBoosting.read(
        estimator, isClassifier: isClassifier, columns: columns, transformers)
    default: throw estimator.unsupportedModel
    }
    model.hasDecisionFunction = true
    return model
  }

  private func pipeline(_ estimator: PickleValue, _ columns: PickledColumns?) throws(ScoringError)
    -> EstimatorModel
  {
    var steps = try estimator.pipelineSteps().filter { !$0.estimator.isSampler }
    guard let last = steps.popLast()?.estimator else {
      throw estimator.refusal(.unsupportedFeature, "the pipeline has no steps")
    }
    guard !steps.isEmpty else { return try model(last, columns) }
    var columns = columns
    if columns == nil { columns = try estimator.columnNames().map(PickledColumns.init(names:)) }
    guard var columns else { throw estimator.lacksColumns }
    let before = try transformers.pipeline(steps, &columns)
    var model = try model(last, columns)
    model.steps = before + model.steps
    return model
  }

  /// The columns of a model of scikit-learn, which must be as many as it was fitted on.
  private func ownColumns(
    _ estimator: PickleValue, _ columns: PickledColumns?
  ) throws(ScoringError) -> PickledColumns {
    let own = try estimator.columnNames()
    guard let columns else {
      guard let own else { throw estimator.lacksColumns }
      return PickledColumns(names: own)
    }
    guard own.map({ $0.count == columns.count }) ?? true else {
      throw estimator.refusal(
        .inconsistentDocument,
        "\(estimator.described) takes \(own?.count ?? 0) columns and gets \(columns.count)")
    }
    return columns
  }

  /// A booster behind a pipeline: its columns are the pipeline's, whatever names it was fitted with.
  private func placed(
    _ model: EstimatorModel, on columns: PickledColumns?, of estimator: PickleValue
  ) throws(ScoringError) -> EstimatorModel {
    guard let columns else { return model }
    guard model.parts.featureNames.count == columns.count else {
      throw estimator.refusal(
        .inconsistentDocument,
        "\(estimator.described) takes \(model.parts.featureNames.count) columns and gets \(columns.count)")
    }
    var model = model
    model.parts.featureNames = columns.names
    guard
      model.categories.keys.allSatisfy({ columns.holdsValues[$0] }),
      transformers.categories.add(
        model.categories, refusesUnknown: model.refusesUnknownCategories, column: { columns.sources[$0] })
    else {
      throw estimator.refusal(
        .unsupportedFeature,
        "\(estimator.described) numbers the categories of a column in another way than what reads the same column; "
          + "make every part know the same categories in the same order")
    }
    let calculated = columns.sources.indices.filter { columns.holdsValues[$0] && model.categories[$0] == nil }
    transformers.categories.calculate(calculated.map { columns.sources[$0] })
    model.categories = [:]
    return model
  }
}

extension PickleValue {
  /// Why a model of this class is refused.
  var unsupportedModel: ScoringError {
    switch estimatorKind {
    case .transformer:
      return refusal(
        .unsupportedFeature,
        "\(described) prepares rows and is no model; save the model, or a Pipeline of both")
    case .labelEncoder:
      return refusal(
        .unsupportedFeature,
        "\(described) numbers the classes of a target and is no model; save the model beside it")
    default: break
    }
    return refusal(
      .unsupportedFeature,
      "\(described) is no model that is supported; supported are scikit-learn's LogisticRegression, DecisionTree, "
        + "RandomForest, ExtraTrees, GradientBoosting, HistGradientBoosting and Dummy models, LightGBM and XGBoost, in "
        + "pipelines, searches and CalibratedClassifierCV. \(advice)")
  }

  private var advice: String {
    switch shortClassName {
    case let name? where name.hasPrefix("CatBoost"): "Save it in CatBoost's own JSON format"
    default: "Fit one of these, or save the one inside it by itself"
    }
  }

  /// Why a model is refused of which nothing says how many columns it takes.
  fileprivate var lacksColumns: ScoringError {
    refusal(
      .unsupportedFeature,
      "\(described) does not say how many columns it takes, as dummy models of scikit-learn before 1.5 do not; fit it "
        + "with a newer one, or behind a step that says, such as a scaler, in one Pipeline")
  }
}
