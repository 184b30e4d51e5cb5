internal import ScoringKit

extension TransformerReader {
  /// One column's categories, as an encoder learned them.
  private struct Categories {
    let numbers: [Double]
    let labels: [String]
  }

  /// `OneHotEncoder`.
  ///
  /// Source: `sklearn/preprocessing/_encoders.py`.
  func oneHotEncoder(
    _ estimator: PickleValue, _ columns: PickledColumns
  ) throws(ScoringError) -> OneHotEncoder {
    let unknown: OneHotEncoder.Unknown
    let choice = try estimator.attribute("handle_unknown").string()
    switch choice {
    case "error": unknown = .refused
    case "ignore": unknown = .ignored
    case "infrequent_if_exist", "warn": unknown = .infrequent
    default: throw unknownChoice(choice, of: estimator)
    }
    let learned = try learnedCategories(estimator, columns, refusesUnknown: unknown == .refused)
    let infrequent = try infrequent(estimator, count: learned.count)
    let dropped = try dropped(estimator, count: learned.count)
    var encoded: [OneHotEncoder.Column] = []
    for (index, categories) in learned.enumerated() {
      encoded.append(
        try OneHotEncoder.Column(
          categories: categories.numbers, labels: categories.labels, infrequent: infrequent[index],
          dropped: dropped[index]))
    }
    return try OneHotEncoder(
      columns: encoded, unknown: unknown, elementType: elementType(of: estimator, holding: [0, 1]))
  }

  /// `OrdinalEncoder`.
  func ordinalEncoder(
    _ estimator: PickleValue, _ columns: PickledColumns
  ) throws(ScoringError) -> OrdinalEncoder {
    let unknown: OrdinalEncoder.Unknown
    var isRefused = false
    let choice = try estimator.attribute("handle_unknown").string()
    switch choice {
    case "error":
      unknown = .refused
      isRefused = true
    case "use_encoded_value": unknown = .encoded(try estimator.attribute("unknown_value").double())
    default: throw unknownChoice(choice, of: estimator)
    }
    let missingCode = try estimator.attributeUnlessNone("encoded_missing_value")?.double() ?? .nan
    let learned = try learnedCategories(estimator, columns, refusesUnknown: isRefused)
    let infrequent = try infrequent(estimator, count: learned.count)
    var encoded: [OrdinalEncoder.Column] = []
    for (index, categories) in learned.enumerated() {
      encoded.append(
        try OrdinalEncoder.Column(
          categories: categories.numbers, infrequent: infrequent[index],
          encodedMissing: missingCode))
    }
    var codes = encoded.flatMap(\.codes)
    if case .encoded(let code) = unknown { codes.append(code) }
    return try OrdinalEncoder(
      columns: encoded, unknown: unknown, elementType: elementType(of: estimator, holding: codes))
  }

  private func learnedCategories(
    _ estimator: PickleValue, _ columns: PickledColumns, refusesUnknown: Bool
  ) throws(ScoringError) -> [Categories] {
    let learned = try estimator.attribute("categories_").elements()
    guard learned.count == columns.count else {
      throw estimator.refusal(
        .inconsistentDocument,
        "\(estimator.described) has categories of \(learned.count) columns and gets \(columns.count)")
    }
    var answer: [Categories] = []
    for (value, column) in zip(learned, columns.rawPlaces) {
      let array = try value.array()
      let labels = try array.labels()
      guard labels.allSatisfy(Self.isExact) else {
        throw value.refusal(.numberOutOfRange, "a category is an integer that no double holds")
      }
      guard let column else {
        // What encoders and scalers give are numbers.
        answer.append(Categories(numbers: labels.map(\.number), labels: labels.map(\.description)))
        continue
      }
      categories.name(labels, column: column)
      // Where it knows neither, both are unknown.
      if array.dtype.kind == .object, labels.contains(where: \.isMissing) {
        categories.tellNone(column: column)
      }
      if refusesUnknown { categories.close(column: column) }
      answer.append(
        Categories(
          numbers: labels.map { categories.number($0, column: column) }, labels: labels.map(\.description)))
    }
    return answer
  }

  private static func isExact(_ label: ScikitLabel) -> Bool {
    if case .integer(let value) = label { Double(exactly: value) != nil } else { true }
  }

  /// The places of each column's infrequent categories.
  private func infrequent(_ estimator: PickleValue, count: Int) throws(ScoringError) -> [[Int]] {
    guard let columns = try estimator.attributeUnlessNone("_infrequent_indices")?.elements() else {
      return [[Int]](repeating: [], count: count)
    }
    guard columns.count == count else {
      throw estimator.refusal(
        .inconsistentDocument, "infrequent categories of \(columns.count) columns, expected \(count)")
    }
    var places: [[Int]] = []
    for column in columns { places.append(column.isNone ? [] : try column.array().integers()) }
    return places
  }

  /// The place of each column's category that is left out, counted after grouping the infrequent ones.
  private func dropped(_ estimator: PickleValue, count: Int) throws(ScoringError) -> [Int?] {
    // Before 1.1 there was no grouping, and the one attribute meant the same.
    let grouped = try estimator.attributeIfPresent("_drop_idx_after_grouping")
    let original = try estimator.attributeIfPresent("drop_idx_")
    guard let value = grouped ?? original, !value.isNone else {
      return [Int?](repeating: nil, count: count)
    }
    let array = try value.array()
    guard array.count == count else {
      throw value.refusal(
        .inconsistentDocument, "dropped categories of \(array.count) columns, expected \(count)")
    }
    guard array.dtype.kind == .object else { return try array.integers() }
    var places: [Int?] = []
    for place in try array.values() { places.append(place.isNone ? nil : try place.integer()) }
    return places
  }

  private func unknownChoice(_ choice: String, of estimator: PickleValue) -> ScoringError {
    estimator.refusal(
      .unsupportedFeature,
      "\(estimator.described) has handle_unknown=\(DocumentPath.quoted(key: choice)), which is not known")
  }
}
