internal import ScoringKit

extension PlotWords {
  /// A term's values as the row has them: a category by its text, a number in the language's writing.
  ///
  /// - Parameters:
  ///   - term: A feature, or several together.
  ///   - row: The row's numbers.
  ///   - schema: What they mean.
  func values(of term: ExplainedTerms.Term, in row: [Double], _ schema: FeatureSchema) -> String {
    term.features.map { value(row[$0], of: schema.features[$0].kind) }.joined(separator: ", ")
  }

  private func value(_ number: Double, of kind: FeatureSchema.Feature.Kind) -> String {
    guard !number.isNaN else { return missing }
    guard case .categorical(let categories, _) = kind else { return numbers.exact(number) }
    guard let place = Int(exactly: number), categories.indices.contains(place) else { return otherValue }
    return categories[place].description
  }
}
