/// The trees of a forest as trees of its players, and what else an explanation sums.
final class QuadratureForest: Sendable {
  /// A tree and the output whose margin it explains; a tree whose leaves hold several outputs is several trees.
  struct OutputTree: Sendable {
    let tree: QuadratureTree
    let output: Int
  }

  /// A linear model, whose Shapley values against a row of zeros are coefficient · x.
  struct LinearTerm: Sendable {
    let output: Int
    let leaf: Tree.LinearLeaf
  }

  let columns: [SplitColumn]
  let trees: [OutputTree]
  /// The trees' constants; see ``QuadratureConstants``.
  let constants: [SIMD2<Double>]
  /// The same trees for the explanation of one row.
  let rows: SingleRowForest
  let linearTerms: [LinearTerm]
  /// What the largest tree needs.
  let scratchSize: QuadratureScratchSize
  /// The model's expected margin, one an output.
  let baseValues: [Double]

  /// Prepares a forest that ``Explainer`` has found fit. O(nodes · points).
  init(_ forest: Forest, _ players: Players) {
    let columns = SplitColumns(of: forest)
    var preparation = QuadratureBuilder(players)
    var trees: [OutputTree] = []
    trees.reserveCapacity(forest.trees.count * forest.leafWidth)
    var linearTerms: [LinearTerm] = []
    var scratchSize = QuadratureScratchSize()
    var rows = SingleRowForest(splitCount: forest.trees.reduce(0) { $0 + $1.splits.count } * forest.leafWidth)
    var baseValues = forest.baseMargins
    for (index, tree) in forest.trees.enumerated() {
      let output = Int(forest.outputOfTree[index])
      if let leaf = tree.linearLeaves?.first {
        linearTerms.append(LinearTerm(output: output, leaf: leaf))
        baseValues[output] += leaf.constant
        continue
      }
      guard let covers = tree.covers else { continue }
      for place in 0..<forest.leafWidth {
        let prepared = QuadratureTree(
          tree, leafWidth: forest.leafWidth, output: place, covers: covers, columns: columns,
          preparation: &preparation)
        baseValues[output + place] += prepared.expectedValue
        scratchSize.include(prepared)
        rows.append(prepared, output: output + place)
        trees.append(OutputTree(tree: prepared, output: output + place))
      }
    }
    if forest.averaging == .margins {
      for output in baseValues.indices { baseValues[output] /= Double(forest.iterationCount) }
    }
    if let scaleAndBias = forest.scaleAndBias {
      for output in baseValues.indices {
        baseValues[output] = scaleAndBias.scale * baseValues[output] + scaleAndBias.biases[output]
      }
    }
    self.columns = columns.columns
    self.trees = trees
    self.linearTerms = linearTerms
    self.scratchSize = scratchSize
    self.rows = rows
    constants = preparation.constants
    self.baseValues = baseValues
  }
}
