/// The scales of a forest: every threshold of every split, once, and the columns of ranks that splits compare.
struct RankScales: Sendable {
  /// Columns a block of rows can have and stay in the second cache.
  static let columnLimit = 4096

  let scales: [RankScale]
  let sets: [CategorySet]
  /// The thresholds of all scales, each scale's sorted. Behind them as many NaN, which are below nothing, as a
  /// search that begins at the last threshold may look at.
  let thresholds: [Double]
  /// For each cell of each scale's grid: the scale's thresholds in lower cells.
  let cells: [UInt16]
  let columnCount: Int
  private let index: SplitColumns
  /// For each column of splits: its scale.
  private let scaleOfColumn: [Int32]

  /// Measures a forest; nil if its ranks would take more than ``columnLimit`` columns.
  init?(of forest: Forest, columns index: SplitColumns) {
    var grouping = Grouping(index)
    for tree in forest.trees {
      for split in tree.splits { grouping.add(index.comparison(of: split, in: tree)) }
    }
    var scales: [RankScale] = []
    var sets: [CategorySet] = []
    var thresholds: [Double] = []
    var cells: [UInt16] = []
    var columnCount = 0
    for group in grouping.groups {
      let distinct = group.distinctThresholds()
      let pageCount = Swift.max((distinct.count + RankScale.pageCapacity - 1) / RankScale.pageCapacity, 1)
      guard distinct.count <= UInt16.max else { return nil }
      let column = index.columns[group.columns[0]]
      let first = columnCount
      let hasRight = group.columns.contains { !index.columns[$0].sendsMissingLeft }
      let hasLeft = group.columns.contains { index.columns[$0].sendsMissingLeft }
      columnCount += (hasRight ? pageCount : 0) + (hasLeft ? pageCount : 0)
      guard columnCount <= Self.columnLimit else { return nil }
      scales.append(
        RankScale(
          feature: column.feature, rule: column.rule.sendingMissingRight,
          set: column.set == nil ? -1 : sets.count, firstThreshold: thresholds.count,
          grid: RankGrid(over: distinct, cells: &cells), pageCount: pageCount,
          rightColumn: hasRight ? first : -1,
          leftColumn: hasLeft ? first + (hasRight ? pageCount : 0) : -1))
      if let set = column.set { sets.append(set) }
      thresholds += distinct
      // A search reads within its 2^steps − 1 places, which may reach beyond the scale's last threshold.
      for _ in 1..<1 << (scales.last?.grid.stepCount ?? 0) { thresholds.append(.nan) }
    }
    self.scales = scales
    self.sets = sets
    self.thresholds = thresholds
    self.cells = cells
    self.columnCount = columnCount
    self.index = index
    scaleOfColumn = grouping.groupOfColumn
  }

  /// The column that a split reads and the greatest rank that it sends left, as the signed byte it is compared as.
  func comparison(of split: Tree.Split, in tree: Tree) -> (column: Int, rank: Int8) {
    let (column, threshold) = index.comparison(of: split, in: tree)
    let scale = scales[Int(scaleOfColumn[column])]
    let rank = self.rank(of: threshold, on: scale)
    let (page, inPage) = rank.quotientAndRemainder(dividingBy: RankScale.pageCapacity)
    let side = index.columns[column].sendsMissingLeft ? scale.leftColumn : scale.rightColumn
    return (side + page, Int8(inPage - 128))
  }

  /// The scale's thresholds below one of them.
  private func rank(of threshold: Double, on scale: RankScale) -> Int {
    var rank = Int(cells[scale.grid.firstCell + scale.grid.cell(of: threshold)])
    while thresholds[scale.firstThreshold + rank] < threshold { rank += 1 }
    return rank
  }
}

extension RankScales {
  /// Split columns that share a scale: the same feature and reading, missing values to either side.
  private struct Group {
    var columns: [Int] = []
    var thresholds: [Double] = []

    /// In order, each once.
    func distinctThresholds() -> [Double] {
      var distinct: [Double] = []
      for threshold in thresholds.sorted() where threshold != distinct.last { distinct.append(threshold) }
      return distinct
    }
  }

  private struct Grouping {
    private(set) var groups: [Group] = []
    private(set) var groupOfColumn: [Int32]

    init(_ index: SplitColumns) {
      groupOfColumn = []
      var groupOfReading: [Reading: Int32] = [:]
      for (number, column) in index.columns.enumerated() {
        let reading = Reading(feature: column.feature, rule: column.rule.sendingMissingRight)
        // A categorical column's set is its own; its answer includes where missing values go.
        let known = column.set == nil ? groupOfReading[reading] : nil
        let group = known ?? Int32(groups.count)
        if known == nil {
          groups.append(Group())
          if column.set == nil { groupOfReading[reading] = group }
        }
        groups[Int(group)].columns.append(number)
        groupOfColumn.append(group)
      }
    }

    mutating func add(_ comparison: (column: Int, threshold: Double)) {
      groups[Int(groupOfColumn[comparison.column])].thresholds.append(comparison.threshold)
    }
  }

  private struct Reading: Hashable {
    let feature: Int
    let rule: SplitRule
  }
}

extension SplitColumn {
  /// Whether a missing value compares as −∞; a categorical column answers for missing values itself.
  fileprivate var sendsMissingLeft: Bool {
    self.set == nil && rule != rule.sendingMissingRight
  }
}
