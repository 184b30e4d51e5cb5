package import ScoringKit

/// Small models with a purpose, for tests that state their rows by hand.
extension Forest {
  /// One split on one feature: `left` if the comparison holds, `right` otherwise.
  package static func stump(
    threshold: Double, missing: SplitRule.Missing = .nan, defaultLeft: Bool = false, left: Double = -1,
    right: Double = 1, link: LinkFunction = .identity
  ) throws -> Forest {
    var grower = TreeGrower()
    grower.split(leaf: 0, feature: 0, threshold: threshold, missing: missing, defaultLeft: defaultLeft)
    return try Forest(
      validating: Parts(
        featureNames: ["x"], trees: [grower.tree(leafValues: [left, right], leafCovers: [1, 1])], link: link))
  }

  /// One split on whether the first feature's category is in a set.
  package static func categoryStump(_ categories: [Int], left: Double = -1, right: Double = 1) throws
    -> Forest
  {
    var words = [UInt32](repeating: 0, count: (categories.max() ?? 0) / 32 + 1)
    for category in categories { words[category / 32] |= 1 << UInt32(category % 32) }
    var grower = TreeGrower()
    grower.split(leaf: 0, feature: 0, categories: CategorySet(words: words))
    return try Forest(
      validating: Parts(
        featureNames: ["x"], trees: [grower.tree(leafValues: [left, right], leafCovers: [1, 1])]))
  }

  /// Trees that are one leaf each; one feature that nothing reads.
  package static func constants(
    _ values: [Double], outputCount: Int = 1, link: LinkFunction = .identity, averagesOutput: Bool = false
  ) throws -> Forest {
    try Forest(
      validating: Parts(
        featureNames: ["x"], outputCount: outputCount,
        trees: values.map {
          Tree(splits: [], leafValues: [$0], covers: Tree.Covers(splits: [], leaves: [1]))
        },
        link: link, averaging: averagesOutput ? .predictions : .none))
  }

  /// A tree a feature, split at 0 with even covers: feature f adds −`effects[f]` or `effects[f]`, and that is its
  /// Shapley value too.
  package static func additive(_ effects: [Double], link: LinkFunction = .sigmoid(Sigmoid())) throws -> Forest
  {
    let trees = effects.indices.map { feature in
      var grower = TreeGrower()
      grower.split(leaf: 0, feature: feature, threshold: 0)
      return grower.tree(leafValues: [-effects[feature], effects[feature]], leafCovers: [1, 1])
    }
    return try Forest(
      validating: Parts(featureNames: effects.indices.map { "f\($0)" }, trees: trees, link: link))
  }

  /// One leaf: constant + Σ coefficient · feature, or `fallback` if any of them is missing.
  package static func linear(
    constant: Double, features: [Int32], coefficients: [Double], fallback: Double, featureCount: Int,
    link: LinkFunction = .identity
  ) throws -> Forest {
    let leaf = Tree.LinearLeaf(constant: constant, features: features, coefficients: coefficients)
    return try Forest(
      validating: Parts(
        featureNames: (0..<featureCount).map { "f\($0)" },
        trees: [Tree(splits: [], leafValues: [fallback], linearLeaves: [leaf])], link: link))
  }

  /// A split on one feature whose leaves are 1 + x.
  package static func linearTree(link: LinkFunction = .identity) throws -> Forest {
    let leaf = Tree.LinearLeaf(constant: 1, features: [0], coefficients: [1])
    let split = Tree.Split(
      feature: 0, rule: .lightGBM(missing: .nan, defaultLeft: true), threshold: 0,
      left: .init(rawValue: ~0), right: .init(rawValue: ~1))
    let covers = Tree.Covers(splits: [2], leaves: [1, 1])
    let tree = Tree(splits: [split], leafValues: [0, 0], covers: covers, linearLeaves: [leaf, leaf])
    return try Forest(validating: Parts(featureNames: ["f0"], trees: [tree], link: link))
  }
}
