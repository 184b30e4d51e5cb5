/// One way in which a forest looks at a feature: the feature together with a missing rule or a category set.
///
/// A feature that occurs under two rules gives two columns. After a row is spread over the columns, every split
/// of the forest is the same comparison, `column <= threshold`, whatever its rule was.
struct SplitColumn: Hashable, Sendable {
  enum Reading: Hashable, Sendable {
    /// The value with the missing rule folded in; see ``SplitRule/comparand(_:missing:defaultLeft:)``.
    case numeric(missing: SplitRule.Missing, defaultLeft: Bool)
    /// 0 for a category in the set, 1 for any other value; compared with ``categoryThreshold``.
    case category(CategorySet)
  }

  static let categoryThreshold = 0.5

  let feature: Int
  let reading: Reading
}

/// The distinct columns of a forest, and which of them each split compares.
struct SplitColumns: Sendable {
  private(set) var columns: [SplitColumn] = []
  private var numericIndex: [Int32]
  private var categoryIndex: [SplitColumn: Int32] = [:]

  /// Readings of one feature that a numeric split can have: three missing rules, two default sides.
  private static let numericReadings = 6

  init(of forest: Forest) {
    numericIndex = [Int32](repeating: -1, count: forest.featureCount * Self.numericReadings)
    for tree in forest.trees {
      for split in tree.splits { insert(split, of: tree) }
    }
  }

  /// The column and the threshold that a split compares.
  func comparison(of split: Tree.Split, in tree: Tree) -> (column: Int, threshold: Double) {
    switch Self.reading(of: split, in: tree) {
    case .numeric(let missing, let defaultLeft):
      let slot = Self.slot(Int(split.feature), missing, defaultLeft)
      return (Int(numericIndex[slot]), split.threshold)
    case .category(let set):
      let column = SplitColumn(feature: Int(split.feature), reading: .category(set))
      return (Int(categoryIndex[column] ?? 0), SplitColumn.categoryThreshold)
    }
  }

  private mutating func insert(_ split: Tree.Split, of tree: Tree) {
    let reading = Self.reading(of: split, in: tree)
    let column = SplitColumn(feature: Int(split.feature), reading: reading)
    switch reading {
    case .numeric(let missing, let defaultLeft):
      let slot = Self.slot(column.feature, missing, defaultLeft)
      guard numericIndex[slot] < 0 else { return }
      numericIndex[slot] = Int32(columns.count)
    case .category:
      guard categoryIndex[column] == nil else { return }
      categoryIndex[column] = Int32(columns.count)
    }
    columns.append(column)
  }

  private static func reading(of split: Tree.Split, in tree: Tree) -> SplitColumn.Reading {
    switch split.rule {
    case .numeric(.none, _): .numeric(missing: .none, defaultLeft: false)
    case .numeric(let missing, let defaultLeft): .numeric(missing: missing, defaultLeft: defaultLeft)
    case .categorical: .category(tree.categorySets[Int(split.categorySet)])
    }
  }

  private static func slot(_ feature: Int, _ missing: SplitRule.Missing, _ defaultLeft: Bool) -> Int {
    feature * numericReadings + Int(missing.rawValue) * 2 + (defaultLeft ? 1 : 0)
  }
}
