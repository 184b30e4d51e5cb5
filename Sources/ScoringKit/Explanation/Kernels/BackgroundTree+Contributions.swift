extension BackgroundTree {
  /// Adds this tree's Shapley values of up to eight rows against the background.
  ///
  /// Same bits whatever else is in the batch: leaves are added in preorder, patterns in rising order.
  ///
  /// - Parameters:
  ///   - scratch: As ``findPatterns(_:_:)`` left it.
  ///   - sums: The features' values of a row begin `rowWidth` after those of the row before it.
  func addContributions(
    _ scratch: PatternScratch, lanes: Int, weights: CoalitionWeights, to sums: inout MutableSpan<Double>,
    rowWidth: Int
  ) {
    let edges = scratch.edges.span
    let tables = tables.span
    let pathFeatures = pathFeatures.span
    for leaf in leaves {
      let pattern = edges[leaf.edge]
      guard let table = leaf.table else {
        for lane in 0..<lanes {
          addPatterns(leaf, pattern[lane], weights, to: &sums, start: lane * rowWidth)
        }
        continue
      }
      let count = leaf.features.count
      for lane in 0..<lanes {
        let values = table + Int(pattern[lane]) * count
        let start = lane * rowWidth
        for place in 0..<count {
          sums[start + Int(pathFeatures[leaf.features.lowerBound + place])] += tables[values + place]
        }
      }
    }
  }

  /// Sums over the patterns that occur in the background.
  private func addPatterns(
    _ leaf: Leaf, _ pattern: Int64, _ weights: CoalitionWeights, to sums: inout MutableSpan<Double>,
    start: Int
  ) {
    let failed = leaf.wholePattern & ~pattern
    let failedCount = failed.nonzeroBitCount
    let (patterns, shares) = (patterns.span, shares.span)
    var lost = 0.0
    for index in leaf.patterns where failed & ~patterns[index] == 0 {
      var gained = pattern & ~patterns[index]
      let gainedCount = gained.nonzeroBitCount
      lost += shares[index] * weights.gain(failedCount, against: gainedCount)
      let gain = shares[index] * weights.gain(gainedCount, against: failedCount)
      while gained != 0 {
        let place = leaf.features.lowerBound + gained.trailingZeroBitCount
        sums[start + Int(pathFeatures[place])] += gain
        gained &= gained &- 1
      }
    }
    guard lost != 0 else { return }
    for place in leaf.features where failed >> Int64(place - leaf.features.lowerBound) & 1 != 0 {
      sums[start + Int(pathFeatures[place])] -= lost
    }
  }
}
