package import ScoringKit

/// The rows that find mistakes: for each split a row that comes to it, with the value at, and one step beside,
/// everything that the split's rule distinguishes.
package enum ProbeRows {
  package static let numbers: [Double] = {
    let zeroBound = ReferenceEvaluator.zeroBound
    let positive: [Double] = [
      0, zeroBound, zeroBound.nextUp, zeroBound.nextDown, .leastNonzeroMagnitude, .leastNormalMagnitude,
      Double(Float.leastNonzeroMagnitude), .infinity, .greatestFiniteMagnitude,
      Double(Float.greatestFiniteMagnitude),
    ]
    return positive + positive.map { -$0 } + [.nan]
  }()

  package static let categories: [Double] = [
    -1, -0.5, 0, 0.9, 2.9, 31, 31.9, 32, 33, 63, 64, 95, 96, 1000, 16_777_216, 2_147_483_647, 2_147_483_648,
    -2_147_483_648, 4_294_967_296, 1e300, -1e300, .infinity, -.infinity, .nan, ReferenceEvaluator.zeroBound,
  ]

  /// The threshold itself and its neighbours in double and in float32.
  package static func around(_ threshold: Double) -> [Double] {
    let single = Float(threshold)
    return [
      threshold, threshold.nextUp, threshold.nextDown, Double(single), Double(single.nextUp),
      Double(single.nextDown),
    ]
  }

  /// Rows for every split of a forest, and the rows that are all missing or all zero.
  package static func rows(for forest: Forest, _ random: inout SplitMix64) -> [[Double]] {
    var rows = [
      [Double](repeating: .nan, count: forest.featureCount),
      [Double](repeating: 0, count: forest.featureCount),
      [Double](repeating: -0.0, count: forest.featureCount),
    ]
    for tree in forest.trees where !tree.splits.isEmpty {
      collect(
        tree, at: 0, coming: (0..<forest.featureCount).map { _ in random.signed() }, into: &rows, &random)
    }
    return rows
  }

  private static func collect(
    _ tree: Tree, at index: Int, coming row: [Double], into rows: inout [[Double]], _ random: inout SplitMix64
  ) {
    let split = tree.splits[index]
    let feature = Int(split.feature)
    var candidates: [Double]
    if split.rule.isCategorical {
      let members = ReferenceEvaluator.members(of: tree.categorySets[Int(split.categorySet)])
      candidates = categories + members.prefix(3).map(Double.init)
    } else {
      candidates = around(split.threshold) + numbers
    }
    for value in candidates {
      var probe = row
      probe[feature] = value
      // Now and then other values of the path are missing as well.
      if random.happens(onceIn: 8) { probe[random.integer(below: row.count)] = .nan }
      rows.append(probe)
    }
    for (child, wantsLeft) in [(split.left, true), (split.right, false)] {
      guard let below = child.split else { continue }
      var next = row
      for value in [row[feature]] + candidates {
        next[feature] = value
        if ReferenceEvaluator.goesLeft(split, in: tree, next) == wantsLeft { break }
      }
      collect(tree, at: below, coming: next, into: &rows, &random)
    }
  }
}
