/// One way in which a forest looks at a feature: the feature together with a rule, and a category set if the rule
/// needs one.
///
/// A feature that occurs under two rules gives two columns. After a row is spread over the columns, every split
/// of the forest is the same comparison, `column <= threshold`, whatever its rule was.
struct SplitColumn: Hashable, Sendable {
  let feature: Int
  let rule: SplitRule
  /// The set of a categorical rule; nil for a numeric one.
  let set: CategorySet?

  init(of split: Tree.Split, in tree: Tree) {
    feature = Int(split.feature)
    // Without a missing type the default side is not used: one column, not two.
    rule =
      if case .lightGBM(.none, _) = split.rule {
        .lightGBM(missing: .none, defaultLeft: false)
      } else {
        split.rule
      }
    set = split.rule.isCategorical ? tree.categorySets[Int(split.categorySet)] : nil
  }

  /// The feature and rule of a categorical column, which it shares with others; nil for a numeric one.
  var withoutSet: SplitColumn? {
    self.set == nil ? nil : SplitColumn(feature: feature, rule: rule)
  }

  private init(feature: Int, rule: SplitRule) {
    self.feature = feature
    self.rule = rule
    set = nil
  }
}

/// The distinct columns of a forest, and which of them each split compares.
struct SplitColumns: Sendable {
  private(set) var columns: [SplitColumn] = []
  private var numericIndex: [Int32]
  private var categoryIndex: [SplitColumn: Int32] = [:]

  init(of forest: Forest) {
    numericIndex = [Int32](repeating: -1, count: forest.featureCount * SplitRule.numericRuleCount)
    for tree in forest.trees {
      for split in tree.splits { insert(split, of: tree) }
    }
  }

  /// The column and the threshold that a split compares.
  func comparison(of split: Tree.Split, in tree: Tree) -> (column: Int, threshold: Double) {
    let index =
      Self.slot(split).map { numericIndex[$0] } ?? categoryIndex[SplitColumn(of: split, in: tree)] ?? 0
    return (Int(index), split.rule.comparisonThreshold(split.threshold))
  }

  private mutating func insert(_ split: Tree.Split, of tree: Tree) {
    if let slot = Self.slot(split) {
      guard numericIndex[slot] < 0 else { return }
      numericIndex[slot] = Int32(columns.count)
      columns.append(SplitColumn(of: split, in: tree))
    } else {
      let column = SplitColumn(of: split, in: tree)
      guard categoryIndex[column] == nil else { return }
      categoryIndex[column] = Int32(columns.count)
      columns.append(column)
    }
  }

  /// A numeric split's column in a table, which is faster than hashing; nil for a categorical one.
  private static func slot(_ split: Tree.Split) -> Int? {
    split.rule.numericIndex.map { Int(split.feature) * SplitRule.numericRuleCount + $0 }
  }
}

extension SplitRule {
  /// Distinct numeric rules.
  fileprivate static let numericRuleCount = 12

  /// A number for each numeric rule, the same where only an unused default side differs; nil for a categorical one.
  fileprivate var numericIndex: Int? {
    switch self {
    case .lightGBM(let missing, let defaultLeft):
      Int(missing.rawValue) * 2 + (defaultLeft && missing != .none ? 1 : 0)
    case .xgBoost(let defaultLeft): 6 + (defaultLeft ? 1 : 0)
    case .scikitTree(let missingLeft): 8 + (missingLeft ? 1 : 0)
    case .scikitHistogram(let missingLeft): 10 + (missingLeft ? 1 : 0)
    case .lightGBMCategorical, .xgBoostCategorical, .scikitHistogramCategorical: nil
    }
  }
}
