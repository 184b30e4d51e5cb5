/// Whose contributions a model gives: raw columns, or groups of them, and how the model's own features come into it.
struct ExplainedPlayers: Sendable {
  /// Of the raw columns.
  let players: Players
  /// Whether a player's contribution is the sum over the model's own columns, instead of its Shapley value.
  let areSums: Bool
  /// The players of the games, of transformed columns.
  let games: Players
  /// To which player the contribution of each of the games' players is added; nil where they are the same.
  let targets: [Int]?

  /// - Parameters:
  ///   - sources: The raw column of each transformed one; nil where every column stays where it is.
  init(_ players: Players, areSums: Bool, sources: [Int]?) {
    self.players = players
    self.areSums = areSums
    let ofTransformed = sources.map(players.ofColumns(madeOf:)) ?? players
    games = areSums ? Players(featureCount: ofTransformed.ofFeature.count) : ofTransformed
    targets = games == ofTransformed ? nil : ofTransformed.ofFeature
  }
}
