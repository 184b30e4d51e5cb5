package import ScoringKit

extension Bundle {
  /// Joins one model and at most one scaler, in any order, into a bundle: with the columns stated, or else with the
  /// model's own, in which a name that only says a place gives way to the scaler's.
  ///
  /// The bundle is not read back: whether its parts fit each other in all, ``ModelDocument/init(joining:_:options:)``
  /// and ``init(joining:_:options:)`` say.
  ///
  /// - Parameters:
  ///   - inputs: The model, and the scaler if the model takes scaled columns.
  ///   - statement: Columns and policy.
  ///   - options: What reading may cost, what an XGBoost document leaves open, and whether the bundle's rows state
  ///     categories by the trainer's codes.
  /// - Throws: ``ScoringError/Code/invalidArgument`` for no model, two, or two scalers, and for a policy whose
  ///   positive class is the one the prediction is not of; ``ScoringError/Code/inconsistentDocument`` and
  ///   ``ScoringError/Code/columnMismatch`` for a scaler that does not fit the columns; what reading the model throws.
  init(
    unread inputs: [ConversionInput], _ statement: BundleStatement, _ options: ReadOptions
  ) throws(ScoringError) {
    let (document, scaler) = try Self.parts(inputs, options.xgBoost)
    let budget = ReadBudget(options.limits, byteCount: document.bytes.count)
    let trained = try document.read(budget)
    try Self.requireClass(statement.policy, of: trained)
    if scaler != nil { try Self.requirePlaceForScaler(in: trained) }
    let schema: FeatureSchema
    if let stated = statement.features {
      if let names = scaler?.names { try Self.requireOrder(names, of: stated) }
      schema = stated
    } else {
      if let names = scaler?.names { try Self.requireFit(names, to: trained) }
      // A scaled column holds no categories.
      let own =
        scaler == nil && !options.categoryCodes ? trained.model.schema : trained.model.schema.statingCodes
      schema = try Self.schema(own, naming: scaler?.names)
    }
    self.init(schema: schema, scaler: scaler?.scaler, policy: statement.policy, model: document)
  }

  /// Joins a bundle and reads it back before it is given: one that is given loads.
  ///
  /// - Throws: ``ScoringError/Code/invalidArgument`` for no model, two, or two scalers, and for a policy whose
  ///   positive class is the one the prediction is not of; ``ScoringError/Code/inconsistentDocument`` and
  ///   ``ScoringError/Code/columnMismatch`` for parts that do not fit each other; what reading the model or the bundle
  ///   throws.
  package init(
    joining inputs: [ConversionInput], _ statement: BundleStatement = BundleStatement(),
    options: ReadOptions = ReadOptions()
  ) throws(ScoringError) {
    try self.init(unread: inputs, statement, options)
    let bytes = try jsonBytes()
    try options.limits.requireFit(byteCount: bytes.count)
    let budget = ReadBudget(options.limits, byteCount: bytes.count)
    _ = try Bundle.read(bytes, budget: budget).makeModel(budget)
  }

  private typealias NamedScaler = (scaler: MinMaxScaler, names: [String]?)

  private static func parts(
    _ inputs: [ConversionInput], _ xgBoost: XGBoostOptions
  ) throws(ScoringError) -> (EmbeddedModel, NamedScaler?) {
    var models: [(format: ModelFormat, bytes: [UInt8], part: String?)] = []
    var scalers: [NamedScaler] = []
    for input in inputs {
      switch input {
      case .model(let format, let bytes, let part): models.append((format, bytes, part))
      case .scaler(let scaler, let names): scalers.append((scaler, names))
      }
    }
    guard !models.isEmpty || scalers.isEmpty else {
      throw ScoringError(
        .invalidArgument,
        "a bundle needs a model, and this is a scaler alone; convert it together with its model, or load its pickle "
          + "as it is, as a pipeline")
    }
    guard models.count == 1, scalers.count <= 1 else {
      throw ScoringError(
        .invalidArgument,
        "expected one model and at most one scaler, found \(models.count) models and \(scalers.count) scalers"
      )
    }
    let document = try EmbeddedModel(
      format: models[0].format, bytes: models[0].bytes, xgBoost: xgBoost, part: models[0].part)
    return (document, scalers.first)
  }

  /// Refuses a policy on the class whose probability the model does not give.
  private static func requireClass(_ policy: Policy?, of trained: TrainedModel) throws(ScoringError) {
    guard let policy, trained.classes.count == 2, policy.positiveClass == trained.classes[0] else { return }
    throw ScoringError(
      .invalidArgument,
      "the model's prediction is the probability of class '\(trained.classes[1])', not of "
        + "'\(trained.classes[0])', which is given as the positive class")
  }

  private static func requirePlaceForScaler(in trained: TrainedModel) throws(ScoringError) {
    guard !trained.preparesRows else {
      throw ScoringError(
        .inconsistentDocument,
        "the model, \(trained.format), prepares its rows itself; there is no place for a scaler before it")
    }
  }

  /// Refuses a scaler fitted on other columns than those stated.
  private static func requireOrder(_ names: [String], of stated: FeatureSchema) throws(ScoringError) {
    for (index, (scaled, feature)) in zip(names, stated.features).enumerated()
    where !FeatureSchema.canBeSame(scaled, feature.name, at: index) {
      throw ScoringError(
        .columnMismatch,
        "the scaler's column \(index) is '\(scaled)' and the bundle's '\(feature.name)'; both need one order")
    }
  }

  /// Refuses a scaler fitted on other columns than the model, where both say on which.
  private static func requireFit(_ names: [String], to trained: TrainedModel) throws(ScoringError) {
    let own = trained.model.schema.features.map(\.name)
    guard names.count == own.count else {
      throw ScoringError(
        .inconsistentDocument, "the scaler takes \(names.count) columns, the model has \(own.count) features")
    }
    for (index, (scaled, trained)) in zip(names, own).enumerated() {
      guard FeatureSchema.canBeSame(scaled, trained, at: index) else {
        throw ScoringError(
          .inconsistentDocument,
          "column \(index) is '\(scaled)' in the scaler and '\(trained)' in the model")
      }
    }
  }

  /// The model's columns, with the scaler's names where the model's only say a place.
  private static func schema(
    _ own: FeatureSchema, naming names: [String]?
  ) throws(ScoringError) -> FeatureSchema {
    guard let names else { return own }
    var features = own.features
    for (index, (feature, name)) in zip(own.features, names).enumerated()
    where FeatureSchema.isPlace(feature.name, at: index) && !FeatureSchema.isPlace(name, at: index) {
      features[index] = FeatureSchema.Feature(name: name, kind: feature.kind, rule: feature.rule)
    }
    return features == own.features ? own : try FeatureSchema(features)
  }
}
