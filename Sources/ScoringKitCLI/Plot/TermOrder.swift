/// Which terms a plot shows, strongest first, and which are summed behind them.
struct TermOrder {
  /// Shown one by one.
  let shown: [Int]
  /// Summed to one.
  let others: [Int]

  /// Ranks terms by magnitude, equals in their own order; a single one left over is shown too.
  init(_ magnitudes: [Double], top: Int) {
    let order = magnitudes.indices.sorted { first, second in
      magnitudes[first] != magnitudes[second] ? magnitudes[first] > magnitudes[second] : first < second
    }
    let count = order.count <= top + 1 ? order.count : top
    shown = Array(order[..<count])
    others = Array(order[count...])
  }
}
