extension Forest {
  /// These players, or if there are none given every feature for itself; refuses those of another number of features.
  func players(_ players: Players?) throws(ScoringError) -> Players {
    guard let players else { return Players(featureCount: featureCount) }
    guard players.ofFeature.count == featureCount else {
      throw ScoringError(
        .shapeMismatch, "\(players.ofFeature.count) features belong to players, the model has \(featureCount)"
      )
    }
    return players
  }
}
