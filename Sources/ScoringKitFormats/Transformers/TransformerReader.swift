internal import ScoringKit

/// Reads fitted transformers of scikit-learn, following the columns through them.
struct TransformerReader {
  /// The values that encoders and imputers name.
  let categories: ColumnCategories

  /// Reads one transformer, or a pipeline of them.
  ///
  /// - Parameter columns: The columns that it takes; afterwards those that it gives.
  /// - Returns: nil for one that changes nothing.
  /// - Throws: ``ScoringError/Code/unsupportedFeature`` naming a class or an option that is not supported.
  func read(
    _ estimator: PickleValue, _ columns: inout PickledColumns
  ) throws(ScoringError) -> (any Transformer)? {
    try estimator.document.nested(work: PickleValue.estimatorWork) { () throws(ScoringError) in
      try nestedStep(estimator, &columns)
    }
  }

  private func nestedStep(
    _ estimator: PickleValue, _ columns: inout PickledColumns
  ) throws(ScoringError) -> (any Transformer)? {
    try PickledColumns.pay(for: columns.count, in: estimator.document)
    try estimator.requireKnownAttributes()
    let step: (any Transformer)?
    switch estimator.estimatorKind {
    case .pipeline:
      let steps = try pipeline(estimator.pipelineSteps(), &columns)
      return steps.isEmpty ? nil : try Pipeline(steps)
    case .transformer(let kind): step = try transformer(kind, estimator, columns)
    default:
      throw estimator.unsupportedStep
    }
    guard let step else { return nil }
    guard step.inputCount == columns.count else {
      throw estimator.refusal(
        .inconsistentDocument,
        "\(estimator.described) takes \(step.inputCount) columns and gets \(columns.count)")
    }
    if estimator.computesWithValues { categories.calculate(columns.rawColumns) }
    columns = try columns.behind(step, estimator.document.budget)
    columns.isSparse = try isSparse(behind: estimator, before: columns.isSparse)
    return step
  }

  /// Reads the steps of a pipeline that is a transformer.
  ///
  /// A sampler changes nothing after training.
  func pipeline(
    _ steps: [(name: String, estimator: PickleValue)], _ columns: inout PickledColumns
  ) throws(ScoringError) -> [any Transformer] {
    var transformers: [any Transformer] = []
    for step in steps where !step.estimator.isSampler {
      if let transformer = try read(step.estimator, &columns) { transformers.append(transformer) }
    }
    return transformers
  }

  private func transformer(
    _ kind: EstimatorKind.Transformer, _ estimator: PickleValue, _ columns: PickledColumns
  ) throws(ScoringError) -> (any Transformer)? {
    switch kind {
    case .simpleImputer: return try simpleImputer(estimator, columns)
    case .minMaxScaler: return try minMaxScaler(estimator)
    case .standardScaler:
      return try scaler(
        estimator, center: estimator.flag("with_mean", default: true) ? "mean_" : nil,
        scale: estimator.flag("with_std", default: true) ? "scale_" : nil, columns,
        roundsAttributes: ScikitVersion.roundsScalerAttributes(of: estimator))
    case .maxAbsScaler: return try maxAbsScaler(estimator, columns)
    case .robustScaler:
      return try scaler(
        estimator, center: estimator.flag("with_centering", default: true) ? "center_" : nil,
        scale: estimator.flag("with_scaling", default: true) ? "scale_" : nil, columns)
    case .oneHotEncoder: return try oneHotEncoder(estimator, columns)
    case .ordinalEncoder: return try ordinalEncoder(estimator, columns)
    case .columnTransformer: return try columnTransformer(estimator, columns)
    case .featureUnion: return try featureUnion(estimator, columns)
    case .functionTransformer: return try functionTransformer(estimator)
    }
  }

  /// A function that changes nothing: none, or scikit-learn's own check of its input.
  private func functionTransformer(_ estimator: PickleValue) throws(ScoringError) -> (any Transformer)? {
    guard let function = try estimator.attributeUnlessNone("func") else { return nil }
    if function.className == "functools.partial",
      try function.arguments().first?.global?.name == "sklearn.utils.validation.check_array"
    {
      return nil
    }
    throw estimator.refusal(
      .unsupportedFeature,
      "a FunctionTransformer calls \(function.global?.quotedName ?? "a function"), and nothing is ever called here; "
        + "apply the function yourself and save what follows it")
  }
}

extension PickleValue {
  /// Why a step of preprocessing of this class is refused.
  var unsupportedStep: ScoringError {
    refusal(
      .unsupportedFeature,
      "a step of preprocessing is \(described), which is not supported; supported are SimpleImputer, MinMaxScaler, "
        + "StandardScaler, MaxAbsScaler, RobustScaler, OneHotEncoder, OrdinalEncoder, ColumnTransformer, FeatureUnion and "
        + "Pipeline. Apply it yourself and save what follows it")
  }

  /// Whether a transformer computes with its columns' values, which must then be numbers.
  fileprivate var computesWithValues: Bool {
    switch estimatorKind {
    case .transformer(.simpleImputer), .transformer(.oneHotEncoder), .transformer(.ordinalEncoder),
      .transformer(.columnTransformer), .transformer(.functionTransformer), .transformer(.featureUnion):
      false
    default: true
    }
  }

  /// Whether this is one of imbalanced-learn's samplers, which draw rows for training only.
  var isSampler: Bool {
    guard let name = className else { return false }
    return Self.samplerModules.contains { name.hasPrefix($0) }
  }

  private static let samplerModules = [
    "imblearn.over_sampling.", "imblearn.under_sampling.", "imblearn.combine.",
    "imblearn.base.FunctionSampler",
    "imblearn.base._FunctionSampler",
  ]
}
