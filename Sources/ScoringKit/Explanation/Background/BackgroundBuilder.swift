/// Counts a background's patterns, tree after tree.
struct BackgroundBuilder {
  let forest: Forest
  let background: ComparandBlock
  private let columns: SplitColumns
  private let players: Players
  var budget = TableBudget()
  private(set) var trees: [BackgroundExplainer.OutputTree] = []
  /// The background's margins: rows × outputs.
  var margins: [Double] = []
  /// What each margin starts from: base margins, the values of trees without splits, constants of linear models.
  private(set) var constants: [Double]
  /// Mean margins, one an output.
  private(set) var baseValues: [Double]

  /// What the preparation takes; it grows tree by tree.
  let share: ExplanationMemory.Share
  let progress: BatchProgress?

  init(
    _ forest: Forest, _ players: Players, background: ComparandBlock, columns: SplitColumns,
    _ memory: ExplanationMemory, progress: BatchProgress?
  ) throws(ScoringError) {
    self.forest = forest
    self.background = background
    self.columns = columns
    self.players = players
    self.progress = progress
    let marginCount = background.rowCount * forest.outputCount
    share = try memory.take(marginCount * MemoryLayout<Double>.stride)
    constants = forest.baseMargins
    if let scaleAndBias = forest.scaleAndBias {
      for output in constants.indices { constants[output] += scaleAndBias.biases[output] }
    }
    baseValues = forest.baseMargins
    margins = [Double](repeating: 0, count: marginCount)
  }

  mutating func addTrees() throws(ScoringError) {
    var sums = [Double](repeating: 0, count: forest.outputCount)
    var occurrences = [Int32](repeating: 0, count: players.count)
    for (index, tree) in forest.trees.enumerated() where tree.linearLeaves == nil {
      let census = PathCensus(tree, players: players, occurrences: &occurrences)
      for place in 0..<forest.leafWidth {
        try progress?.requireGoingOn()
        try share.grow(by: BackgroundTree.bytes(census))
        let output = Int(forest.outputOfTree[index]) + place
        var prepared = try BackgroundTree(
          tree, index: index, leafWidth: forest.leafWidth, output: place, columns: columns, players: players)
        constants[output] += prepared.constant
        sums[output] += try count(&prepared, output)
        if !prepared.splits.isEmpty { trees.append(.init(tree: prepared, output: output)) }
        progress?.addPreparedTree()
      }
    }
    let divisor = forest.averaging == .margins ? Double(forest.iterationCount) : 1
    for index in margins.indices {
      let output = index % forest.outputCount
      margins[index] = (margins[index] + constants[output]) / divisor
    }
    for (output, sum) in sums.enumerated() { baseValues[output] = (constants[output] + sum) / divisor }
  }

  /// A linear model is explained term by term.
  mutating func addLinearModels(_ models: [LinearBackground]) {
    for entry in models {
      let constant = entry.leaf.constant
      constants[entry.output] += constant
      baseValues[entry.output] = entry.means.reduce(baseValues[entry.output] + constant, +)
      for row in 0..<background.rowCount {
        let terms = entry.terms[row * entry.means.count..<(row + 1) * entry.means.count]
        margins[row * forest.outputCount + entry.output] += terms.reduce(constant, +)
      }
    }
  }
}
