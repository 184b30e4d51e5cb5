internal import ScoringKit
internal import ScoringKitFormats

extension EngineChoice {
  /// For a program: the engine, and the reason of each one before it.
  var json: JSONContent {
    .object([
      "name": .text(kind.rawValue),
      "misfits": .array(
        misfits.map { .object(["name": .text($0.kind.rawValue), "reason": .text($0.reason)]) }),
    ])
  }
}
