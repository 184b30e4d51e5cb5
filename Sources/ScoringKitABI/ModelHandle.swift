internal import ScoringKit
internal import ScoringKitFormats

/// What a `skit_model *` points to.
final class ModelHandle: Handle, Sendable {
  static let argumentName: StaticString = "model"

  let document: ModelDocument
  /// The document's model: raw rows in, answers out.
  var model: ScoringModel { document.model }

  init(_ document: ModelDocument) { self.document = document }
}
