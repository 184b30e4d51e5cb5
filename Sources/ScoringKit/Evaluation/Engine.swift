/// How a forest finds leaves: one of three engines, chosen when it is prepared.
enum Engine: Sendable {
  /// Ranks, for trees of at most 256 leaves with not too many thresholds: the usual model.
  case ranked(ByteRankEngine)
  /// Ranks of two bytes, for trees of any size with any but extremely many features or categorical splits.
  case wide(WordRankEngine)
  /// Thresholds as they are, for any forest.
  case plain(ThresholdEngine)

  /// Prepares a forest.
  ///
  /// - Parameter kind: The engine wanted; the next one serves where the forest does not suit it.
  init(_ forest: Forest, kind: Evaluator.EngineKind?) {
    let columns = SplitColumns(of: forest)
    if kind == nil || kind == .ranked, let ranked = ByteRankEngine(forest, columns: columns) {
      self = .ranked(ranked)
    } else if kind != .plain, let wide = WordRankEngine(forest, columns: columns) {
      self = .wide(wide)
    } else {
      self = .plain(ThresholdEngine(forest, columns: columns))
    }
  }
}

extension Evaluator {
  /// The engines' names, to ask for one.
  package enum EngineKind: CaseIterable, Sendable {
    case ranked
    case wide
    case plain
  }

  /// The engine in use.
  package var engineKind: EngineKind {
    switch engine {
    case .ranked: .ranked
    case .wide: .wide
    case .plain: .plain
    }
  }
}
