internal import CScoringKit
internal import ScoringKit
internal import ScoringKitFormats

extension skit_model_info {
  /// The facts about a loaded document.
  init(describing document: ModelDocument) {
    let model = document.model
    self.init()
    struct_size = UInt32(MemoryLayout<Self>.size)
    kind = document.bundle == nil ? SKIT_KIND_MODEL : SKIT_KIND_BUNDLE
    capabilities = Self.capabilities(of: model) | (document.background == nil ? 0 : SKIT_HAS_BACKGROUND)
    reason_limit = Int32(clamping: model.policy?.reasonLimit ?? 0)
    feature_count = Int64(model.schema.features.count)
    output_count = Int64(model.forest.outputCount)
    prediction_count = Int64(model.forest.predictionCount)
    transformed_count = Int64(model.transformedCount)
    tree_count = Int64(model.forest.trees.count)
    leaf_count = Int64(model.forest.leafCount)
    // Safety: each closure gets exactly the bytes of its field, and `writePrefix` stays inside them.
    unsafe withUnsafeMutableBytes(of: &digest) { unsafe CText.writePrefix(of: document.digest, into: $0) }
    unsafe withUnsafeMutableBytes(of: &format) { unsafe CText.writePrefix(of: document.format, into: $0) }
    unsafe withUnsafeMutableBytes(of: &objective) {
      unsafe CText.writePrefix(of: model.forest.objective, into: $0)
    }
    unsafe withUnsafeMutableBytes(of: &positive_class) {
      unsafe CText.writePrefix(of: model.policy?.positiveClass ?? "", into: $0)
    }
  }

  private static func capabilities(of model: ScoringModel) -> UInt32 {
    (model.explainer == nil ? 0 : SKIT_CAN_EXPLAIN) | (model.policy == nil ? 0 : SKIT_CAN_DECIDE)
      | (model.forest.link.givesProbability ? SKIT_GIVES_PROBABILITY : 0)
      | (model.pipeline == nil ? 0 : SKIT_SCALES)
  }
}
