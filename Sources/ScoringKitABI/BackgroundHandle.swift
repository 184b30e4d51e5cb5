internal import ScoringKit

/// What a `skit_background *` points to.
final class BackgroundHandle: RowHandle, Sendable {
  static let argumentName: StaticString = "background"

  let background: ScoringModel.Background

  var featureCount: Int { background.model.schema.features.count }

  init(_ background: ScoringModel.Background) { self.background = background }
}
