import ScoringKit

/// Shapley values by their definition: the game's value for every coalition of features, up to twelve of them.
///
/// A coalition knows the row's values of its features. Where a split asks for another feature, the answer is
/// the mean over both sides, weighted by the training rows that went there.
enum CoalitionShapley {
  /// One a feature, then the value of the empty coalition.
  static func contributions(of tree: Tree, featureCount: Int, row: [Double]) -> [Double] {
    var contributions = [Double](repeating: 0, count: featureCount + 1)
    let players = players(of: tree)
    let values = values(of: tree, row: row)
    for (player, feature) in players.enumerated() {
      for coalition in values.indices where coalition >> player & 1 == 0 {
        let gain = values[coalition | 1 << player] - values[coalition]
        contributions[feature] += gain * weight(coalition.nonzeroBitCount, of: players.count)
      }
    }
    contributions[featureCount] = values[0]
    return contributions
  }

  /// The game's value for every coalition of a tree's features; bit k stands for the k-th of ``players(of:)``.
  static func values(of tree: Tree, row: [Double]) -> [Double] {
    let players = players(of: tree)
    let goesLeft = tree.splits.map { ReferenceEvaluator.goesLeft($0, in: tree, row) }
    let isKnown = { (coalition: Int, split: Int) in
      players.firstIndex(of: Int(tree.splits[split].feature)).map { coalition >> $0 & 1 == 1 } ?? false
    }
    return (0..<1 << players.count).map { coalition in
      let known = tree.splits.indices.map { isKnown(coalition, $0) }
      return value(of: tree, at: tree.splits.isEmpty ? ~0 : 0, known, goesLeft)
    }
  }

  /// A tree's features, rising.
  static func players(of tree: Tree) -> [Int] { Set(tree.splits.map { Int($0.feature) }).sorted() }

  /// The sum over the trees, output after output: one a feature, then the base value.
  static func contributions(of forest: Forest, row: [Double]) -> [Double] {
    var sums = [Double](repeating: 0, count: forest.outputCount * (forest.featureCount + 1))
    for (index, tree) in forest.trees.enumerated() {
      let first = index % forest.outputCount * (forest.featureCount + 1)
      let values = contributions(of: tree, featureCount: forest.featureCount, row: row)
      for (place, value) in values.enumerated() { sums[first + place] += value }
    }
    return sums
  }

  private static func value(of tree: Tree, at child: Int, _ known: [Bool], _ goesLeft: [Bool]) -> Double {
    if child < 0 { return tree.leafValues[~child] }
    let split = tree.splits[child]
    let (left, right) = (Int(split.left.rawValue), Int(split.right.rawValue))
    if known[child] { return value(of: tree, at: goesLeft[child] ? left : right, known, goesLeft) }
    return share(of: tree, child, left) * value(of: tree, at: left, known, goesLeft)
      + share(of: tree, child, right) * value(of: tree, at: right, known, goesLeft)
  }

  /// Child cover / parent cover; a split that no training row reached is even.
  private static func share(of tree: Tree, _ parent: Int, _ child: Int) -> Double {
    guard let covers = tree.covers else { return .nan }
    if covers.splits[parent] == 0 { return 0.5 }
    return (child < 0 ? covers.leaves[~child] : covers.splits[child]) / covers.splits[parent]
  }

  /// |S|! (n − |S| − 1)! / n!
  static func weight(_ size: Int, of count: Int) -> Double {
    var weight = 1 / Double(count)
    for k in 0..<size { weight *= Double(k + 1) / Double(count - 1 - k) }
    return weight
  }
}
