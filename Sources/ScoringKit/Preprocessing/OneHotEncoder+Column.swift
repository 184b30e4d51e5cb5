extension OneHotEncoder {
  /// One input column's categories, and which of them share a column or have none.
  public struct Column: Sendable {
    /// The categories in scikit-learn's order: a number as it is, in a categorical column its
    /// code, a missing value as NaN.
    public let categories: [Double]
    /// The categories as Python writes them.
    public let labels: [String]
    /// Places of the categories that share the last column.
    public let infrequent: [Int]
    /// The column that is left out, counted after the infrequent categories are grouped; nil for none.
    public let dropped: Int?

    /// Output columns.
    let width: Int
    let index: CategoryIndex
    /// The output column of each category; nil for the one that is left out.
    let numbers: [Int?]
    /// The output column of the infrequent categories; nil where there are none or they are left out.
    let infrequentNumber: Int?

    /// Makes a column of fitted attributes.
    ///
    /// - Parameters:
    ///   - categories: An element of scikit-learn's `categories_`: a number as it is, in a
    ///     categorical column (texts, `None`) its code in the ``FeatureSchema``, NaN as NaN.
    ///   - labels: The categories as Python writes them, for names; nil to write the numbers.
    ///   - infrequent: The element of `_infrequent_indices`; none before scikit-learn 1.1.
    ///   - dropped: The element of `_drop_idx_after_grouping` (`drop_idx_` in versions without it).
    /// - Throws: ``ScoringError/Code/inconsistentDocument`` for no categories, one given twice, another
    ///   number of labels, and places that do not exist.
    public init(
      categories: [Double], labels: [String]? = nil, infrequent: [Int] = [], dropped: Int? = nil
    ) throws(ScoringError) {
      index = try CategoryIndex(categories, of: "OneHotEncoder")
      let groups = try CategoryGroups(
        categoryCount: categories.count, infrequent: infrequent, of: "OneHotEncoder")
      let labels = labels ?? categories.map { "\($0)" }
      guard labels.count == categories.count else {
        throw ScoringError(
          .inconsistentDocument,
          "OneHotEncoder has a column of \(categories.count) categories with \(labels.count) labels")
      }
      if let dropped, !(0..<groups.count).contains(dropped) {
        throw ScoringError(
          .inconsistentDocument,
          "OneHotEncoder drops category \(dropped) of a column that has \(groups.count)")
      }
      func number(_ group: Int) -> Int? {
        guard let dropped else { return group }
        return group == dropped ? nil : (group > dropped ? group - 1 : group)
      }
      self.categories = categories
      self.labels = labels
      self.infrequent = infrequent
      self.dropped = dropped
      width = groups.count - (dropped == nil ? 0 : 1)
      numbers = groups.numbers.map(number)
      infrequentNumber = groups.infrequentNumber.flatMap(number)
    }

    /// The output columns' labels.
    var outputLabels: [String] {
      var outputLabels = [String](repeating: "infrequent_sklearn", count: width)
      for (place, number) in numbers.enumerated() {
        if let number, number != infrequentNumber { outputLabels[number] = labels[place] }
      }
      return outputLabels
    }
  }
}
