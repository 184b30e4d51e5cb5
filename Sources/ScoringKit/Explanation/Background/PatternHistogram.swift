/// How often each pattern of one leaf occurs.
struct PatternHistogram {
  /// Patterns up to this many players are counted in an array, others in a dictionary.
  private static let densePlayerCount = 12

  private var dense: [Int32]
  private var sparse: [Int64: Int32] = [:]

  init(playerCount: Int) {
    dense = [Int32](repeating: 0, count: playerCount <= Self.densePlayerCount ? 1 << playerCount : 0)
  }

  mutating func add(_ pattern: Int64) {
    if dense.isEmpty {
      sparse[pattern, default: 0] += 1
    } else {
      dense[Int(pattern)] += 1
    }
  }

  /// The patterns that occur, rising.
  var counts: [PatternCount] {
    if dense.isEmpty {
      return sparse.sorted { $0.key < $1.key }.map { PatternCount(pattern: $0.key, count: Int($0.value)) }
    }
    return dense.enumerated().compactMap { pattern, count in
      count == 0 ? nil : PatternCount(pattern: Int64(pattern), count: Int(count))
    }
  }
}
