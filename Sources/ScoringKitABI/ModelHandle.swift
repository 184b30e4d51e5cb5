internal import ScoringKit
internal import ScoringKitFormats

/// What a `skit_model *` points to.
final class ModelHandle: RowHandle, Sendable {
  static let argumentName: StaticString = "model"

  let document: ModelDocument
  /// The document's model: raw rows in, answers out.
  var model: ScoringModel { document.model }

  var featureCount: Int { model.schema.features.count }

  init(_ document: ModelDocument) { self.document = document }
}
