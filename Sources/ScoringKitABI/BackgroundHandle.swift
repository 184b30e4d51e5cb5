internal import ScoringKit

/// What a `skit_background *` points to.
final class BackgroundHandle: Handle, Sendable {
  static let argumentName: StaticString = "background"

  let background: ScoringModel.Background

  init(_ background: ScoringModel.Background) { self.background = background }
}
