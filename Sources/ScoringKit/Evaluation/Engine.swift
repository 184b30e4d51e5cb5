/// How a forest finds leaves: one of two engines, chosen when it is prepared.
enum Engine: Sendable {
  /// Ranks, for trees of at most 256 leaves with not too many thresholds: the usual model.
  case ranked(RankedEngine)
  /// Thresholds as they are, for any forest.
  case plain(DescentEngine)

  /// Prepares a forest.
  ///
  /// - Parameter kind: The engine wanted; the plain one serves where the forest does not suit it.
  init(_ forest: Forest, kind: Evaluator.EngineKind?) {
    let columns = SplitColumns(of: forest)
    if kind != .plain, let ranked = RankedEngine(forest, columns: columns) {
      self = .ranked(ranked)
    } else {
      self = .plain(DescentEngine(forest, columns: columns))
    }
  }
}

extension Evaluator {
  /// The engines' names, to ask for one.
  package enum EngineKind: CaseIterable, Sendable {
    case ranked
    case plain
  }

  /// The engine in use.
  package var engineKind: EngineKind {
    switch engine {
    case .ranked: .ranked
    case .plain: .plain
    }
  }
}
