internal import ScoringKit

extension Bundle {
  /// Reads the embedded model and joins it with schema, scaler and policy.
  ///
  /// - Returns: The model, and what its own document says.
  /// - Throws: What the model's reader throws, at the path of the document, its own place in the message; and
  ///   ``ScoringError/Code/inconsistentDocument`` for parts that do not fit each other.
  func makeModel(_ budget: ReadBudget) throws(ScoringError) -> (model: ScoringModel, trained: TrainedModel) {
    let trained = try trainedModel(budget)
    let schema = schema.compared(as: trained.model.schema)
    guard trained.preparesRows else {
      let model = try ScoringModel(
        schema: schema, scaler: scaler, forest: trained.model.forest, policy: policy)
      return (model, trained)
    }
    try requireOwnPreparation(of: trained)
    let model = try ScoringModel(
      schema: schema, pipeline: trained.model.pipeline, forest: trained.model.forest, policy: policy)
    return (model, trained)
  }

  /// Refuses parts beside a model that prepares its rows itself, unless they say the same.
  private func requireOwnPreparation(of trained: TrainedModel) throws(ScoringError) {
    guard scaler == nil else {
      throw ScoringError(
        .inconsistentDocument,
        "the model, \(trained.format), prepares its rows itself; 'scaler' must be null beside it",
        at: .path(DocumentPath.root.member("scaler").description, byte: nil))
    }
    let own = trained.model.schema.features
    let path = DocumentPath.root.member("features")
    guard schema.features.count == own.count else {
      throw ScoringError(
        .inconsistentDocument, "\(schema.features.count) features; the model takes \(own.count) raw columns",
        at: .path(path.description, byte: nil))
    }
    let takesCodes = trained.model.pipeline == nil
    for (index, (stated, feature)) in zip(schema.features, own).enumerated()
    where !stated.describes(feature, takesCodes: takesCodes) {
      throw ScoringError(
        .inconsistentDocument,
        stated.name == feature.name
          ? "'\(stated.name)' is of another kind, or has other categories, than in the model"
          : "'\(stated.name)' is '\(feature.name)' in the model",
        at: .path(path.element(index).description, byte: nil))
    }
  }

  private func trainedModel(_ budget: ReadBudget) throws(ScoringError) -> TrainedModel {
    let path = DocumentPath.root.member("model").member(model.documentKey).description
    guard case .model(model.format)? = try? DocumentKind(of: model.bytes) else {
      throw ScoringError(
        .unknownFormat, "what stands here is no document of the format '\(model.format.rawValue)'",
        at: .path(path, byte: nil))
    }
    do throws(ScoringError) {
      return try model.read(budget)
    } catch {
      throw ScoringError(error.code, error.description, at: .path(path, byte: nil))
    }
  }
}

extension FeatureSchema {
  /// The columns as a bundle states them, compared as the model's own are; categories that only the bundle knows are
  /// pandas'.
  fileprivate func compared(as own: FeatureSchema) -> FeatureSchema {
    guard features.count == own.features.count else { return self }
    return FeatureSchema(
      unchecked: zip(features, own.features).map { stated, own in
        let isOwn = stated.kind == .numeric || own.kind != .numeric
        return Feature(name: stated.name, kind: stated.kind, rule: isOwn ? own.rule : .codes)
      })
  }
}

extension FeatureSchema.Feature {
  /// Whether a bundle may state this of a model's own column: its name, and its kind.
  ///
  /// Bundles once knew categories as texts only, whatever the model's are, and number codes of a column that is given
  /// its categories' values today.
  ///
  /// - Parameter takesCodes: Whether nothing stands before the model, so that it sees the codes themselves.
  fileprivate func describes(_ own: FeatureSchema.Feature, takesCodes: Bool) -> Bool {
    guard name == own.name else { return false }
    if kind == own.kind || (takesCodes && kind == .numeric) { return true }
    guard takesCodes, case .categorical(let stated, let acceptsUnknown) = kind,
      case .categorical(let categories, acceptsUnknown) = own.kind
    else { return false }
    return stated.map(\.description) == categories.map(\.description)
  }
}
