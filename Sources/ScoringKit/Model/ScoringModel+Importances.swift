extension ScoringModel {
  /// The importance of each raw column: the sum of those of the columns made of it; see ``Forest/importances(_:)``.
  ///
  /// - Throws: As ``Forest/importances(_:)``.
  public func importances(_ kind: FeatureImportance) throws(ScoringError) -> [Double] {
    let own = try forest.importances(kind)
    guard let sources else { return own }
    var sums = [Double](repeating: 0, count: schema.features.count)
    for (place, source) in sources.enumerated() { sums[source] += own[place] }
    return sums
  }
}
