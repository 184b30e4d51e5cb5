import ScoringKit

/// Names and categories: what a schema lists, it finds again.
enum SchemaCheck {
  static func run(_ schema: FeatureSchema) {
    for (place, feature) in schema.features.enumerated().prefix(64) {
      if let found = try? schema.index(ofFeature: feature.name) {
        precondition(found == place, "another name")
      }
      guard case .categorical(let categories, _) = feature.kind else { continue }
      for (code, category) in categories.enumerated().prefix(64) {
        _ = category.description
        let found = try? schema.code(of: category, feature: place)
        precondition(found == Double(code) || found?.isNaN == true, "another category")
      }
      _ = try? schema.code(of: .number(.nan), feature: place)
      _ = try? schema.code(reading: "1e3", number: 1000, feature: place)
    }
    _ = try? schema.bind(header: schema.features.map(\.name), ignoring: [], optional: [])
  }
}
