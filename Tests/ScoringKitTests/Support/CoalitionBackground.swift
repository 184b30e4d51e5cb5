import ScoringKit

/// Interventional Shapley values by their definition: in a coalition the row has its own values, and elsewhere
/// those of a background row; the game's value is the mean margin over the background.
enum CoalitionBackground {
  /// Per output one a feature, then the mean margin over the background.
  static func contributions(of forest: Forest, row: [Double], background: [[Double]]) -> [Double] {
    let pairs = background.map { pair(of: forest, row: row, other: $0) }
    return pairs[0].indices.map { place in
      pairs.reduce(0) { $0 + $1[place] } / Double(background.count)
    }
  }

  /// Against one background row.
  static func pair(of forest: Forest, row: [Double], other: [Double]) -> [Double] {
    let count = forest.featureCount
    let values = (0..<1 << count).map { coalition in
      ReferenceEvaluator.margins(
        of: forest, (0..<count).map { coalition >> $0 & 1 == 1 ? row[$0] : other[$0] })
    }
    return (0..<forest.outputCount).flatMap { output in
      (0..<count).map { feature in
        var sum = 0.0
        for coalition in values.indices where coalition >> feature & 1 == 0 {
          let gain = values[coalition | 1 << feature][output] - values[coalition][output]
          sum += gain * CoalitionShapley.weight(coalition.nonzeroBitCount, of: count)
        }
        return sum
      } + [values[0][output]]
    }
  }
}
