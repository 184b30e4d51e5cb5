/// Who plays the games whose Shapley values explain a model: which of its features are present or absent as one.
///
/// By default every feature is a player. The columns that an encoder makes of one raw column are not known or unknown
/// apart from each other, so behind a pipeline a player is a raw column with all columns made of it; it may also be a
/// group of the user's. On a path of a tree a player holds if all of its splits do, and its cover is the product of
/// theirs, as it is for the splits on one feature; so the values are the Shapley values of the players, which sums over
/// their features' values are not.
public struct Players: Hashable, Sendable {
  /// How many there are; some may have no feature, and contribute exactly 0.
  public let count: Int
  /// The player of each feature.
  public let ofFeature: [Int]

  /// Every feature for itself.
  public init(featureCount: Int) {
    count = featureCount
    ofFeature = Array(0..<featureCount)
  }

  /// Checks and keeps who a feature belongs to.
  ///
  /// - Parameters:
  ///   - ofFeature: The player of each feature, from 0.
  ///   - count: How many players there are.
  /// - Throws: ``ScoringError/Code/invalidArgument`` for a player that there is not, and for no or too many of them.
  public init(ofFeature: [Int], count: Int) throws(ScoringError) {
    guard count > 0, count <= Int(Int32.max) else {
      throw ScoringError(.invalidArgument, "the number of players is from 1 to \(Int32.max)")
    }
    for (feature, player) in ofFeature.enumerated() where !(0..<count).contains(player) {
      throw ScoringError(
        .invalidArgument, "feature \(feature) belongs to player \(player), and there are \(count) (from 0)")
    }
    self.count = count
    self.ofFeature = ofFeature
  }

  /// One player a group, and one each feature that is in none; a group has the place of its first feature.
  ///
  /// - Throws: ``ScoringError/Code/invalidArgument`` for groups that share a feature or go beyond the last.
  public init(featureCount: Int, groups: [FeatureGroup]) throws(ScoringError) {
    let groupOfFeature = try FeatureGroup.owners(groups, featureCount: featureCount)
    var playerOfGroup = [Int?](repeating: nil, count: groups.count)
    var ofFeature: [Int] = []
    var count = 0
    for group in groupOfFeature {
      let known = group.flatMap { playerOfGroup[$0] }
      ofFeature.append(known ?? count)
      if let group, known == nil { playerOfGroup[group] = count }
      if known == nil { count += 1 }
    }
    self.count = count
    self.ofFeature = ofFeature
  }

  /// Whether every feature is a player, in the features' order.
  public var areFeatures: Bool { self == Players(featureCount: ofFeature.count) }

  /// The players of columns made of these features.
  ///
  /// - Parameter sources: The feature behind each column; all below the number of features.
  func ofColumns(madeOf sources: [Int]) -> Players {
    Players(checked: sources.map { ofFeature[$0] }, count: count)
  }

  private init(checked ofFeature: [Int], count: Int) {
    self.count = count
    self.ofFeature = ofFeature
  }
}
