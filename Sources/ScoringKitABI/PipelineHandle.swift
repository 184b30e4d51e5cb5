internal import ScoringKit
internal import ScoringKitFormats

/// What a `skit_pipeline *` points to.
final class PipelineHandle: RowHandle, Sendable {
  static let argumentName: StaticString = "pipeline"

  let document: PipelineDocument
  /// The columns a row must have.
  var schema: FeatureSchema { document.schema }

  var featureCount: Int { document.pipeline.inputCount }

  init(_ document: PipelineDocument) { self.document = document }
}
