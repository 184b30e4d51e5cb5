extension BackgroundTree {
  /// Adds this tree's Shapley values of eight rows against the background.
  ///
  /// Same bits whatever else is in the batch: a row's numbers never leave its lane, leaves are added in preorder,
  /// patterns in rising order.
  ///
  /// - Parameters:
  ///   - scratch: As ``findPatterns(_:_:)`` left it.
  ///   - lanes: Rows that there are; the sums of the others mean nothing.
  ///   - sums: Eight numbers a player, one a row.
  func addContributions(
    _ scratch: borrowing PatternScratch, lanes: Int, weights: CoalitionWeights,
    to sums: inout MutableSpan<Double>
  ) {
    let edges = scratch.edges.span
    let (tables, pathPlayers) = (tables.span, pathPlayers.span)
    for leaf in tabledLeaves {
      let pattern = edges[leaf.edge]
      let count = leaf.players.count
      let values = TableRows(pattern, count: count, table: leaf.table)
      for place in 0..<count {
        let player = Int(pathPlayers[leaf.players.lowerBound + place])
        values.add(place, of: tables, to: &sums, at: player * ComparandBlock.laneCount)
      }
    }
    for listed in listedLeaves {
      let pattern = edges[listed.leaf.edge]
      for lane in 0..<lanes {
        addPatterns(listed, pattern[lane], weights, to: &sums, lane: lane)
      }
    }
  }

  /// Sums over the patterns that occur in the background.
  private func addPatterns(
    _ listed: ListedLeaf, _ pattern: Int64, _ weights: CoalitionWeights, to sums: inout MutableSpan<Double>,
    lane: Int
  ) {
    let leaf = listed.leaf
    let failed = leaf.wholePattern & ~pattern
    let failedCount = failed.nonzeroBitCount
    let (patterns, shares) = (patterns.span, shares.span)
    var lost = 0.0
    for index in listed.patterns where failed & ~patterns[index] == 0 {
      let gained = pattern & ~patterns[index]
      let gainedCount = gained.nonzeroBitCount
      lost += shares[index] * weights.gain(failedCount, against: gainedCount)
      add(
        shares[index] * weights.gain(gainedCount, against: failedCount), gained, leaf, to: &sums, lane: lane)
    }
    if lost != 0 { add(-lost, failed, leaf, to: &sums, lane: lane) }
  }

  /// Adds a number to the players whose bits are set.
  @inline(__always)
  private func add(
    _ number: Double, _ bits: Int64, _ leaf: Leaf, to sums: inout MutableSpan<Double>, lane: Int
  ) {
    var bits = bits
    while bits != 0 {
      let player = Int(pathPlayers[leaf.players.lowerBound + bits.trailingZeroBitCount])
      sums[player * ComparandBlock.laneCount + lane] += number
      bits &= bits &- 1
    }
  }
}

/// Where the values of eight rows' patterns begin in the tables.
private struct TableRows {
  private let starts: SIMD8<Int>

  @inline(__always)
  init(_ pattern: SIMD8<Int64>, count: Int, table: Int) {
    var starts = SIMD8<Int>.zero
    for lane in 0..<ComparandBlock.laneCount { starts[lane] = table + Int(pattern[lane]) * count }
    self.starts = starts
  }

  /// Adds each row's value of the place-th player.
  @inline(__always)
  func add(_ place: Int, of tables: Span<Double>, to sums: inout MutableSpan<Double>, at sum: Int) {
    // Safety: a pattern has bits of its leaf's players only, so it is below 2^count, and the table has 2^count · count
    // numbers; the last sum is checked here, the others lie before it.
    _ = sums[sum + 7]
    unsafe sums[unchecked: sum] += tables[unchecked: starts[0] + place]
    unsafe sums[unchecked: sum + 1] += tables[unchecked: starts[1] + place]
    unsafe sums[unchecked: sum + 2] += tables[unchecked: starts[2] + place]
    unsafe sums[unchecked: sum + 3] += tables[unchecked: starts[3] + place]
    unsafe sums[unchecked: sum + 4] += tables[unchecked: starts[4] + place]
    unsafe sums[unchecked: sum + 5] += tables[unchecked: starts[5] + place]
    unsafe sums[unchecked: sum + 6] += tables[unchecked: starts[6] + place]
    unsafe sums[unchecked: sum + 7] += tables[unchecked: starts[7] + place]
  }
}
