internal import ScoringKit
internal import ScoringKitFormats

/// What a `skit_pipeline *` points to.
final class PipelineHandle: Handle, Sendable {
  static let argumentName: StaticString = "pipeline"

  let document: PipelineDocument
  /// The columns a row must have.
  var schema: FeatureSchema { document.schema }

  init(_ document: PipelineDocument) { self.document = document }
}
