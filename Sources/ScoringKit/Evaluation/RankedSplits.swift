/// The splits of a forest as comparisons of ranks, and the scales that give a row's ranks.
struct RankedSplits {
  /// What a split compares.
  struct Comparison {
    /// The column it reads.
    var column: UInt16 = 0
    /// The greatest rank that it sends left, as the signed byte it is compared as.
    var rank: Int8 = 0
  }

  let scales: RankScales
  /// One a split, tree by tree.
  let comparisons: [Comparison]

  /// Measures a forest; nil if its ranks would take more than ``RankScales/columnLimit`` columns.
  init?(_ forest: Forest, columns index: SplitColumns) {
    var groups = ThresholdGroups(index)
    groups.gather(forest, index)
    guard let scales = Self.scales(groups, index) else { return nil }
    var comparisons = [Comparison](repeating: Comparison(), count: groups.thresholds.count)
    for (group, scale) in zip(groups.groups, scales.scales) {
      var rank = -1
      for place in group.range {
        let threshold = groups.thresholds[place]
        rank += groups.isFirstOfItsValue(place, of: group) ? 1 : 0
        let (page, inPage) = rank.quotientAndRemainder(dividingBy: RankScale.pageCapacity)
        let side =
          Int(index.columns[Int(threshold.column)].sendsMissingLeft ? scale.leftColumn : scale.rightColumn)
        comparisons[Int(threshold.split)] = Comparison(
          column: UInt16(truncatingIfNeeded: side + page), rank: Int8(truncatingIfNeeded: inPage - 128))
      }
    }
    self.scales = scales
    self.comparisons = comparisons
  }

  private static func scales(_ groups: ThresholdGroups, _ index: SplitColumns) -> RankScales? {
    var scales: [RankScale] = []
    scales.reserveCapacity(groups.groups.count)
    var sets: [CategorySet] = []
    var thresholds: [Double] = []
    // With what searches of 2^steps − 1 places may read beyond a scale's last threshold, which is rarely more.
    thresholds.reserveCapacity(groups.groups.reduce(0) { $0 + $1.distinctCount + 15 })
    var cells: [UInt16] = []
    cells.reserveCapacity(
      groups.groups.reduce(0) { $0 + RankGrid.cellCount(thresholdCount: $1.distinctCount) })
    var columnCount = 0
    for group in groups.groups {
      let firstThreshold = thresholds.count
      groups.appendDistinct(group, to: &thresholds)
      let pageCount = Swift.max(
        (group.distinctCount + RankScale.pageCapacity - 1) / RankScale.pageCapacity, 1)
      guard group.distinctCount <= UInt16.max else { return nil }
      let column = index.columns[group.columns[0]]
      let first = columnCount
      let hasRight = group.columns.contains { !index.columns[$0].sendsMissingLeft }
      let hasLeft = group.columns.contains { index.columns[$0].sendsMissingLeft }
      columnCount += (hasRight ? pageCount : 0) + (hasLeft ? pageCount : 0)
      guard columnCount <= RankScales.columnLimit else { return nil }
      let grid = RankGrid(over: thresholds.span.extracting(firstThreshold...), cells: &cells)
      scales.append(
        RankScale(
          grid: grid, firstThreshold: UInt32(firstThreshold), feature: Int32(column.feature),
          set: column.set == nil ? -1 : Int32(sets.count), pageCount: UInt16(pageCount),
          rightColumn: hasRight ? Int16(first) : -1,
          leftColumn: hasLeft ? Int16(first + (hasRight ? pageCount : 0)) : -1,
          rule: column.rule.sendingMissingRight))
      if let set = column.set { sets.append(set) }
      // A search reads within its 2^steps − 1 places, a short one always three, which may reach beyond the last.
      for _ in 1..<Swift.max(4, 1 << grid.stepCount) { thresholds.append(.nan) }
    }
    return RankScales(
      scales: scales, sets: sets, thresholds: thresholds, cells: cells, columnCount: columnCount)
  }
}
