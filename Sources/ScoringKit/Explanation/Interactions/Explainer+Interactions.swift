extension Explainer {
  /// Numbers an interaction matrix has a row: per output (players + 1) × (players + 1); nil where that is more
  /// than fits the address space.
  ///
  /// With a player given it is one row of the matrix: per output players + 1.
  public func interactionCount(feature player: Int? = nil) -> Int? {
    Self.interactionCount(
      playerCount: players.count, outputCount: forest.outputCount, isOfOnePlayer: player != nil)
  }

  /// outputs × (players + 1) × (players + 1), or of one player outputs × (players + 1); nil where it overflows.
  static func interactionCount(playerCount: Int, outputCount: Int, isOfOnePlayer: Bool) -> Int? {
    let width = playerCount + 1
    let (square, overflows) = width.multipliedReportingOverflow(by: isOfOnePlayer ? 1 : width)
    let (count, overflowsAgain) = square.multipliedReportingOverflow(by: outputCount)
    return overflows || overflowsAgain ? nil : count
  }

  /// Writes the interactions of players in margin space, SHAP's matrix: rows × outputs × (players + 1) ×
  /// (players + 1), row-major.
  ///
  /// Elements (i, j) and (j, i) hold one half of the Shapley interaction of i and j each, the diagonal what is left
  /// of i's Shapley value, so that row i adds up to the value that
  /// ``writeContributions(of:layout:into:)`` gives. The last row and column are 0, but for the base value in the
  /// corner. The whole matrix adds up to the margin; it is symmetric to the bit. The players of a linear model do
  /// not interact.
  ///
  /// - Parameters:
  ///   - elements: The rows' numbers; NaN is a missing value.
  ///   - layout: Where the rows are in them; as many columns as the model has features.
  ///   - player: The feature, or other player, whose row of the matrix is wanted; nil for all.
  ///   - interactions: The answer, rows × ``interactionCount(feature:)`` numbers.
  /// - Throws: ``ScoringError/Code/invalidArgument`` for a player that there is not,
  ///   ``ScoringError/Code/shapeMismatch`` for rows of another width,
  ///   ``ScoringError/Code/bufferTooSmall`` for a buffer that does not fit,
  ///   ``ScoringError/Code/outOfMemory`` for so many players that eight rows' sums would take more than 1 GiB, and
  ///   where ``memory`` does not hold what preparation and this call take.
  /// - Complexity: O(rows · nodes · players on a path · points). What it needs besides what contributions do is
  ///   prepared by the first call, O(nodes · (players on a path + points)), and kept.
  public func writeInteractions<Scalar: RowScalar>(
    of elements: Span<Scalar>, layout: RowLayout, feature player: Int? = nil,
    into interactions: inout MutableSpan<Double>
  ) throws(ScoringError) {
    try layout.requireFit(featureCount: forest.featureCount, available: elements.count)
    let width = try requireInteractions(player: player)
    try layout.requireBuffer(interactions.count, width: width)
    try forest.requireAcceptable(elements, layout: layout)
    let quadrature = try quadrature()
    let paths = try preparation.paths(of: quadrature, memory, progress: nil)
    let laneCount = laneCount(quadrature, player: player, rowCount: layout.rowCount)
    let share = try memory.takeScratch(interactionBytes(quadrature, player: player, laneCount: laneCount))
    defer { withExtendedLifetime(share) {} }
    var block = ComparandBlock(quadrature.columns, missing: forest.missingValue, capacity: laneCount)
    var sums = InteractionSums(self, quadrature, paths, player: player, laneCount: laneCount)
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
        finish(&values, baseValues: quadrature.baseValues)
        addLinearTerms(quadrature.linearTerms, elements, layout, row: row, to: &values, at: 0)
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
  ///   - player: The feature, or other player, whose row of the matrix is wanted; nil for all.
  /// - Throws: As ``writeInteractions(of:layout:feature:into:)``.
  public func interactions(of row: [Double], feature player: Int? = nil) throws(ScoringError) -> [Double] {
    let layout = try RowLayout(rowCount: 1, columnCount: row.count)
    var answer = [Double](repeating: 0, count: try requireInteractions(player: player))
    var span = answer.mutableSpan
    try writeInteractions(of: row.span, layout: layout, feature: player, into: &span)
    return answer
  }

  /// Prepares what interactions need, which otherwise the first call does; as ``prepare(progress:)``.
  public func prepareInteractions(progress: BatchProgress? = nil) throws(ScoringError) {
    _ = try preparation.paths(of: quadrature(progress: progress), memory, progress: progress)
  }

  /// Rows that are explained together: eight, or of few rows, or where eight take much memory, one, the same bits.
  private func laneCount(_ quadrature: QuadratureForest, player: Int?, rowCount: Int) -> Int {
    let groupBytes = interactionBytes(quadrature, player: player, laneCount: ComparandBlock.laneCount)
    return rowCount > Self.singleRowLimit && groupBytes <= memory.preferredScratchBytes
      ? ComparandBlock.laneCount : 1
  }

  private func interactionBytes(_ quadrature: QuadratureForest, player: Int?, laneCount: Int) -> Int {
    InteractionSums.bytes(self, quadrature, player: player, laneCount: laneCount)
      + ComparandBlock.bytes(columnCount: quadrature.columns.count, capacity: laneCount)
  }

  /// What a call of one thread works with, in bytes.
  func interactionScratchBytes(player: Int?, rowCount: Int) throws(ScoringError) -> Int {
    let quadrature = try quadrature()
    let laneCount = laneCount(quadrature, player: player, rowCount: rowCount)
    return interactionBytes(quadrature, player: player, laneCount: laneCount)
  }

  /// What ``interactionCount(feature:)`` answers, for a player that there is and sums that fit into memory.
  func requireInteractions(player: Int?) throws(ScoringError) -> Int {
    try forest.requireUnscaled()
    if let player, !(0..<players.count).contains(player) {
      throw ScoringError(
        .invalidArgument, "there is no feature \(player); there are \(players.count) to explain (from 0)")
    }
    guard let count = interactionCount(feature: player), count < Self.scratchLimit / 64 else {
      throw ScoringError(
        .outOfMemory,
        "the interactions of \(players.count) features and \(forest.outputCount) outputs would take more "
          + "than 1 GiB; ask for one feature's")
    }
    return count
  }
}
