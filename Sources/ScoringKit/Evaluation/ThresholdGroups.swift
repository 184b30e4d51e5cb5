/// The thresholds of a forest while they are measured: those of a scale side by side, in order.
struct ThresholdGroups {
  /// Split columns that share a scale: the same feature and reading, missing values to either side.
  struct Group {
    var columns: [Int] = []
    /// Where its thresholds are among all.
    var range = 0..<0
    /// How many of them differ.
    var distinctCount = 0
  }

  /// A split's threshold.
  struct Threshold {
    let value: Double
    /// The split's number among those of all trees.
    let split: UInt32
    /// The split's column.
    let column: UInt32
    /// How many different thresholds of the group are below it.
    var rank: UInt32 = 0
  }

  private(set) var groups: [Group] = []
  private(set) var thresholds: [Threshold] = []
  private var groupOfColumn: [Int] = []

  init(_ index: SplitColumns) {
    var groupOfReading: [Reading: Int] = [:]
    for (number, column) in index.columns.enumerated() {
      let reading = Reading(feature: column.feature, rule: column.rule.sendingMissingRight)
      // A categorical column's set is its own; its answer includes where missing values go.
      let known = column.set == nil ? groupOfReading[reading] : nil
      let group = known ?? groups.count
      if known == nil {
        groups.append(Group())
        if column.set == nil { groupOfReading[reading] = group }
      }
      groups[group].columns.append(number)
      groupOfColumn.append(group)
    }
  }

  private struct Reading: Hashable {
    let feature: Int
    let rule: SplitRule
  }

  /// Gathers the thresholds of all splits group by group, sorts each group and ranks it.
  mutating func gather(_ forest: Forest, _ index: SplitColumns) {
    var inOrder: [Threshold] = []
    inOrder.reserveCapacity(forest.trees.reduce(0) { $0 + $1.splits.count })
    var counts = [Int](repeating: 0, count: groups.count)
    for tree in forest.trees {
      for split in tree.splits {
        let (column, value) = index.comparison(of: split, in: tree)
        inOrder.append(
          Threshold(value: value, split: UInt32(truncatingIfNeeded: inOrder.count), column: UInt32(column)))
        counts[groupOfColumn[column]] += 1
      }
    }
    var first = 0
    for (group, count) in counts.enumerated() {
      groups[group].range = first..<first + count
      counts[group] = first
      first += count
    }
    thresholds = inOrder
    for threshold in inOrder {
      let group = groupOfColumn[Int(threshold.column)]
      thresholds[counts[group]] = threshold
      counts[group] += 1
    }
    for group in groups.indices { rank(group) }
  }

  private mutating func rank(_ group: Int) {
    let range = groups[group].range
    thresholds[range].sort { $0.value < $1.value }
    var distinctCount = 0
    for place in range {
      if place == range.lowerBound || thresholds[place].value != thresholds[place - 1].value {
        distinctCount += 1
      }
      thresholds[place].rank = UInt32(truncatingIfNeeded: distinctCount - 1)
    }
    groups[group].distinctCount = distinctCount
  }

  /// Adds a group's thresholds in order, each once.
  func appendDistinct(_ group: Group, to values: inout [Double]) {
    var next: UInt32 = 0
    for place in group.range where thresholds[place].rank == next {
      values.append(thresholds[place].value)
      next += 1
    }
  }
}

extension SplitColumn {
  /// Whether a missing value compares as −∞; a categorical column answers for missing values itself.
  var sendsMissingLeft: Bool {
    self.set == nil && rule != rule.sendingMissingRight
  }
}
