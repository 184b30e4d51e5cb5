extension ScoringModel {
  /// Whose contributions the model gives; by default every raw column is a player.
  public var players: Players { explained.players }
  /// Whether a player's contribution is the sum of those of the model's own columns, instead of its Shapley value.
  public var sumsColumns: Bool { explained.areSums }

  /// The same model, whose contributions, interactions, backgrounds and reasons are those of other players.
  ///
  ///     let housing = try FeatureGroup(name: "housing", features: [3, 7])
  ///     let grouped = try model.explaining(Players(featureCount: 9, groups: [housing]))
  ///
  /// Contributions are the players' exact Shapley values. Sums are what other tools give: every column that an encoder
  /// makes plays for itself, and what the columns of a player contribute is added up. They add up to the margin too,
  /// but are not its Shapley values, and can even order the raw columns otherwise.
  ///
  /// - Parameters:
  ///   - players: The player of each raw column; nil for every raw column for itself.
  ///   - sums: Whether to add up the contributions of the model's own columns instead.
  /// - Throws: ``ScoringError/Code/shapeMismatch`` for players of another number of raw columns,
  ///   ``ScoringError/Code/outOfMemory`` for too many of them.
  public func explaining(_ players: Players?, sums: Bool = false) throws(ScoringError) -> ScoringModel {
    let players = players ?? Players(featureCount: schema.features.count)
    guard players.ofFeature.count == schema.features.count else {
      throw ScoringError(
        .shapeMismatch,
        "\(players.ofFeature.count) features belong to players, a row has \(schema.features.count)")
    }
    if players == self.players, sums == sumsColumns { return self }
    let explaining = ScoringModel(
      self, ExplainedPlayers(players, areSums: sums, sources: sources), explanationMemory)
    // What could be explained and cannot be so is refused here; what could not, when it is asked for.
    if explainer != nil { _ = try explaining.requireExplainer() }
    return explaining
  }

  /// The same model, whose explanations and backgrounds take their memory from another allowance than all models
  /// share.
  public func explaining(within memory: ExplanationMemory) -> ScoringModel {
    memory === explanationMemory ? self : ScoringModel(self, explained, memory)
  }
}
