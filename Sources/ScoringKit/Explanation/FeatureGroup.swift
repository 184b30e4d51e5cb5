/// Features that are explained as one: a player of its own (``Players/init(featureCount:groups:)``), or the sum of
/// their contributions (``GlobalExplanation``).
public struct FeatureGroup: Hashable, Sendable {
  /// What the group is called.
  public let name: String
  /// The features' columns, rising.
  public let features: [Int]

  /// Names a group.
  ///
  /// - Parameters:
  ///   - name: What it is called.
  ///   - features: The features' columns, from 0, in any order.
  /// - Throws: ``ScoringError/Code/invalidArgument`` for no features, a negative column, or one given twice.
  public init(name: String, features: [Int]) throws(ScoringError) {
    guard !features.isEmpty, features.allSatisfy({ $0 >= 0 }), Set(features).count == features.count else {
      throw ScoringError(
        .invalidArgument, "group '\(name)' needs at least one feature, and each of them once, from 0")
    }
    self.name = name
    self.features = features.sorted()
  }

  /// The sum of the features' contributions to one output of one row, added in column order.
  ///
  /// It is not the group's Shapley value where the model lets a feature of the group interact with others.
  public func sum(in contributions: Span<Double>) -> Double {
    var sum = 0.0
    for feature in features where feature < contributions.count { sum += contributions[feature] }
    return sum
  }

  /// The group of each feature, nil for none; refuses groups that share a feature or go beyond the model's.
  static func owners(_ groups: [FeatureGroup], featureCount: Int) throws(ScoringError) -> [Int?] {
    var owners = [Int?](repeating: nil, count: featureCount)
    for (index, group) in groups.enumerated() {
      for feature in group.features {
        guard feature < featureCount else {
          throw ScoringError(
            .invalidArgument, "group '\(group.name)' has feature \(feature), the model has \(featureCount)")
        }
        if let owner = owners[feature] {
          throw ScoringError(
            .invalidArgument,
            "feature \(feature) is in group '\(groups[owner].name)' and in group '\(group.name)'; "
              + "it can be in one")
        }
        owners[feature] = index
      }
    }
    return owners
  }
}
