extension FeatureSchema {
  /// Numeric columns named as the forest names them.
  package init(of forest: Forest, rule: CategoryRule = .codes) {
    self.init(unchecked: forest.featureNames.map { Feature(name: $0, rule: rule) })
  }
}
