import ScoringKit
import ScoringKitFormats

/// A model written as a bundle and read back scores alike, and a bundle that is read writes the same bytes.
enum BundleCheck {
  static func run(_ bytes: [UInt8], _ options: ReadOptions, _ document: ModelDocument, _ rows: ProbeTable) {
    if let bundle = document.bundle {
      guard let written = try? bundle.jsonBytes() else {
        preconditionFailure("a bundle that is read is written")
      }
      guard let again = try? ModelDocument(bytes: written) else { preconditionFailure("and read again") }
      precondition((try? again.bundle?.jsonBytes()) == written, "a bundle changes when it is written")
      compare(document.model, again.model, rows)
      if document.background != nil { _ = try? document.makeBackground() }
    } else {
      guard let input = try? ConversionInput(bytes: bytes, options: options),
        let joined = try? ModelDocument(joining: [input], options: options)
      else { return }
      compare(document.model, joined.model, rows)
    }
  }

  private static func compare(_ one: ScoringModel, _ other: ScoringModel, _ rows: ProbeTable) {
    // The bundle of a model whose categories are stated otherwise takes other rows.
    guard one.schema == other.schema else { return }
    let scores = [one, other].map { model in
      Answer.of(rows.rowCount * model.forest.predictionCount) { (span) throws(ScoringError) in
        try model.writePredictions(of: rows.values.span, layout: rows.layout, into: &span)
      }?.map(\.bitPattern)
    }
    precondition(scores[0] == scores[1], "the bundle scores otherwise")
  }
}
