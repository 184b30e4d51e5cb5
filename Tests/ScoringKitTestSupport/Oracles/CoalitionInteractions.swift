package import ScoringKit

/// SHAP's interaction matrix by its definition, from the game's value for every coalition.
package enum CoalitionInteractions {
  /// One tree's matrix, (players + 1) × (players + 1), row-major; the empty coalition's value in the corner.
  package static func matrix(of tree: Tree, _ players: Players, row: [Double]) -> [Double] {
    let width = players.count + 1
    var matrix = [Double](repeating: 0, count: width * width)
    let present = CoalitionShapley.present(in: tree, players)
    let values = CoalitionShapley.values(of: tree, players, row: row)
    let shapley = CoalitionShapley.contributions(of: tree, players, row: row)
    for player in 0..<players.count { matrix[player * width + player] = shapley[player] }
    matrix[width * width - 1] = shapley[players.count]
    for (i, first) in present.enumerated() {
      for (j, second) in present.enumerated() where i != j {
        var sum = 0.0
        for coalition in values.indices where coalition >> i & 1 == 0 && coalition >> j & 1 == 0 {
          let both = values[coalition | 1 << i | 1 << j] + values[coalition]
          let one = values[coalition | 1 << i] + values[coalition | 1 << j]
          // |S|! (n − |S| − 2)! / (n − 1)!
          sum += (both - one) * CoalitionShapley.weight(coalition.nonzeroBitCount, of: present.count - 1)
        }
        matrix[first * width + second] = sum / 2
        matrix[first * width + first] -= sum / 2
      }
    }
    return matrix
  }

  /// The sum over the trees, output after output.
  package static func matrix(of forest: Forest, players: Players? = nil, row: [Double]) -> [Double] {
    let players = players ?? Players(featureCount: forest.featureCount)
    let size = (players.count + 1) * (players.count + 1)
    var sums = [Double](repeating: 0, count: forest.outputCount * size)
    for (index, tree) in forest.trees.enumerated() {
      let first = index % forest.outputCount * size
      for (place, value) in matrix(of: tree, players, row: row).enumerated() {
        sums[first + place] += value
      }
    }
    return sums
  }
}
