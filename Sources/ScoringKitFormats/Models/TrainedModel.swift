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
  ///
  /// LightGBM's text has always been given its columns by the bundle, categories or their codes.
  let preparesRows: Bool

  /// Reads a document of that format.
  ///
  /// - Throws: What the format's reader throws; ``ScoringError/Code/unsupportedOperation`` for a pickle that
  ///   only prepares rows.
  init(_ document: EmbeddedModel, limits: ReadLimits) throws(ScoringError) {
    try self.init(document.format, document.bytes, document.xgBoost, part: document.part, limits: limits)
  }

  /// Reads a document of that format, whose options fit it.
  ///
  /// - Parameter part: The way to the model in a pickle of several parts; nil for the only one.
  /// - Throws: As ``init(_:limits:)``.
  init(
    _ documentFormat: ModelFormat, _ bytes: [UInt8], _ xgBoost: XGBoostOptions, part: String?,
    limits: ReadLimits
  ) throws(ScoringError) {
    let options = XGBoostReader.Options(xgBoost)
    let name = documentFormat.rawValue
    var parts: [DocumentPart] = []
    switch documentFormat {
    case .lightGBMText:
      let result = try LightGBMReader.read(bytes)
      (model, format, classes) = (try result.model(), "\(name) \(result.version)", [])
    case .xgBoostJSON:
      let result = try XGBoostReader.read(json: bytes, options: options)
      (model, format, classes) = (try result.model(), "\(name) \(result.version)", [])
    case .xgBoostUBJSON:
      let result = try XGBoostReader.read(ubjson: bytes, options: options)
      (model, format, classes) = (try result.model(), "\(name) \(result.version)", [])
    case .catBoostJSON:
      let result = try CatBoostReader.read(bytes)
      (model, classes) = (try ScoringModel(values: result.forest), result.classes)
      format = result.version.map { "\(name) \($0)" } ?? name
    case .onnx:
      let result = try ONNXReader.read(bytes)
      (model, format, classes) = (try result.model(), "\(name) \(result.producer)", result.classes)
    case .pickle:
      let pickled = try PickledModel(bytes, part: part, limits: limits)
      guard case .model(let model) = pickled.content else {
        throw ScoringError(
          .unsupportedOperation,
          "\(pickled.path): this is a \(pickled.format), which prepares rows and holds no model to score them; it is "
            + "loaded as a pipeline, by itself")
      }
      (self.model, format, classes) = (model, pickled.format, pickled.classes)
      parts = pickled.parts
    }
    self.parts = parts
    preparesRows =
      model.pipeline != nil
      || documentFormat != .lightGBMText && model.schema.features.contains { $0.kind != .numeric }
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

extension PickledModel {
  /// Reads a pickle of at most that size.
  ///
  /// - Parameter part: The way to what is meant in it; nil for the only model or transformer.
  /// - Throws: As ``PickleModelReader/read(_:options:)``.
  init(_ bytes: [UInt8], part: String?, limits: ReadLimits) throws(ScoringError) {
    var options = PickleModelReader.Options()
    options.path = part
    options.limits.byteCount = limits.maximumBytes
    self = try PickleModelReader.read(bytes, options: options)
  }
}
