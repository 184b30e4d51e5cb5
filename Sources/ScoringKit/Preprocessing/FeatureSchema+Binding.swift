extension FeatureSchema {
  /// Finds the column of each feature in a table's header; every feature needs one.
  ///
  /// - Parameters:
  ///   - header: The table's column names.
  ///   - ignored: Names of columns that are no features and may stay unused, such as an identifier.
  /// - Returns: For each feature the position of its column.
  /// - Throws: As ``bind(header:ignoring:optional:)``.
  public func bind(header: [String], ignoring ignored: Set<String> = []) throws(ScoringError) -> [Int] {
    try bind(header: header, ignoring: ignored, optional: []).compactMap { $0 }
  }

  /// Finds the column of each feature in a table's header.
  ///
  /// A column is a feature's if the names are equal, or equal but for spaces against `_` (LightGBM stores the
  /// latter); a name that is no feature's so is one's with which it agrees but for blanks around it or a byte order
  /// mark. Order does not matter; a wrong order can therefore never score silently. A column without a name has the
  /// one that pandas gives it (`Unnamed: 0` for the first); if that is no feature's, the column is passed over: it is
  /// the index that pandas wrote, or what stands behind a separator at the end of each line.
  ///
  /// - Parameters:
  ///   - header: The table's column names.
  ///   - ignored: Names of columns that are no features and may stay unused, such as an identifier.
  ///   - optional: Features that need no column, such as ``ScoringModel/unusedFeatures``.
  /// - Returns: For each feature the position of its column; nil for an optional one that has none.
  /// - Throws: ``ScoringError/Code/columnMismatch`` naming the column that is missing, unknown or ambiguous.
  public func bind(
    header: [String], ignoring ignored: Set<String>, optional: Set<Int>
  ) throws(ScoringError) -> [Int?] {
    let header = namingUnnamed(header)
    var places: [String: Int] = [:]
    for (place, name) in header.enumerated() where !name.isEmpty && !ignored.contains(name) {
      guard places.updateValue(place, forKey: name) == nil else {
        throw ScoringError(
          .columnMismatch, "the column '\(name)' occurs twice", at: .row(1, column: place + 1))
      }
    }
    var isUsed = [Bool](repeating: false, count: header.count)
    var bound: [Int?] = []
    bound.reserveCapacity(features.count)
    let alike = Alike(names: Array(places.keys), features: features)
    for (index, feature) in features.enumerated() {
      guard let name = try alike.name(of: feature.name), let place = places[name] else {
        guard optional.contains(index) else { throw alike.absence(of: feature.name) }
        bound.append(nil)
        continue
      }
      guard !isUsed[place] else {
        throw ScoringError(
          .columnMismatch, "the column '\(header[place])' could be two features of the model",
          at: .row(1, column: place + 1))
      }
      isUsed[place] = true
      bound.append(place)
    }
    for (place, name) in header.enumerated() where !isUsed[place] && places[name] == place {
      throw ScoringError(
        .columnMismatch, "the model has no feature '\(name)'; leave the column out or have it ignored",
        at: .row(1, column: place + 1))
    }
    return bound
  }

  /// Which columns of a table can be features' by their names.
  ///
  /// - Parameter header: The columns' names; its place names a column without one.
  package func columns(namingFeaturesIn header: [String]) -> [Int] {
    let own = Set(features.map { Self.storedName($0.name) })
    let withoutMark = Set(own.map(Self.withoutMark))
    return header.indices.filter { place in
      let name = header[place].isEmpty ? Self.unnamed(place) : header[place]
      return own.contains(Self.storedName(name)) || withoutMark.contains(Self.storedName(Self.trimmed(name)))
    }
  }

  /// The header with pandas' names for columns without one, where these are features; the others stay empty.
  private func namingUnnamed(_ header: [String]) -> [String] {
    guard header.contains("") else { return header }
    let own = Set(features.map { Self.storedName($0.name) })
    return header.enumerated().map { place, name in
      let given = Self.unnamed(place)
      return name.isEmpty && own.contains(Self.storedName(given)) ? given : name
    }
  }

  /// What pandas calls a column without a name.
  private static func unnamed(_ place: Int) -> String { "Unnamed: \(place)" }

  /// A name without blanks around it and without a byte order mark before it.
  static func trimmed(_ name: String) -> String {
    let isNothing = { (character: Unicode.Scalar) in
      character.properties.isWhitespace || character == byteOrderMark
    }
    let rest = name.unicodeScalars.drop(while: isNothing)
    guard let last = rest.lastIndex(where: { !isNothing($0) }) else { return "" }
    return String(rest[...last])
  }

  /// A name as it is without a byte order mark before it.
  fileprivate static func withoutMark(_ name: String) -> String {
    String(name.unicodeScalars.drop { $0 == byteOrderMark })
  }

  private static let byteOrderMark: Unicode.Scalar = "\u{FEFF}"
}

/// A header's names by what two names may differ in.
private struct Alike {
  /// The names by their stored forms.
  private let stored: [String: [String]]
  /// The names that are no feature's as they are, by their stored forms without blanks around them.
  private let trimmed: [String: [String]]

  init(names: [String], features: [FeatureSchema.Feature]) {
    let own = Set(features.map { FeatureSchema.storedName($0.name) })
    stored = Dictionary(grouping: names, by: FeatureSchema.storedName)
    trimmed = Dictionary(grouping: names.filter { !own.contains(FeatureSchema.storedName($0)) }) {
      FeatureSchema.storedName(FeatureSchema.trimmed($0))
    }
  }

  /// The column's name that is the feature's; nil for none.
  func name(of feature: String) throws(ScoringError) -> String? {
    let own = FeatureSchema.storedName(feature)
    let candidates = stored[own] ?? trimmed[FeatureSchema.withoutMark(own)] ?? []
    if candidates.contains(feature) { return feature }
    guard candidates.count <= 1 else {
      throw ScoringError(
        .columnMismatch, "the feature '\(feature)' could be any of \(candidates.count) columns")
    }
    return candidates.first
  }

  /// The refusal of a header that lacks the feature.
  ///
  /// A name of the model's with blanks around it is not taken for one without: its categories may have blanks too, and
  /// the table's would be others.
  func absence(of feature: String) -> ScoringError {
    let bare = FeatureSchema.storedName(FeatureSchema.trimmed(feature))
    guard bare != FeatureSchema.storedName(feature), stored[bare] != nil || trimmed[bare] != nil else {
      return ScoringError(.columnMismatch, "the column '\(feature)' is missing")
    }
    return ScoringError(
      .columnMismatch,
      "the column '\(feature)' is missing; one differs from it only by blanks around its name: write names and cells "
        + "as they were in training")
  }
}
