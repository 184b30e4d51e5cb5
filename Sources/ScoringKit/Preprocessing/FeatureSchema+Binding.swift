extension FeatureSchema {
  /// Finds the column of each feature in a table's header.
  ///
  /// A column is a feature's if the names are equal, or equal but for spaces against `_` (LightGBM stores the
  /// latter). Order does not matter; a wrong order can therefore never score silently.
  ///
  /// - Parameters:
  ///   - header: The table's column names.
  ///   - ignored: Names of columns that are no features and may stay unused, such as an identifier.
  /// - Returns: For each feature the position of its column.
  /// - Throws: ``ScoringError/Code/columnMismatch`` naming the column that is missing, unknown or ambiguous.
  public func bind(header: [String], ignoring ignored: Set<String> = []) throws(ScoringError) -> [Int] {
    var places: [String: Int] = [:]
    for (place, name) in header.enumerated() where !ignored.contains(name) {
      guard places.updateValue(place, forKey: name) == nil else {
        throw ScoringError(
          .columnMismatch, "the column '\(name)' occurs twice", at: .row(1, column: place + 1))
      }
    }
    var isUsed = [Bool](repeating: false, count: header.count)
    var bound: [Int] = []
    bound.reserveCapacity(features.count)
    let alike = Dictionary(grouping: places.keys, by: Self.storedName)
    for feature in features {
      let place = try place(of: feature.name, exactly: places, alike: alike)
      guard !isUsed[place] else {
        throw ScoringError(
          .columnMismatch, "the column '\(header[place])' could be two features of the model",
          at: .row(1, column: place + 1))
      }
      isUsed[place] = true
      bound.append(place)
    }
    for (place, name) in header.enumerated() where !isUsed[place] && !ignored.contains(name) {
      throw ScoringError(
        .columnMismatch, "the model has no feature '\(name)'; leave the column out or have it ignored",
        at: .row(1, column: place + 1))
    }
    return bound
  }

  private func place(
    of name: String, exactly places: [String: Int], alike: [String: [String]]
  ) throws(ScoringError) -> Int {
    if let place = places[name] { return place }
    let candidates = alike[Self.storedName(name)] ?? []
    guard candidates.count <= 1 else {
      throw ScoringError(.columnMismatch, "the feature '\(name)' could be any of \(candidates.count) columns")
    }
    guard let candidate = candidates.first, let place = places[candidate] else {
      throw ScoringError(.columnMismatch, "the column '\(name)' is missing")
    }
    return place
  }
}
