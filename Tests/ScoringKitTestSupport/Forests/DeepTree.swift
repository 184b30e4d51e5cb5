package import ScoringKit

/// Trees whose paths hold more distinct features than coalitions can be listed for.
package enum DeepTree {
  /// A chain that asks for every feature once, in random order; the deepest path holds them all.
  package static func chain(featureCount: Int, _ random: inout SplitMix64) -> Tree {
    grown(asking: (0..<featureCount).shuffled(using: &random), isChain: true, &random)
  }

  /// A chain that asks for every feature `times` times, each time with another threshold.
  package static func repeatingChain(featureCount: Int, times: Int, _ random: inout SplitMix64) -> Tree {
    let features = (0..<featureCount * times).map { $0 % featureCount }.shuffled(using: &random)
    return grown(asking: features, isChain: true, &random)
  }

  /// A tree with one long path and short ones off it everywhere.
  package static func bush(featureCount: Int, splitCount: Int, _ random: inout SplitMix64) -> Tree {
    let features = (0..<splitCount).map { _ in random.integer(below: featureCount) }
    return grown(asking: features, isChain: false, &random)
  }

  /// A row that keeps to the longest path for most of its way.
  package static func row(featureCount: Int, _ random: inout SplitMix64) -> [Double] {
    (0..<featureCount).map { _ in
      random.happens(onceIn: 20) ? .nan : random.signed() * (random.happens(onceIn: 6) ? 1 : 0.2)
    }
  }

  private static func grown(asking features: [Int], isChain: Bool, _ random: inout SplitMix64) -> Tree {
    var grower = TreeGrower()
    for feature in features {
      let followsChain = isChain || !random.happens(onceIn: 3)
      // The chain goes on where values near 0 go.
      let leaf = followsChain ? grower.leafCount - 1 : random.integer(below: grower.leafCount)
      let newLeafGoesLeft = random.happens(onceIn: 2)
      let distance = 0.1 + 0.5 * abs(random.signed())
      grower.split(
        leaf: leaf, feature: feature, threshold: newLeafGoesLeft ? distance : -distance, missing: .nan,
        defaultLeft: random.happens(onceIn: 2), newLeafGoesLeft: newLeafGoesLeft)
    }
    let values = (0..<grower.leafCount).map { _ in random.signed() }
    let covers = (0..<grower.leafCount).map { _ in Double(1 + random.integer(below: 30)) }
    return grower.tree(leafValues: values, leafCovers: covers)
  }
}
