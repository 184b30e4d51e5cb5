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

  /// Measures a forest.
  ///
  /// - Throws: If its ranks would take more columns than there may be.
  init(_ forest: Forest, columns index: SplitColumns, _ resolution: Resolution) throws(EngineMisfit) {
    var groups = ThresholdGroups(index)
    groups.gather(forest, index)
    guard let layout = Layout(groups, index, resolution) else {
      throw EngineMisfit(
        reason:
          "its features, thresholds and category sets take more than \(resolution.columnLimit) columns of ranks"
      )
    }
    scales = layout.finished
    var comparisons = [Comparison](repeating: Comparison(), count: groups.thresholds.count)
    for (group, place) in zip(groups.groups, layout.places) {
      switch place {
      case .column(let column):
        for place in group.range {
          comparisons[Int(groups.thresholds[place].split)] = Comparison(column: UInt16(column), rankInPage: 0)
        }
      case .scale(var nextScale):
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
            column: UInt16(truncatingIfNeeded: side + page),
            rankInPage: UInt16(truncatingIfNeeded: rankInPage))
        }
      }
    }
    self.comparisons = comparisons
  }
}

extension RankedSplits {
  /// The scales while they are laid out.
  private struct Layout {
    /// Where the ranks of a group of thresholds are.
    enum Place {
      /// In the scales from this one on.
      case scale(Int)
      /// In this column, of a category table.
      case column(Int)
    }

    let index: SplitColumns
    let resolution: Resolution
    /// One a group.
    private(set) var places: [Place] = []
    private var scales: [RankScale] = []
    private var tables: [CategoryTable] = []
    /// Ranks that further tables may hold.
    private var tableCapacity = CategoryTable.capacityOfAll
    private var sets: [CategorySet] = []
    private var thresholds: [Double] = []
    private var cells: [UInt16] = []
    private var columnCount = 0

    var finished: RankScales {
      RankScales(
        scales: scales, tables: tables, sets: sets, thresholds: thresholds, cells: cells,
        columnCount: columnCount)
    }

    /// Lays all groups out; nil if they take too many columns.
    init?(_ groups: ThresholdGroups, _ index: SplitColumns, _ resolution: Resolution) {
      self.index = index
      self.resolution = resolution
      let ofScales = groups.groups.filter { index.columns[$0.columns[0]].set == nil }
      // With what searches of 2^steps − 1 places may read beyond a scale's last threshold, which is rarely more.
      thresholds.reserveCapacity(ofScales.reduce(0) { $0 + $1.distinctCount + 15 })
      cells.reserveCapacity(ofScales.reduce(0) { $0 + RankGrid.cellCount(thresholdCount: $1.distinctCount) })
      var ofReading: [SplitColumn: [Int]] = [:]
      var readings: [SplitColumn] = []
      for (number, group) in groups.groups.enumerated() {
        places.append(.scale(scales.count))
        if let reading = index.columns[group.columns[0]].withoutSet {
          if ofReading[reading] == nil { readings.append(reading) }
          ofReading[reading, default: []].append(number)
        } else {
          guard append(group, of: groups) else { return nil }
        }
      }
      for reading in readings {
        guard appendTable(reading, ofReading[reading] ?? [], of: groups) else { return nil }
      }
    }

    /// Adds the table of all sets of one feature and rule; scales of their own if it would be too large.
    private mutating func appendTable(
      _ reading: SplitColumn, _ numbers: [Int], of groups: ThresholdGroups
    ) -> Bool {
      let ofReading = numbers.compactMap { index.columns[groups.groups[$0].columns[0]].set }
      let table = CategoryTable(
        feature: reading.feature, rule: reading.rule, sets: ofReading, firstColumn: columnCount,
        capacity: Swift.min(CategoryTable.capacity, tableCapacity))
      for (place, number) in numbers.enumerated() {
        if table != nil {
          places[number] = .column(columnCount + place)
        } else {
          places[number] = .scale(scales.count)
          guard append(groups.groups[number], of: groups) else { return false }
        }
      }
      if let table {
        tables.append(table)
        tableCapacity -= table.ranks.count
        columnCount += table.setCount
      }
      return columnCount <= resolution.columnLimit
    }

    /// Appends the cells of the thresholds from one on.
    private mutating func makeGrid(over firstThreshold: Int) -> RankGrid {
      let thresholds = thresholds
      return RankGrid(over: thresholds.span.extracting(firstThreshold...), cells: &cells)
    }

    /// Adds the scales of a group.
    private mutating func append(_ group: ThresholdGroups.Group, of groups: ThresholdGroups) -> Bool {
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
        guard columnCount <= resolution.columnLimit else { return false }
        let grid = makeGrid(over: firstThreshold)
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
      return true
    }
  }
}
