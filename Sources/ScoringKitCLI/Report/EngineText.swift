internal import ScoringKit
internal import ScoringKitFormats

/// Which engine scores a model, and why no faster one does.
struct EngineText {
  private let choice: EngineChoice

  init(_ choice: EngineChoice) { self.choice = choice }

  /// For a person, such as `word ranks (not byte ranks: tree 3 has 300 leaves, and a byte tells 256 apart)`.
  var text: String {
    let misfits = choice.misfits.map { "not \($0.kind.rawValue): \($0.reason)" }
    return choice.kind.rawValue + (misfits.isEmpty ? "" : " (\(misfits.joined(separator: "; ")))")
  }

  /// For a program: the engine, and the reason of each one before it.
  var json: JSONContent {
    .object([
      "name": .text(choice.kind.rawValue),
      "misfits": .array(
        choice.misfits.map { .object(["name": .text($0.kind.rawValue), "reason": .text($0.reason)]) }),
    ])
  }
}
