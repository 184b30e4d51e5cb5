package import ScoringKit

/// Interventional Shapley values by their definition: for a coalition's players the row has its own values, and
/// elsewhere those of a background row; the game's value is the mean margin over the background.
package enum CoalitionBackground {
  /// Per output one a player, by default every feature, then the mean margin over the background.
  package static func contributions(
    of forest: Forest, players: Players? = nil, row: [Double], background: [[Double]]
  ) -> [Double] {
    let pairs = background.map { pair(of: forest, players: players, row: row, other: $0) }
    return pairs[0].indices.map { place in
      pairs.reduce(0) { $0 + $1[place] } / Double(background.count)
    }
  }

  /// Against one background row.
  package static func pair(
    of forest: Forest, players: Players? = nil, row: [Double], other: [Double]
  ) -> [Double] {
    let players = players ?? Players(featureCount: forest.featureCount)
    let count = players.count
    let values = (0..<1 << count).map { coalition in
      ReferenceEvaluator.margins(
        of: forest,
        players.ofFeature.enumerated().map { coalition >> $1 & 1 == 1 ? row[$0] : other[$0] })
    }
    return (0..<forest.outputCount).flatMap { output in
      (0..<count).map { player in
        var sum = 0.0
        for coalition in values.indices where coalition >> player & 1 == 0 {
          let gain = values[coalition | 1 << player][output] - values[coalition][output]
          sum += gain * CoalitionShapley.weight(coalition.nonzeroBitCount, of: count)
        }
        return sum
      } + [values[0][output]]
    }
  }
}
