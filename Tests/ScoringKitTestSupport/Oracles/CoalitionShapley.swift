package import ScoringKit

/// Shapley values by their definition: the game's value for every coalition of players, up to twelve of them.
///
/// A coalition knows the row's values of its players' features. Where a split asks for another feature, the answer is
/// the mean over both sides, weighted by the training rows that went there.
package enum CoalitionShapley {
  /// One a player, then the value of the empty coalition.
  package static func contributions(of tree: Tree, _ players: Players, row: [Double]) -> [Double] {
    var contributions = [Double](repeating: 0, count: players.count + 1)
    let present = present(in: tree, players)
    let values = values(of: tree, players, row: row)
    for (place, player) in present.enumerated() {
      for coalition in values.indices where coalition >> place & 1 == 0 {
        let gain = values[coalition | 1 << place] - values[coalition]
        contributions[player] += gain * weight(coalition.nonzeroBitCount, of: present.count)
      }
    }
    contributions[players.count] = values[0]
    return contributions
  }

  /// The game's value for every coalition of a tree's players; bit k stands for the k-th of ``present(in:_:)``.
  package static func values(of tree: Tree, _ players: Players, row: [Double]) -> [Double] {
    let present = present(in: tree, players)
    let goesLeft = tree.splits.map { ReferenceEvaluator.goesLeft($0, in: tree, row) }
    let isKnown = { (coalition: Int, split: Int) in
      present.firstIndex(of: players.ofFeature[Int(tree.splits[split].feature)]).map {
        coalition >> $0 & 1 == 1
      } ?? false
    }
    return (0..<1 << present.count).map { coalition in
      let known = tree.splits.indices.map { isKnown(coalition, $0) }
      return value(of: tree, at: tree.splits.isEmpty ? ~0 : 0, known, goesLeft)
    }
  }

  /// The players of a tree's splits, rising.
  package static func present(in tree: Tree, _ players: Players) -> [Int] {
    Set(tree.splits.map { players.ofFeature[Int($0.feature)] }).sorted()
  }

  /// The sum over the trees, output after output: one a player, by default every feature, then the base value.
  package static func contributions(of forest: Forest, players: Players? = nil, row: [Double]) -> [Double] {
    let players = players ?? Players(featureCount: forest.featureCount)
    var sums = [Double](repeating: 0, count: forest.outputCount * (players.count + 1))
    for (index, tree) in forest.trees.enumerated() {
      let first = index % forest.outputCount * (players.count + 1)
      let values = contributions(of: tree, players, row: row)
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
  package static func weight(_ size: Int, of count: Int) -> Double {
    var weight = 1 / Double(count)
    for k in 0..<size { weight *= Double(k + 1) / Double(count - 1 - k) }
    return weight
  }
}
