/// How a forest finds leaves: one of three engines, chosen when it is prepared. All give the same bits.
enum Engine: Sendable {
  /// Ranks of a byte, for trees of at most 256 leaves with not too many thresholds: the usual model.
  case byteRanks(ByteRankEngine)
  /// Ranks of two bytes, for trees of any size with any but extremely many features or categorical splits.
  case wordRanks(WordRankEngine)
  /// Thresholds as they are, for any forest.
  case thresholds(ThresholdEngine)
}

/// Why an engine does not suit a forest, in words for a person.
struct EngineMisfit: Error {
  let reason: String
}

/// The engine that a forest is scored with, and why those before it do not suit the forest.
public struct EngineChoice: Sendable {
  /// The engines, the fastest first.
  public enum Kind: String, CaseIterable, Sendable {
    /// Trees of up to 256 leaves, whose thresholds are looked up once a row.
    case byteRanks = "byte ranks"
    /// Trees of any size, whose thresholds are looked up once a row.
    case wordRanks = "word ranks"
    /// Any forest: every split compares its own threshold.
    case thresholds
  }

  /// The engine in use.
  public let kind: Kind
  /// Each faster engine, and why it does not suit the forest.
  public let misfits: [(kind: Kind, reason: String)]
}

extension Engine {
  /// Prepares a forest for the first engine that suits it.
  ///
  /// - Parameter wanted: The engine to begin with; nil for the fastest.
  static func choose(for forest: Forest, from wanted: EngineChoice.Kind?) -> (Engine, EngineChoice) {
    let columns = SplitColumns(of: forest)
    var misfits: [(kind: EngineChoice.Kind, reason: String)] = []
    for kind in EngineChoice.Kind.allCases.drop(while: { wanted != nil && $0 != wanted }) {
      do throws(EngineMisfit) {
        let engine: Engine =
          switch kind {
          case .byteRanks: .byteRanks(try ByteRankEngine(forest, columns: columns))
          case .wordRanks: .wordRanks(try WordRankEngine(forest, columns: columns))
          case .thresholds: .thresholds(ThresholdEngine(forest, columns: columns))
          }
        return (engine, EngineChoice(kind: kind, misfits: misfits))
      } catch {
        misfits.append((kind, error.reason))
      }
    }
    // The last engine suits every forest.
    return (
      .thresholds(ThresholdEngine(forest, columns: columns)),
      EngineChoice(kind: .thresholds, misfits: misfits)
    )
  }
}

extension EngineChoice: CustomStringConvertible {
  /// For a person, such as `word ranks (not byte ranks: tree 3 has 300 leaves, and a byte tells 256 apart)`.
  public var description: String {
    let reasons = misfits.map { "not \($0.kind.rawValue): \($0.reason)" }
    return reasons.isEmpty ? kind.rawValue : "\(kind.rawValue) (\(reasons.joined(separator: "; ")))"
  }
}
