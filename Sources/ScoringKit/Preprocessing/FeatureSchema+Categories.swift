extension FeatureSchema {
  /// The number that stands for a category: its position, or the number of categories for one that the schema does
  /// not list and the feature accepts; NaN for `None` where that is a missing value.
  ///
  /// - Throws: ``ScoringError/Code/invalidArgument`` for a feature that is not categorical,
  ///   ``ScoringError/Code/invalidValue`` for a value the schema does not list where others are not accepted, for one
  ///   of a type that none of pandas' categories has, and for `None` where it is neither listed nor missing.
  public func code(of category: Category, feature index: Int) throws(ScoringError) -> Double {
    guard features.indices.contains(index) else { throw Self.notCategorical(index) }
    let feature = features[index]
    if case .none = category, feature.rule != .objects { return .nan }
    guard case .categorical(let categories, let acceptsUnknown) = feature.kind else {
      guard case .none = category else { throw Self.notCategorical(index) }
      throw ScoringError(
        .invalidValue,
        "feature '\(feature.name)' takes a number; None is not NaN to the model's preparation of it: give NaN where it "
          + "is missing")
    }
    if let place = self.index.place(of: feature.rule.key(of: category), feature: index) {
      return Double(place)
    }
    guard feature.rule != .codes || categories.contains(where: { $0.kind == category.kind }) else {
      let kinds = Category.Kind.allCases.filter { kind in categories.contains { $0.kind == kind } }
      throw ScoringError(
        .invalidValue,
        "feature '\(feature.name)' has categories that are \(kinds.map(\.plural).joined(separator: " or ")), not "
          + category.kind.plural)
    }
    guard acceptsUnknown else {
      throw ScoringError(
        .invalidValue,
        "feature '\(feature.name)' has a category that the model's schema does not list "
          + "(\(categories.count) are known)")
    }
    return Double(categories.count)
  }

  /// The number that stands for the category that a table's text means: the text itself if the schema lists it, else
  /// the number that it is, else the truth.
  ///
  /// - Parameters:
  ///   - text: The whole text, which is not missing.
  ///   - number: The number that the text states; nil where it states none.
  ///   - index: The feature.
  /// - Throws: As ``code(of:feature:)``; ``ScoringError/Code/invalidValue`` where both the text and its number are
  ///   categories, which a table cannot tell apart.
  public func code(
    reading text: String, number: Double?, feature index: Int
  ) throws(ScoringError) -> Double {
    try code(of: try category(reading: text, number: number, feature: index), feature: index)
  }

  private func category(
    reading text: String, number: Double?, feature index: Int
  ) throws(ScoringError) -> Category {
    guard features.indices.contains(index), case .categorical(let categories, _) = features[index].kind else {
      throw Self.notCategorical(index)
    }
    let number = number.flatMap { $0.isNaN ? nil : Category.number($0) }
    let truth = Category.truth(reading: text).map(Category.boolean)
    let rule = features[index].rule
    func isListed(_ category: Category) -> Bool {
      self.index.place(of: rule.key(of: category), feature: index) != nil
    }
    if isListed(.text(text)) {
      guard let value = [number, truth].compactMap(\.self).first(where: isListed) else { return .text(text) }
      throw ScoringError(
        .invalidValue,
        "feature '\(features[index].name)' has the text and the \(value.kind == .number ? "number" : "truth") of the same "
          + "spelling as two categories, which a table cannot tell apart")
    }
    // What is none of the categories is taken for what the categories are.
    let hasValues = categories.contains { $0.kind == .number || $0.kind == .boolean }
    return (hasValues ? number ?? truth : nil) ?? .text(text)
  }

  /// The same columns with numbers for categories: their codes, as the model sees them.
  package var statingCodes: FeatureSchema {
    FeatureSchema(
      unchecked: features.map { Feature(name: $0.name, rule: $0.kind == .numeric ? $0.rule : .codes) })
  }

  private static func notCategorical(_ index: Int) -> ScoringError {
    ScoringError(.invalidArgument, "feature \(index) is not a categorical feature of this model")
  }
}
