import ScoringKit
import ScoringKitFormats

/// Preprocessing without a model: read, described, and rows sent through it.
enum PipelineCheck {
  static func run(_ bytes: [UInt8]) {
    guard let document = try? PipelineDocument(bytes: bytes) else { return }
    SchemaCheck.run(document.schema)
    let width = document.pipeline.inputCount
    precondition(document.outputNames.count == document.pipeline.outputCount)
    guard width * 4 <= 1 << 14, document.pipeline.outputCount <= 1 << 14 else { return }
    for value in [0.0, .nan, 1, -.infinity, 1e300] {
      _ = try? document.transformed([Double](repeating: value, count: width))
    }
  }
}
