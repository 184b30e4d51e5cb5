extension BackgroundBuilder {
  /// Histograms that are counted together may take so many bytes, unless one takes more.
  private static let histogramBytes = 1 << 25

  /// Counts the background's patterns at each leaf, of some leaves at a time, and adds the tree's margins.
  ///
  /// - Returns: The tree's mean over the background.
  mutating func count(_ tree: inout BackgroundTree, _ output: Int) throws(ScoringError) -> Double {
    let scratchBytes = PatternScratch.bytes(splitCount: tree.splits.count)
    try share.grow(by: scratchBytes)
    var scratch = PatternScratch(splitCount: tree.splits.count)
    var sum = 0.0
    var firstLeaf = 0
    while firstLeaf < tree.leaves.count {
      let (leaves, bytes) = countedTogether(tree, from: firstLeaf)
      try share.grow(by: bytes)
      let counts = try countPatterns(tree, leaves, output, &scratch)
      for (index, counts) in zip(leaves, counts) {
        let leaf = tree.leaves[index]
        for count in counts where count.pattern == leaf.wholePattern {
          sum += leaf.value * Double(count.count)
        }
        try progress?.requireGoingOn()
        try tree.store(counts, of: leaf, rowCount: background.rowCount, budget: &budget, share)
      }
      share.shrink(by: bytes)
      firstLeaf = leaves.upperBound
    }
    share.shrink(by: scratchBytes)
    return sum / Double(background.rowCount)
  }

  /// The leaves from one on whose patterns are counted together, and what that takes.
  private func countedTogether(_ tree: BackgroundTree, from first: Int) -> (leaves: Range<Int>, bytes: Int) {
    var end = first
    var bytes = 0
    while end < tree.leaves.count {
      let more = PatternHistogram.bytes(
        playerCount: tree.leaves[end].players.count, rowCount: background.rowCount)
      guard end == first || bytes + more <= Self.histogramBytes else { break }
      bytes += more
      end += 1
    }
    return (first..<end, bytes)
  }

  /// The patterns of some leaves; with the first of them come the tree's margins.
  private mutating func countPatterns(
    _ tree: BackgroundTree, _ leaves: Range<Int>, _ output: Int, _ scratch: inout PatternScratch
  ) throws(ScoringError) -> [[PatternCount]] {
    let outputCount = forest.outputCount
    var histograms = tree.leaves[leaves].map { PatternHistogram(playerCount: $0.players.count) }
    for group in 0..<background.groupCount {
      try progress?.requireGoingOn()
      tree.findPatterns(background.values.span.extracting(background.range(ofGroup: group)), &scratch)
      let firstRow = group * ComparandBlock.laneCount
      let lanes = Swift.min(background.rowCount - firstRow, ComparandBlock.laneCount)
      for (place, index) in leaves.enumerated() {
        let pattern = scratch.edges[tree.leaves[index].edge]
        for lane in 0..<lanes { histograms[place].add(pattern[lane]) }
      }
      guard leaves.lowerBound == 0 else { continue }
      var all = margins.mutableSpan
      var rows = all._mutatingExtracting(
        firstRow * outputCount + output..<(firstRow + lanes) * outputCount)
      tree.addMargins(scratch, lanes: lanes, to: &rows, rowWidth: outputCount)
    }
    return histograms.map(\.counts)
  }
}
