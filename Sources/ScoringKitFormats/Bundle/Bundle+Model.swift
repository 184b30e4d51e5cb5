internal import ScoringKit

extension Bundle {
  /// Reads the embedded model and joins it with schema, scaler and policy.
  ///
  /// - Returns: The model, and what its own document says.
  /// - Throws: What the model's reader throws, at the path of the document, its own place in the message; and
  ///   ``ScoringError/Code/inconsistentDocument`` for parts that do not fit each other.
  func makeModel(limits: ReadLimits) throws(ScoringError) -> (model: ScoringModel, trained: TrainedModel) {
    let trained = try trainedModel(limits: limits)
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
        at: .path(JSONPath.root.member("scaler").description, byte: nil))
    }
    let own = trained.model.schema.features
    let path = JSONPath.root.member("features")
    guard schema.features.count == own.count else {
      throw ScoringError(
        .inconsistentDocument, "\(schema.features.count) features; the model takes \(own.count) raw columns",
        at: .path(path.description, byte: nil))
    }
    for (index, (stated, feature)) in zip(schema.features, own).enumerated() where stated != feature {
      throw ScoringError(
        .inconsistentDocument,
        stated.name == feature.name
          ? "'\(stated.name)' is of another kind, or has other categories, than in the model"
          : "'\(stated.name)' is '\(feature.name)' in the model",
        at: .path(path.element(index).description, byte: nil))
    }
  }

  private func trainedModel(limits: ReadLimits) throws(ScoringError) -> TrainedModel {
    let path = JSONPath.root.member("model").member(model.documentKey).description
    guard case .model(model.format)? = try? DocumentKind(of: model.bytes) else {
      throw ScoringError(
        .unknownFormat, "what stands here is no document of the format '\(model.format.rawValue)'",
        at: .path(path, byte: nil))
    }
    do throws(ScoringError) {
      return try TrainedModel(model, limits: limits)
    } catch {
      throw ScoringError(error.code, error.description, at: .path(path, byte: nil))
    }
  }
}
