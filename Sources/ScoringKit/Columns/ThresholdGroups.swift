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

    /// A number that rises as the value does.
    var key: UInt64 {
      let bits = value.bitPattern
      return bits >> 63 == 0 ? bits | 1 << 63 : ~bits
    }
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
    Self.sort(&inOrder, scratch: &thresholds)
    for threshold in inOrder {
      let group = groupOfColumn[Int(threshold.column)]
      thresholds[counts[group]] = threshold
      counts[group] += 1
    }
    for group in groups.indices {
      groups[group].distinctCount = groups[group].range.reduce(0) {
        $0 + (isFirstOfItsValue($1, of: groups[group]) ? 1 : 0)
      }
    }
  }

  /// Whether a threshold of a group is the first of its value.
  func isFirstOfItsValue(_ place: Int, of group: Group) -> Bool {
    place == group.range.lowerBound || thresholds[place].value != thresholds[place - 1].value
  }

  /// Adds a group's thresholds from a place on in order, each once, at most `limit` of them.
  ///
  /// - Returns: The place of the first that was not added; the end of the group's if all were.
  func appendDistinct(_ group: Group, from first: Int, limit: Int, to values: inout [Double]) -> Int {
    let end = values.count + limit
    for place in first..<group.range.upperBound where isFirstOfItsValue(place, of: group) {
      if values.count == end { return place }
      values.append(thresholds[place].value)
    }
    return group.range.upperBound
  }

  /// Sorts by value, eleven bits of the key after the other from the lowest on: linear, whatever the values.
  ///
  /// - Parameter scratch: As many thresholds, of whatever kind.
  private static func sort(_ thresholds: inout [Threshold], scratch: inout [Threshold]) {
    let digitBitCount: UInt64 = 11
    let mask: UInt64 = 1 << digitBitCount - 1
    var places = [Int](repeating: 0, count: 1 << digitBitCount)
    for shift in stride(from: UInt64(0), to: 64, by: 11) {
      for digit in places.indices { places[digit] = 0 }
      for threshold in thresholds { places[Int(threshold.key >> shift & mask)] += 1 }
      // Where all have the same digit there is nothing to do.
      if let first = thresholds.first, places[Int(first.key >> shift & mask)] == thresholds.count { continue }
      var place = 0
      for digit in places.indices { (places[digit], place) = (place, place + places[digit]) }
      for threshold in thresholds {
        let digit = Int(threshold.key >> shift & mask)
        scratch[places[digit]] = threshold
        places[digit] += 1
      }
      swap(&thresholds, &scratch)
    }
  }
}

extension SplitColumn {
  /// Whether a missing value compares as −∞; a categorical column answers for missing values itself.
  var sendsMissingLeft: Bool {
    self.set == nil && rule != rule.sendingMissingRight
  }
}
