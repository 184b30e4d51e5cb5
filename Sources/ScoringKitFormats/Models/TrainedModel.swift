internal import ScoringKit

/// A trainer's own document, read: the one way from its bytes to a model, by itself or inside a bundle.
struct TrainedModel {
  /// The model; one out of a pickle may prepare its rows itself.
  let model: ScoringModel
  /// Format and version, such as `lightgbm-text v4`.
  let format: String
  /// A classifier's classes in the order of its outputs, of two the second being what the prediction is the
  /// probability of; empty where the document names none.
  let classes: [String]
  /// What a pickle of several parts holds and what became of each.
  let parts: [DocumentPart]
  /// Whether the model takes raw columns and prepares them itself: what a bundle says must agree with it.
  let preparesRows: Bool

  /// - Parameter takesStatedCategories: Whether categories are a bundle's to state, as for LightGBM's text, which is
  ///   given its columns by the bundle, categories or their codes.
  private init(
    _ model: ScoringModel, format: String, classes: [String] = [], parts: [DocumentPart] = [],
    takesStatedCategories: Bool = false
  ) {
    self.model = model
    self.format = format
    self.classes = classes
    self.parts = parts
    preparesRows =
      model.pipeline != nil
      || !takesStatedCategories && model.schema.features.contains { $0.kind != .numeric }
  }
}

// MARK: - One reader a row of the formats

extension TrainedModel {
  static func lightGBM(_ bytes: [UInt8], _ options: ReadOptions, _ budget: ReadBudget) throws(ScoringError)
    -> TrainedModel
  {
    let result = try LightGBMReader.read(bytes, budget: budget)
    return TrainedModel(
      try result.model(), format: "\(ModelFormat.lightGBMText.rawValue) \(result.version)",
      takesStatedCategories: true)
  }

  static func xgBoost(
    _ bytes: [UInt8], _ encoding: ValueTape.Encoding, _ options: ReadOptions, _ budget: ReadBudget
  ) throws(ScoringError) -> TrainedModel {
    let result = try XGBoostReader.read(
      bytes, encoding, options: XGBoostReader.Options(options.xgBoost), budget: budget)
    let format = encoding == .json ? ModelFormat.xgBoostJSON : .xgBoostUBJSON
    return TrainedModel(try result.model(), format: "\(format.rawValue) \(result.version)")
  }

  static func catBoost(_ bytes: [UInt8], _ options: ReadOptions, _ budget: ReadBudget) throws(ScoringError)
    -> TrainedModel
  {
    let result = try CatBoostReader.read(bytes, budget: budget)
    let name = ModelFormat.catBoostJSON.rawValue
    return TrainedModel(
      try ScoringModel(values: result.forest), format: result.version.map { "\(name) \($0)" } ?? name,
      classes: result.classes)
  }

  static func onnx(_ bytes: [UInt8], _ options: ReadOptions, _ budget: ReadBudget) throws(ScoringError)
    -> TrainedModel
  {
    let result = try ONNXReader.read(bytes, budget: budget)
    return TrainedModel(
      try result.model(), format: "\(ModelFormat.onnx.rawValue) \(result.producer)", classes: result.classes)
  }

  /// - Throws: ``ScoringError/Code/unsupportedOperation`` for a pickle that only prepares rows.
  static func pickle(_ bytes: [UInt8], _ options: ReadOptions, _ budget: ReadBudget) throws(ScoringError)
    -> TrainedModel
  {
    let pickled = try PickledModel(bytes, options, budget)
    guard case .model(let model) = pickled.content else {
      throw ScoringError(
        .unsupportedOperation,
        "\(pickled.path): this is a \(pickled.format), which prepares rows and holds no model to score them; it is "
          + "loaded as a pipeline, by itself")
    }
    return TrainedModel(model, format: pickled.format, classes: pickled.classes, parts: pickled.parts)
  }
}

extension ScoringModel {
  /// A bare model whose columns hold values as they are, never pandas' codes.
  fileprivate init(values forest: Forest) throws(ScoringError) {
    try self.init(
      schema: FeatureSchema(of: forest, rule: .values), pipeline: nil, forest: forest, policy: nil)
  }
}

extension Forest {
  /// The columns of a bare model, some of which hold the codes of categories.
  ///
  /// - Parameter categories: Of each feature; nil for one that has none.
  fileprivate func features(_ categories: [[Category]?], acceptsUnknown: Bool) -> [FeatureSchema.Feature] {
    zip(featureNames, categories).map { name, categories in
      FeatureSchema.Feature(
        name: name, kind: categories.map { .categorical($0, acceptsUnknown: acceptsUnknown) } ?? .numeric)
    }
  }
}

extension LightGBMReader.Result {
  /// The model, whose columns know the categories that the text names. One that it does not name is missing to
  /// LightGBM, and goes the way of a number that no split lists.
  fileprivate func model() throws(ScoringError) -> ScoringModel {
    let categories = categories.ofColumns
    guard !categories.isEmpty else { return ScoringModel(forest) }
    let features = forest.features(forest.featureNames.indices.map { categories[$0] }, acceptsUnknown: true)
    return try ScoringModel(
      schema: FeatureSchema(unchecked: features), pipeline: nil, forest: forest, policy: nil)
  }
}

extension XGBoostReader.Result {
  /// The model, whose columns know the categories that the document names; one it does not name is refused.
  ///
  /// - Throws: ``ScoringError/Code/inconsistentDocument`` for a category or a column that is named twice.
  fileprivate func model() throws(ScoringError) -> ScoringModel {
    guard categories.contains(where: { $0 != nil }) else { return ScoringModel(forest) }
    return try ScoringModel(
      schema: FeatureSchema(forest.features(categories, acceptsUnknown: false)), pipeline: nil,
      forest: forest,
      policy: nil)
  }
}

extension ONNXReader.Result {
  /// The model with what prepares its rows.
  ///
  /// - Throws: ``ScoringError/Code/inconsistentDocument`` for steps that do not fit each other.
  fileprivate func model() throws(ScoringError) -> ScoringModel {
    guard !steps.isEmpty else { return try ScoringModel(values: forest) }
    return try ScoringModel(
      schema: try FeatureSchema(forest.featureNames.map { FeatureSchema.Feature(name: $0, rule: .values) }),
      pipeline: try Pipeline(steps), forest: forest, policy: nil)
  }
}
