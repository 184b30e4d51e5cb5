extension BackgroundExplainer {
  /// Rows handled together at most: a tree's background patterns are found once for all of them.
  static let pairBlockCapacity = 32

  /// Writes contributions in probability space, *rescaled*: rows × outputs × (players + 1), row-major, the base
  /// value, which is the mean probability over the background, last.
  ///
  /// Each background row's Shapley values in margin space are stretched by the slope of the logistic function
  /// between the two margins, then averaged, so that values and base value add up to the probability (computed in
  /// double, also where the trainer's is a float). They are shap's values for `model_output="probability"`,
  /// *not* the Shapley values of the probability: those can differ and even order features otherwise. Where a
  /// row and a background row have the same margin the slope is its limit, where shap takes 1. A model whose
  /// margins are probabilities already has its exact values here.
  ///
  /// - Throws: As ``writeContributions(of:layout:into:)``; also ``ScoringError/Code/unsupportedOperation`` for a model
  ///   whose predictions are not probabilities that come each of one margin.
  /// - Complexity: O(rows · background · leaves).
  public func writeRescaledContributions<Scalar: RowScalar>(
    of elements: Span<Scalar>, layout: RowLayout, into contributions: inout MutableSpan<Double>
  ) throws(ScoringError) {
    if forest.link == .probability {
      return try writeContributions(of: elements, layout: layout, into: &contributions)
    }
    guard let link = forest.logisticLink else {
      throw ScoringError(
        .unsupportedOperation,
        "contributions in probability space need a model whose probability is the logistic function of a margin; "
          + "this one's objective is '\(forest.objective)'")
    }
    try layout.requireFit(featureCount: forest.featureCount, available: elements.count)
    try layout.requireBuffer(contributions.count, width: contributionCount)
    try forest.requireAcceptable(elements, layout: layout)
    let capacity = pairBlockCapacity(rowCount: layout.rowCount)
    let share = try memory.takeScratch(pairScratchBytes(rowCount: layout.rowCount))
    defer { withExtendedLifetime(share) {} }
    var block = ComparandBlock(columns, missing: forest.missingValue, capacity: capacity)
    var scratch = PairScratch(for: self, rowCapacity: capacity)
    var firstRow = 0
    while firstRow < layout.rowCount {
      let count = Swift.min(layout.rowCount - firstRow, capacity)
      block.load(elements, layout: layout, firstRow: firstRow, count: count)
      var part = contributions._mutatingExtracting(
        firstRow * contributionCount..<(firstRow + count) * contributionCount)
      let terms = terms(of: elements, layout, firstRow: firstRow, count: count)
      writeRescaled(block, terms, link, &scratch, into: &part)
      firstRow += count
    }
  }

  @inline(never)
  private func writeRescaled(
    _ block: borrowing ComparandBlock, _ terms: [Double], _ link: LogisticSecant,
    _ scratch: inout PairScratch,
    into sums: inout MutableSpan<Double>
  ) {
    for index in sums.indices { sums[index] = 0 }
    findFactors(block, terms, link, &scratch)
    addPairs(block, &scratch.patterns, &scratch.rowPatterns, scratch.factors, to: &sums)
    addLinearPairs(terms, scratch.factors, to: &sums)
    finishRescaled(&sums, link)
  }

  /// The slopes between each row's margin and each background row's.
  private func findFactors(
    _ block: borrowing ComparandBlock, _ terms: [Double], _ link: LogisticSecant, _ scratch: inout PairScratch
  ) {
    let margins = margins(block, terms, &scratch.patterns)
    let outputCount = forest.outputCount
    for index in margins.indices {
      for other in 0..<backgroundCount {
        scratch.factors[index * backgroundCount + other] = link.slope(
          margins[index], backgroundMargins[other * outputCount + index % outputCount])
      }
    }
  }

  /// The rows' margins, summed in double as the background's were.
  private func margins(
    _ block: borrowing ComparandBlock, _ terms: [Double], _ patterns: inout PatternScratch
  ) -> [Double] {
    let width = forest.outputCount
    var margins = [Double](repeating: 0, count: block.rowCount * width)
    var all = margins.mutableSpan
    var term = 0
    for row in 0..<block.rowCount {
      for output in 0..<width { all[row * width + output] = constants[output] }
      for entry in linearModels {
        for _ in entry.means {
          all[row * width + entry.output] += terms[term]
          term += 1
        }
      }
    }
    for entry in trees {
      for group in 0..<block.groupCount {
        let row = group * ComparandBlock.laneCount
        let lanes = Swift.min(block.rowCount - row, ComparandBlock.laneCount)
        entry.tree.findPatterns(block.values.span.extracting(block.range(ofGroup: group)), &patterns)
        var rows = all._mutatingExtracting(row * width + entry.output..<(row + lanes) * width)
        entry.tree.addMargins(patterns, lanes: lanes, to: &rows, rowWidth: width)
      }
    }
    return margins
  }

  private func addPairs(
    _ block: borrowing ComparandBlock, _ patterns: inout PatternScratch, _ rowArray: inout [Int64],
    _ factors: [Double], to sums: inout MutableSpan<Double>
  ) {
    let width = players.count + 1
    for entry in trees {
      var rowPatterns = rowArray.mutableSpan
      for group in 0..<block.groupCount {
        let row = group * ComparandBlock.laneCount
        let lanes = Swift.min(block.rowCount - row, ComparandBlock.laneCount)
        entry.tree.findPatterns(block.values.span.extracting(block.range(ofGroup: group)), &patterns)
        entry.tree.copyPatterns(
          patterns, firstRow: row, lanes: lanes, rowCount: block.rowCount, to: &rowPatterns)
      }
      for group in 0..<background.groupCount {
        let columns = background.values.span.extracting(background.range(ofGroup: group))
        entry.tree.findPatterns(columns, &patterns)
        let other = group * ComparandBlock.laneCount
        let lanes = Swift.min(backgroundCount - other, ComparandBlock.laneCount)
        for row in 0..<block.rowCount {
          let factor = (row * forest.outputCount + entry.output) * backgroundCount + other
          let start = row * contributionCount + entry.output * width
          var features = sums._mutatingExtracting(start..<start + width)
          entry.tree.addPairs(
            row: row, rowCount: block.rowCount, rowPatterns.span, patterns,
            factors.span.extracting(factor..<factor + lanes), weights, to: &features)
        }
      }
    }
  }

  private func addLinearPairs(_ terms: [Double], _ factors: [Double], to sums: inout MutableSpan<Double>) {
    guard !linearModels.isEmpty else { return }
    var term = 0
    for row in 0..<sums.count / contributionCount {
      for entry in linearModels {
        let factor = (row * forest.outputCount + entry.output) * backgroundCount
        let start = row * contributionCount + entry.output * (players.count + 1)
        for (place, feature) in entry.leaf.features.enumerated() {
          for other in 0..<backgroundCount {
            let difference = terms[term] - entry.terms[other * entry.means.count + place]
            sums[start + players.ofFeature[Int(feature)]] += difference * factors[factor + other]
          }
          term += 1
        }
      }
    }
  }

  private func finishRescaled(_ sums: inout MutableSpan<Double>, _ link: LogisticSecant) {
    let width = players.count + 1
    for index in sums.indices { sums[index] /= Double(backgroundCount) }
    for output in 0..<forest.outputCount {
      var sum = 0.0
      for row in 0..<backgroundCount {
        sum += link.probability(backgroundMargins[row * forest.outputCount + output])
      }
      var place = (output + 1) * width - 1
      while place < sums.count {
        sums[place] = sum / Double(backgroundCount)
        place += contributionCount
      }
    }
  }
}
