/// The splits of a forest as comparisons of ranks, and the scales that give a row's ranks.
struct RankedSplits {
  /// What a split compares.
  struct Comparison {
    /// The column it reads.
    var column: UInt16 = 0
    /// The greatest rank that it sends left, from 0 for the page's first threshold.
    var rankInPage: UInt16 = 0

    /// The same rank of a page of ``RankScale/pageCapacity`` thresholds, as the signed byte it is compared as.
    var rank: Int8 { Int8(truncatingIfNeeded: Int(rankInPage) - 128) }
  }

  /// What an engine's ranks can hold.
  struct Resolution {
    /// Thresholds a column tells apart.
    let pageCapacity: Int
    /// Columns there may be.
    let columnLimit: Int
  }

  let scales: RankScales
  /// One a split, tree by tree.
  let comparisons: [Comparison]

  /// Measures a forest; nil if its ranks would take more columns than there may be.
  init?(_ forest: Forest, columns index: SplitColumns, _ resolution: Resolution) {
    var groups = ThresholdGroups(index)
    groups.gather(forest, index)
    guard let scales = Self.scales(groups, index, resolution) else { return nil }
    var comparisons = [Comparison](repeating: Comparison(), count: groups.thresholds.count)
    var nextScale = 0
    for group in groups.groups {
      var (rankInPage, page, pageCount) = (-1, 0, 0)
      for place in group.range {
        let threshold = groups.thresholds[place]
        if groups.isFirstOfItsValue(place, of: group) {
          rankInPage += 1
          if rankInPage == resolution.pageCapacity { (rankInPage, page) = (0, page + 1) }
          if page == pageCount {
            (page, pageCount) = (0, Int(scales.scales[nextScale].pageCount))
            nextScale += 1
          }
        }
        let scale = scales.scales[nextScale - 1]
        let side =
          Int(index.columns[Int(threshold.column)].sendsMissingLeft ? scale.leftColumn : scale.rightColumn)
        comparisons[Int(threshold.split)] = Comparison(
          column: UInt16(truncatingIfNeeded: side + page), rankInPage: UInt16(truncatingIfNeeded: rankInPage))
      }
    }
    self.scales = scales
    self.comparisons = comparisons
  }

  private static func scales(
    _ groups: ThresholdGroups, _ index: SplitColumns, _ resolution: Resolution
  ) -> RankScales? {
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
      let column = index.columns[group.columns[0]]
      let hasRight = group.columns.contains { !index.columns[$0].sendsMissingLeft }
      let hasLeft = group.columns.contains { index.columns[$0].sendsMissingLeft }
      var place = group.range.lowerBound
      repeat {
        let firstThreshold = thresholds.count
        place = groups.appendDistinct(group, from: place, limit: RankScale.capacity, to: &thresholds)
        let distinctCount = thresholds.count - firstThreshold
        let pageCount = (distinctCount + resolution.pageCapacity - 1) / resolution.pageCapacity
        let first = columnCount
        columnCount += (hasRight ? pageCount : 0) + (hasLeft ? pageCount : 0)
        guard columnCount <= resolution.columnLimit else { return nil }
        let grid = RankGrid(over: thresholds.span.extracting(firstThreshold...), cells: &cells)
        scales.append(
          RankScale(
            grid: grid, firstThreshold: UInt32(firstThreshold), feature: Int32(column.feature),
            set: column.set == nil ? -1 : Int32(sets.count), pageCount: UInt16(pageCount),
            rightColumn: hasRight ? Int32(first) : -1,
            leftColumn: hasLeft ? Int32(first + (hasRight ? pageCount : 0)) : -1,
            rule: column.rule.sendingMissingRight))
        if let set = column.set { sets.append(set) }
        // A search reads within its 2^steps − 1 places, a short one always three, which may reach beyond the last.
        for _ in 1..<Swift.max(4, 1 << grid.stepCount) { thresholds.append(.nan) }
      } while place < group.range.upperBound
    }
    return RankScales(
      scales: scales, sets: sets, thresholds: thresholds, cells: cells, columnCount: columnCount)
  }
}
