import ScoringKit

/// SHAP's interaction matrix by its definition, from the game's value for every coalition.
enum CoalitionInteractions {
  /// One tree's matrix, (features + 1) × (features + 1), row-major; the empty coalition's value in the corner.
  static func matrix(of tree: Tree, featureCount: Int, row: [Double]) -> [Double] {
    let width = featureCount + 1
    var matrix = [Double](repeating: 0, count: width * width)
    let players = CoalitionShapley.players(of: tree)
    let values = CoalitionShapley.values(of: tree, row: row)
    let shapley = CoalitionShapley.contributions(of: tree, featureCount: featureCount, row: row)
    for feature in 0..<featureCount { matrix[feature * width + feature] = shapley[feature] }
    matrix[width * width - 1] = shapley[featureCount]
    for (i, first) in players.enumerated() {
      for (j, second) in players.enumerated() where i != j {
        var sum = 0.0
        for coalition in values.indices where coalition >> i & 1 == 0 && coalition >> j & 1 == 0 {
          let both = values[coalition | 1 << i | 1 << j] + values[coalition]
          let one = values[coalition | 1 << i] + values[coalition | 1 << j]
          // |S|! (n − |S| − 2)! / (n − 1)!
          sum += (both - one) * CoalitionShapley.weight(coalition.nonzeroBitCount, of: players.count - 1)
        }
        matrix[first * width + second] = sum / 2
        matrix[first * width + first] -= sum / 2
      }
    }
    return matrix
  }

  /// The sum over the trees, output after output.
  static func matrix(of forest: Forest, row: [Double]) -> [Double] {
    let size = (forest.featureCount + 1) * (forest.featureCount + 1)
    var sums = [Double](repeating: 0, count: forest.outputCount * size)
    for (index, tree) in forest.trees.enumerated() {
      let first = index % forest.outputCount * size
      for (place, value) in matrix(of: tree, featureCount: forest.featureCount, row: row).enumerated() {
        sums[first + place] += value
      }
    }
    return sums
  }
}
