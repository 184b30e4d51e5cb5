import ScoringKit
import ScoringKitFormats

@testable import ScoringKitCLI

/// Whatever claims to be a model or a pipeline: read, described, used, written as a bundle and read again.
enum DocumentTarget {
  @Sendable
  static func run(_ bytes: [UInt8]) {
    let options = options(for: bytes)
    let document = Bounds.within("reading", byteCount: bytes.count) { load(bytes, options) }
    guard let document else {
      Bounds.within("reading a pipeline", byteCount: bytes.count) { PipelineCheck.run(bytes) }
      return
    }
    let model = document.model
    let rows = ProbeTable(of: model)
    ScoreCheck(model, rows).run()
    ExplanationCheck(model, rows).run()
    SchemaCheck.run(model.schema)
    _ = ModelSummary(document).text(showsAll: true)
    _ = try? ModelSummary(document).json.bytes()
    BundleCheck.run(bytes, options, document, rows)
  }

  /// Nil for a refusal, which must be fit to be shown.
  private static func load(_ bytes: [UInt8], _ options: ReadOptions) -> ModelDocument? {
    do throws(ScoringError) {
      return try ModelDocument(bytes: bytes, options: options)
    } catch {
      precondition(!error.message.isEmpty)
      _ = error.description
      return nil
    }
  }

  /// Mostly the defaults; the others are chosen by the document's size, so that an input says them too.
  private static func options(for bytes: [UInt8]) -> ReadOptions {
    switch bytes.count % 8 {
    case 1 where bytes.first == UInt8(ascii: "{"):
      ReadOptions(xgBoost: XGBoostOptions(missingValue: -1, stopsAtBestIteration: true))
    case 2 where bytes.first == 0x80: ReadOptions(part: "$.model")
    case 3: ReadOptions(categoryCodes: true)
    default: ReadOptions()
    }
  }
}
