internal import ScoringKit

/// What an explanation has a line for: every feature, or groups of them and what is in no group. Each is a player.
struct ExplainedTerms {
  /// One line.
  struct Term {
    let name: String
    /// Its columns.
    let features: [Int]
    /// Which group it is; nil for a feature on its own.
    let group: Int?
  }

  /// In the order of the features, a group at the place of its first.
  let terms: [Term]
  let groups: [FeatureGroup]
  /// The terms as players: contributions to one of them each.
  let players: Players

  /// - Throws: ``ScoringError/Code/invalidArgument`` for groups that share a feature.
  init(_ schema: FeatureSchema, groups: [FeatureGroup] = []) throws(ScoringError) {
    self.groups = groups
    players = try Players(featureCount: schema.features.count, groups: groups)
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

  /// Which of the terms a group is.
  func index(ofGroup group: Int) -> Int { players.ofFeature[groups[group].features[0]] }
}
