internal import ScoringKit
internal import ScoringKitFormats

/// What `skit inspect` says about preprocessing without a model.
struct PipelineSummary {
  let document: PipelineDocument

  /// The summary for a person: one line a fact, then the columns that go in and those that come out.
  func text(showsAll: Bool) -> String {
    let features = document.schema.features
    let names = document.outputNames
    let facts = ReportFormat.lines([
      ("kind", "preprocessing, no model"), ("format", document.format),
      ("digest", "sha256 \(document.digest)"),
      ("steps", ModelSummary.names(of: document.pipeline).joined(separator: ", ")),
      ("features", "\(features.count)"),
    ])
    let shown = showsAll ? names[...] : names.prefix(ModelSummary.shownFeatures)
    let rest = names.count - shown.count
    return
      (facts + ModelSummary.featureLines(features, showsAll: showsAll)
      + ReportFormat.lines([("columns out", "\(names.count)")]) + shown.map { "  " + TextTable.cell($0) }
      + (rest > 0 ? ["  and \(rest) more (--all)"] : []) + PartList(parts: document.parts).lines)
      .joined(separator: "\n") + "\n"
  }

  /// The summary for a program; every key is always there.
  var json: JSONContent {
    .object([
      "kind": .text("preprocessing"), "format": .text(document.format), "digest": .text(document.digest),
      "steps": .array(ModelSummary.names(of: document.pipeline).map { .text($0) }),
      "features": .array(document.schema.features.map(ModelSummary.json)),
      "columns": .array(document.outputNames.map { .text($0) }),
      "parts": PartList(parts: document.parts).json,
    ])
  }
}
