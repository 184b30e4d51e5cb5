extension Explainer {
  /// Numbers an interaction matrix has a row: per output (features + 1) × (features + 1); nil where that is more
  /// than fits the address space.
  ///
  /// With a feature given it is one row of the matrix: per output features + 1.
  public func interactionCount(feature: Int? = nil) -> Int? {
    Self.interactionCount(
      featureCount: forest.featureCount, outputCount: forest.outputCount, isOfOneFeature: feature != nil)
  }

  /// outputs × (features + 1) × (features + 1), or of one feature outputs × (features + 1); nil where it overflows.
  static func interactionCount(featureCount: Int, outputCount: Int, isOfOneFeature: Bool) -> Int? {
    let width = featureCount + 1
    let (square, overflows) = width.multipliedReportingOverflow(by: isOfOneFeature ? 1 : width)
    let (count, overflowsAgain) = square.multipliedReportingOverflow(by: outputCount)
    return overflows || overflowsAgain ? nil : count
  }

  /// Writes the interactions of features in margin space, SHAP's matrix: rows × outputs × (features + 1) ×
  /// (features + 1), row-major.
  ///
  /// Elements (i, j) and (j, i) hold one half of the Shapley interaction of i and j each, the diagonal what is left
  /// of i's Shapley value, so that row i adds up to the value that
  /// ``writeContributions(of:layout:into:)`` gives. The last row and column are 0, but for the base value in the
  /// corner. The whole matrix adds up to the margin; it is symmetric to the bit. The features of a linear model do
  /// not interact.
  ///
  /// - Parameters:
  ///   - elements: The rows' numbers; NaN is a missing value.
  ///   - layout: Where the rows are in them; as many columns as the model has features.
  ///   - feature: The feature whose row of the matrix is wanted; nil for all.
  ///   - interactions: The answer, rows × ``interactionCount(feature:)`` numbers.
  /// - Throws: ``ScoringError/Code/invalidArgument`` for a feature that the model does not have,
  ///   ``ScoringError/Code/shapeMismatch`` for rows of another width,
  ///   ``ScoringError/Code/bufferTooSmall`` for a buffer that does not fit,
  ///   ``ScoringError/Code/outOfMemory`` for so many features that eight rows' sums would take more than 1 GiB.
  /// - Complexity: O(rows · nodes · features on a path · points). What it needs besides what contributions do is
  ///   prepared by the first call, O(nodes · (features on a path + points)), and kept.
  public func writeInteractions<Scalar: RowScalar>(
    of elements: Span<Scalar>, layout: RowLayout, feature: Int? = nil,
    into interactions: inout MutableSpan<Double>
  ) throws(ScoringError) {
    try layout.requireFit(featureCount: forest.featureCount, available: elements.count)
    let width = try requireInteractions(feature: feature)
    try layout.requireBuffer(interactions.count, width: width)
    try forest.requireAcceptable(elements, layout: layout)
    let games = games
    let laneCount = layout.rowCount > Self.singleRowLimit ? ColumnBlock.laneCount : 1
    var block = ColumnBlock(games.columns, missing: forest.missingValue, capacity: laneCount)
    var sums = InteractionSums(
      forest, games, preparation.paths(of: games), feature: feature, laneCount: laneCount)
    var contributions = [Double](repeating: 0, count: contributionCount)
    var values = contributions.mutableSpan
    var firstRow = 0
    while firstRow < layout.rowCount {
      let count = Swift.min(layout.rowCount - firstRow, laneCount)
      block.load(elements, layout: layout, firstRow: firstRow, count: count)
      sums.sum(block)
      for row in firstRow..<firstRow + count {
        let lane = row - firstRow
        sums.copyContributions(lane: lane, into: &values)
        finish(&values, baseValues: games.baseValues)
        addLinearTerms(games.linearTerms, elements, layout, row: row, to: &values, at: 0)
        var answer = interactions._mutatingExtracting(row * width..<(row + 1) * width)
        sums.pairs.write(lane: lane, contributions: values.span, into: &answer)
      }
      firstRow += count
    }
  }

  /// The interactions of one row.
  ///
  /// - Parameters:
  ///   - row: One number a feature; NaN is a missing value.
  ///   - feature: The feature whose row of the matrix is wanted; nil for all.
  /// - Throws: As ``writeInteractions(of:layout:feature:into:)``.
  public func interactions(of row: [Double], feature: Int? = nil) throws(ScoringError) -> [Double] {
    let layout = try RowLayout(rowCount: 1, columnCount: row.count)
    var answer = [Double](repeating: 0, count: try requireInteractions(feature: feature))
    var span = answer.mutableSpan
    try writeInteractions(of: row.span, layout: layout, feature: feature, into: &span)
    return answer
  }

  /// What ``interactionCount(feature:)`` answers, for a feature that there is and sums that fit into memory.
  func requireInteractions(feature: Int?) throws(ScoringError) -> Int {
    try forest.requireUnscaled()
    if let feature, !(0..<forest.featureCount).contains(feature) {
      throw ScoringError(
        .invalidArgument, "there is no feature \(feature); the model has \(forest.featureCount) (from 0)")
    }
    guard let count = interactionCount(feature: feature), count < Self.scratchLimit / 64 else {
      throw ScoringError(
        .outOfMemory,
        "the interactions of \(forest.featureCount) features and \(forest.outputCount) outputs would take more "
          + "than 1 GiB; ask for one feature's")
    }
    return count
  }
}
