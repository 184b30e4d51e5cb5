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
    try PickledColumns.pay(for: columns.count, in: estimator.document)
    let step: (any Transformer)?
    switch estimator.estimatorKind {
    case .pipeline:
      let steps = try pipeline(estimator.pipelineSteps(), &columns)
      return steps.isEmpty ? nil : try Pipeline(steps)
    case .transformer(let kind): step = try transformer(kind, estimator, columns)
    default:
      throw estimator.refusal(
        .unsupportedFeature,
        "a step of preprocessing is \(estimator.described), which is not supported; supported are SimpleImputer, "
          + "MinMaxScaler, StandardScaler, MaxAbsScaler, RobustScaler, OneHotEncoder, OrdinalEncoder, "
          + "ColumnTransformer and Pipeline. Apply it yourself and save what follows it")
    }
    guard let step else { return nil }
    guard step.inputCount == columns.count else {
      throw estimator.refusal(
        .inconsistentDocument,
        "\(estimator.described) takes \(step.inputCount) columns and gets \(columns.count)")
    }
    if estimator.computesWithValues { categories.calculate(columns.rawColumns) }
    columns = try columns.behind(step)
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
    case .simpleImputer: try simpleImputer(estimator, columns)
    case .minMaxScaler: try minMaxScaler(estimator)
    case .standardScaler:
      try scaler(
        estimator, center: estimator.flag("with_mean", default: true) ? "mean_" : nil,
        scale: estimator.flag("with_std", default: true) ? "scale_" : nil, columns)
    case .maxAbsScaler: try maxAbsScaler(estimator, columns)
    case .robustScaler:
      try scaler(
        estimator, center: estimator.flag("with_centering", default: true) ? "center_" : nil,
        scale: estimator.flag("with_scaling", default: true) ? "scale_" : nil, columns)
    case .oneHotEncoder: try oneHotEncoder(estimator, columns)
    case .ordinalEncoder: try ordinalEncoder(estimator, columns)
    case .columnTransformer: try columnTransformer(estimator, columns)
    case .functionTransformer: try functionTransformer(estimator)
    }
  }

  private func isSparse(behind estimator: PickleValue, before: Bool) throws(ScoringError) -> Bool {
    switch estimator.estimatorKind {
    case .transformer(.oneHotEncoder):
      // Renamed in 1.2.
      if let isSparse = try estimator.attributeUnlessNone("sparse_output") { return try isSparse.boolean() }
      return try estimator.flag("sparse", default: true)
    case .transformer(.columnTransformer): return try estimator.flag("sparse_output_", default: false)
    case .transformer(.ordinalEncoder): return false
    default: return before
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
  /// Whether a transformer computes with its columns' values, which must then be numbers.
  fileprivate var computesWithValues: Bool {
    switch estimatorKind {
    case .transformer(.simpleImputer), .transformer(.oneHotEncoder), .transformer(.ordinalEncoder),
      .transformer(.columnTransformer), .transformer(.functionTransformer):
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
