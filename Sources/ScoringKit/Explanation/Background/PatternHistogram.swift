/// How often each pattern of one leaf occurs.
struct PatternHistogram {
  /// Patterns up to this many players are counted in an array, others in a dictionary.
  private static let densePlayerCount = 12

  private var dense: [Int32]
  private var sparse: [Int64: Int32] = [:]

  /// What a histogram and its ``counts`` take at most, in bytes: an entry of the dictionary with what it leaves empty,
  /// and two sorted copies.
  static func bytes(playerCount: Int, rowCount: Int) -> Int {
    playerCount <= densePlayerCount ? 20 << playerCount : rowCount * 128
  }

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
