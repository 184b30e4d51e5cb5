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
  /// What all of it takes.
  let size: QuadratureSize
  private let share: ExplanationMemory.Share

  /// Prepares a forest that ``Explainer`` has found fit. O(nodes · points).
  ///
  /// - Throws: ``ScoringError/Code/outOfMemory`` before any of it is made; ``ScoringError/Code/cancelled``.
  init(
    _ forest: Forest, _ players: Players, _ memory: ExplanationMemory, progress: BatchProgress?
  ) throws(ScoringError) {
    let censuses = PathCensus.all(of: forest, players)
    size = QuadratureSize(forest, players, censuses)
    share = try memory.take(size.bytes + size.draftBytes)
    let columns = SplitColumns(of: forest)
    var preparation = QuadratureBuilder(players, constantCount: size.constantCount, progress: progress)
    var trees: [OutputTree] = []
    trees.reserveCapacity(forest.trees.count * forest.leafWidth)
    var linearTerms: [LinearTerm] = []
    var scratchSize = QuadratureScratchSize()
    var rows = SingleRowForest(splitCount: size.splitCount)
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
        try progress?.requireGoingOn()
        let prepared = try QuadratureTree(
          tree, leafWidth: forest.leafWidth, output: place, covers: covers, columns: columns,
          census: censuses[index], twin: place > 0 ? trees.last?.tree : nil, preparation: &preparation)
        baseValues[output + place] += prepared.expectedValue
        scratchSize.include(prepared)
        rows.append(prepared, output: output + place)
        trees.append(OutputTree(tree: prepared, output: output + place))
        progress?.addPreparedTree()
      }
    }
    share.shrink(by: size.draftBytes)
    self.columns = columns.columns
    self.trees = trees
    self.linearTerms = linearTerms
    self.scratchSize = scratchSize
    self.rows = rows
    constants = preparation.constants
    self.baseValues = forest.finished(baseValues)
  }
}

extension Forest {
  /// Expected margins, of their sums over the trees.
  fileprivate func finished(_ sums: [Double]) -> [Double] {
    var values = sums
    if averaging == .margins {
      for output in values.indices { values[output] /= Double(iterationCount) }
    }
    guard let scaleAndBias else { return values }
    for output in values.indices {
      values[output] = scaleAndBias.scale * values[output] + scaleAndBias.biases[output]
    }
    return values
  }
}
