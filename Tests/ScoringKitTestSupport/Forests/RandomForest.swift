package import ScoringKit

/// What random forests are made of; the defaults mix everything that a LightGBM model can hold.
package struct RandomForest {
  package var featureCount: Int
  package var outputCount: Int
  package var iterationCount: Int
  package var greatestLeafCount: Int
  /// How often a split follows the deepest leaf instead of any: chains and repeated features on a path.
  package var growsChains: Bool
  /// Whether some leaves were reached by no training row.
  package var hasZeroCovers: Bool
  /// Whose rules the splits have.
  package var trainer: Trainer

  package init(
    featureCount: Int = 5, outputCount: Int = 1, iterationCount: Int = 3, greatestLeafCount: Int = 9,
    growsChains: Bool = false, hasZeroCovers: Bool = false, trainer: Trainer = .lightGBM
  ) {
    self.featureCount = featureCount
    self.outputCount = outputCount
    self.iterationCount = iterationCount
    self.greatestLeafCount = greatestLeafCount
    self.growsChains = growsChains
    self.hasZeroCovers = hasZeroCovers
    self.trainer = trainer
  }

  /// Whose rules a forest's splits have.
  package enum Trainer: CaseIterable {
    case lightGBM, xgBoost, scikitTree, scikitHistogram

    func numericRule(_ random: inout SplitMix64) -> SplitRule {
      let left = random.happens(onceIn: 2)
      return switch self {
      case .lightGBM: .lightGBM(missing: random.pick([.none, .zero, .nan]), defaultLeft: left)
      case .xgBoost: .xgBoost(defaultLeft: left)
      case .scikitTree: .scikitTree(missingLeft: left)
      case .scikitHistogram: .scikitHistogram(missingLeft: left)
      }
    }

    func categoricalRule(_ random: inout SplitMix64) -> SplitRule {
      let left = random.happens(onceIn: 2)
      return switch self {
      case .lightGBM, .scikitTree: .lightGBMCategorical
      case .xgBoost: .xgBoostCategorical(defaultLeft: left)
      case .scikitHistogram: .scikitHistogramCategorical(missingLeft: left)
      }
    }
  }

  /// Thresholds at which rules differ: zeros, LightGBM's zero bound, denormals, the ends of the number line.
  private static let edges: [Double] = [
    0, -0.0, 1.0000000180025095e-35, -1.0000000180025095e-35, 1e-35, -1e-35, 5e-36, -5e-36,
    .leastNonzeroMagnitude, -.leastNonzeroMagnitude, .greatestFiniteMagnitude, -.greatestFiniteMagnitude,
    .infinity, -.infinity, 1e308, 0.1, Double(Float(0.1)), 1, -1, 2,
  ]

  /// A forest of names f0, f1, … and random trees.
  package func forest(_ random: inout SplitMix64, link: LinkFunction = .identity) throws -> Forest {
    let trees = (0..<iterationCount * outputCount).map { _ in tree(&random) }
    return try Forest(
      validating: Forest.Parts(
        featureNames: (0..<featureCount).map { "f\($0)" }, outputCount: outputCount, trees: trees, link: link)
    )
  }

  /// A tree of at least one leaf.
  package func tree(_ random: inout SplitMix64) -> Tree {
    let leafCount = 1 + random.integer(below: greatestLeafCount)
    var grower = TreeGrower()
    while grower.leafCount < leafCount {
      let isDeep = growsChains && !random.happens(onceIn: 4)
      let leaf = isDeep ? grower.leafCount - 1 : random.integer(below: grower.leafCount)
      let feature = random.integer(below: featureCount)
      if random.happens(onceIn: 4) {
        grower.split(
          leaf: leaf, feature: feature, categories: Self.categories(&random),
          rule: trainer.categoricalRule(&random), newLeafGoesLeft: random.happens(onceIn: 2))
      } else {
        grower.split(
          leaf: leaf, feature: feature, rule: trainer.numericRule(&random),
          threshold: Self.threshold(&random), newLeafGoesLeft: random.happens(onceIn: 2))
      }
    }
    let values = (0..<leafCount).map { _ in random.signed() }
    let covers = (0..<leafCount).map { _ in
      hasZeroCovers && random.happens(onceIn: 3) ? 0 : Double(1 + random.integer(below: 50))
    }
    return grower.tree(leafValues: values, leafCovers: covers)
  }

  private static func threshold(_ random: inout SplitMix64) -> Double {
    random.happens(onceIn: 3) ? random.pick(edges) : random.signed()
  }

  /// One to three words, some of them empty.
  private static func categories(_ random: inout SplitMix64) -> CategorySet {
    CategorySet(
      words: (0...random.integer(below: 3)).map { _ in
        random.happens(onceIn: 4) ? 0 : UInt32(truncatingIfNeeded: random.next())
      })
  }
}
