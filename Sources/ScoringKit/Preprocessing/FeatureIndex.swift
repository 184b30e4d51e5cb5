/// Where a schema's names and categories stand, so that none is searched for.
struct FeatureIndex: Sendable {
  /// The features of each name.
  private let named: [String: [Int]]
  /// The features of each name as LightGBM stores it; nil where all names are stored as they are.
  private let stored: [String: [Int]]?
  /// Of each categorical feature, its categories' places.
  private let categories: [Int: [Category: Int]]

  init(_ features: [FeatureSchema.Feature]) {
    named = Dictionary(grouping: features.indices) { features[$0].name }
    stored =
      features.contains { FeatureSchema.storedName($0.name) != $0.name }
      ? Dictionary(grouping: features.indices) { FeatureSchema.storedName(features[$0].name) } : nil
    var categories: [Int: [Category: Int]] = [:]
    for (index, feature) in features.enumerated() {
      guard case .categorical(let known, _) = feature.kind else { continue }
      categories[index] = Dictionary(
        known.enumerated().map { (feature.rule.key(of: $1), $0) }, uniquingKeysWith: { first, _ in first })
    }
    self.categories = categories
  }

  /// The features of exactly that name.
  func features(named name: String) -> [Int] { named[name] ?? [] }

  /// The features whose names are stored as that one's is.
  func features(storedAs name: String) -> [Int] { (stored ?? named)[name] ?? [] }

  /// The place of a category among the feature's; nil for none of them, and for a numeric feature.
  func place(of category: Category, feature index: Int) -> Int? { categories[index]?[category] }

  /// How many different categories a feature has.
  func categoryCount(feature index: Int) -> Int { categories[index]?.count ?? 0 }
}
