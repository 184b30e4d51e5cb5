extension BackgroundTree {
  /// Copies the patterns of up to eight rows at every leaf; leaf · rowCount + row.
  ///
  /// - Parameter scratch: As ``findPatterns(_:_:)`` left it.
  func copyPatterns(
    _ scratch: borrowing PatternScratch, firstRow: Int, lanes: Int, rowCount: Int,
    to patterns: inout MutableSpan<Int64>
  ) {
    for index in leaves.indices {
      let pattern = scratch.edges[leaves[index].edge]
      for lane in 0..<lanes { patterns[index * rowCount + firstRow + lane] = pattern[lane] }
    }
  }

  /// Adds this tree's Shapley values of one row against each of up to eight background rows, each pair with its
  /// own factor.
  ///
  /// - Parameters:
  ///   - patterns: The row's pattern at a leaf is at leaf · rowCount + row.
  ///   - background: The background rows' patterns, as ``findPatterns(_:_:)`` left them.
  ///   - factors: One a background row.
  ///   - sums: One a player.
  func addPairs(
    row: Int, rowCount: Int, _ patterns: Span<Int64>, _ background: borrowing PatternScratch,
    _ factors: Span<Double>, _ weights: CoalitionWeights, to sums: inout MutableSpan<Double>
  ) {
    let edges = background.edges.span
    for index in leaves.indices {
      let leaf = leaves[index]
      let pattern = patterns[index * rowCount + row]
      let others = edges[leaf.edge]
      for lane in factors.indices where pattern | others[lane] == leaf.wholePattern {
        add(leaf, pattern, others[lane], leaf.value * factors[lane], weights, to: &sums)
      }
    }
  }

  private func add(
    _ leaf: Leaf, _ pattern: Int64, _ other: Int64, _ value: Double, _ weights: CoalitionWeights,
    to sums: inout MutableSpan<Double>
  ) {
    var gained = pattern & ~other
    var lost = other & ~pattern
    let (gainedCount, lostCount) = (gained.nonzeroBitCount, lost.nonzeroBitCount)
    let gain = value * weights.gain(gainedCount, against: lostCount)
    let loss = value * weights.gain(lostCount, against: gainedCount)
    while gained != 0 {
      sums[Int(pathPlayers[leaf.players.lowerBound + gained.trailingZeroBitCount])] += gain
      gained &= gained &- 1
    }
    while lost != 0 {
      sums[Int(pathPlayers[leaf.players.lowerBound + lost.trailingZeroBitCount])] -= loss
      lost &= lost &- 1
    }
  }
}
