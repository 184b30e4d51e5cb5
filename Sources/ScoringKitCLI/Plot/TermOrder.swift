/// Which terms a plot shows, strongest first, and which are summed behind them.
struct TermOrder {
  /// Shown one by one.
  let shown: [Int]
  /// Summed to one.
  let others: [Int]

  /// Ranks terms by magnitude, equals in their own order; a single one left over is shown too.
  init(_ magnitudes: [Double], top: Int) {
    let order = Self.strongestFirst(magnitudes)
    let count = order.count - 1 <= top ? order.count : top
    shown = Array(order[..<count])
    others = Array(order[count...])
  }

  /// The places of numbers by magnitude, equals in their own order; what is no number counts as infinite.
  static func strongestFirst(_ numbers: [Double]) -> [Int] {
    let magnitudes = numbers.map { $0.isNaN ? .infinity : $0.magnitude }
    return magnitudes.indices.sorted { first, second in
      magnitudes[first] != magnitudes[second] ? magnitudes[first] > magnitudes[second] : first < second
    }
  }
}
