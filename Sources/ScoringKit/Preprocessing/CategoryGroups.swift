/// Numbers an encoder's categories: frequent ones in their order, then one number for all infrequent ones.
struct CategoryGroups: Sendable {
  /// The number of each category.
  let numbers: [Int]
  /// Different numbers.
  let count: Int
  /// The number of the infrequent categories, the last; nil where there are none.
  let infrequentNumber: Int?

  /// Checks and numbers the categories.
  ///
  /// - Parameters:
  ///   - categoryCount: Categories to number.
  ///   - infrequent: The places of the infrequent ones.
  /// - Throws: ``ScoringError/Code/inconsistentDocument`` for a place that does not exist or is given twice.
  init(categoryCount: Int, infrequent: [Int], of encoder: StaticString) throws(ScoringError) {
    let grouped = Set(infrequent)
    guard grouped.count == infrequent.count, grouped.allSatisfy((0..<categoryCount).contains) else {
      throw ScoringError(
        .inconsistentDocument,
        "\(encoder) calls a category infrequent that does not exist, or one of them twice")
    }
    let frequentCount = categoryCount - grouped.count
    var next = 0
    var numbers: [Int] = []
    for category in 0..<categoryCount {
      let isInfrequent = grouped.contains(category)
      numbers.append(isInfrequent ? frequentCount : next)
      if !isInfrequent { next += 1 }
    }
    self.numbers = numbers
    infrequentNumber = grouped.isEmpty ? nil : frequentCount
    count = grouped.isEmpty ? frequentCount : frequentCount + 1
  }
}
