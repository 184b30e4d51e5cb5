/// The category sets with which a forest compares one feature under one rule, answered for every category beforehand.
///
/// To the sets a value is one of few: a category that some set may hold, one that none does, or a missing value. For
/// each of these *codes* the table holds a rank for every set's column: 0 where a split sends it left, otherwise 1. So
/// a row's value is read once, however many sets there are.
struct CategoryTable: Sendable {
  /// Ranks that a table, and all tables of a forest, may hold, a byte each; sets that need more are asked one by one.
  static let capacity = 1 << 20
  static let capacityOfAll = 1 << 24

  let feature: Int32
  /// The first set's column; the others' follow.
  let firstColumn: Int32
  let setCount: Int
  private let rule: SplitRule
  /// Categories that a set may hold are 0 ..< categoryCount, each its own code; the next code is a category that none
  /// holds, the one after it a missing value.
  private let categoryCount: Int
  /// By code, then by set.
  let ranks: [UInt8]

  /// Answers for all codes; nil if there are too many. O(codes · sets).
  ///
  /// - Parameter capacity: Ranks it may hold.
  init?(
    feature: Int, rule: SplitRule, sets: [CategorySet], firstColumn: Int, capacity: Int = Self.capacity
  ) {
    let categoryCount = sets.reduce(0) { Swift.max($0, $1.words.count) } * UInt32.bitWidth
    guard categoryCount + 2 <= capacity / sets.count else { return nil }
    self.feature = Int32(feature)
    self.firstColumn = Int32(firstColumn)
    setCount = sets.count
    self.rule = rule
    self.categoryCount = categoryCount
    var ranks: [UInt8] = []
    ranks.reserveCapacity((categoryCount + 2) * sets.count)
    for code in 0..<categoryCount + 2 {
      let value = code <= categoryCount ? Double(code) : .nan
      for set in sets { ranks.append(rule.comparand(value, in: set) > SplitRule.categoryThreshold ? 1 : 0) }
    }
    self.ranks = ranks
  }

  /// The code of a value, by the same readings as ``SplitRule/comparand(_:in:)``.
  @inline(__always)
  func code(of value: Double) -> Int {
    switch rule {
    case .lightGBMCategorical:
      // What is no category is in no set.
      return value > -1 && value < Double(categoryCount) ? Int(value) : categoryCount
    case .xgBoostCategorical:
      if value.isNaN { return categoryCount + 1 }
      let single = Float(value)
      return single >= 0 && single < Float(categoryCount) ? Int(single) : categoryCount
    case .scikitHistogramCategorical:
      guard value >= 0, value < 256 else { return categoryCount + 1 }
      return Swift.min(Int(value), categoryCount)
    case .lightGBM, .xgBoost, .scikitTree, .scikitHistogram:
      return categoryCount
    }
  }
}
