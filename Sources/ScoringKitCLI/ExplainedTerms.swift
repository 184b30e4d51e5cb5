internal import ScoringKit

/// What an explanation has a line for: every feature, or groups of them and what is in no group.
struct ExplainedTerms {
  /// One line.
  struct Term {
    let name: String
    /// The columns whose contributions are summed.
    let features: [Int]
    /// Which group it is; nil for a feature on its own.
    let group: Int?
  }

  /// In the order of the features, a group at the place of its first.
  let terms: [Term]
  let groups: [FeatureGroup]
  private let featureCount: Int

  init(_ schema: FeatureSchema, groups: [FeatureGroup] = []) {
    self.groups = groups
    featureCount = schema.features.count
    var terms: [Term] = []
    let groupOfFeature = Dictionary(
      groups.indices.flatMap { group in groups[group].features.map { ($0, group) } },
      uniquingKeysWith: { first, _ in first })
    for (index, feature) in schema.features.enumerated() {
      guard let group = groupOfFeature[index] else {
        terms.append(Term(name: feature.name, features: [index], group: nil))
        continue
      }
      guard groups[group].features.first == index else { continue }
      terms.append(Term(name: groups[group].name, features: groups[group].features, group: group))
    }
    self.terms = terms
  }

  /// One output's contributions of one row, summed to terms, then the base value.
  func contributions(_ contributions: ArraySlice<Double>) -> [Double] {
    guard !groups.isEmpty else { return Array(contributions) }
    let row = Array(contributions)
    let sums = terms.map { term in
      term.group.map { groups[$0].contribution(in: row.span) } ?? row[term.features[0]]
    }
    return sums + [row[featureCount]]
  }

  /// A term's summary.
  func summary(of term: Term, in explanation: GlobalExplanation, output: Int) -> ContributionSummary {
    if let group = term.group { return explanation.summaries[output][explanation.featureCount + group] }
    return explanation.summaries[output][term.features[0]]
  }
}
