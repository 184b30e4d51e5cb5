/// Counts a background's patterns, tree after tree.
struct BackgroundBuilder {
  private let forest: Forest
  private let background: ComparandBlock
  private let columns: SplitColumns
  private let players: Players
  private var budget = BackgroundBudget()
  private(set) var trees: [BackgroundExplainer.OutputTree] = []
  /// The background's margins: rows × outputs.
  private(set) var margins: [Double] = []
  /// What each margin starts from: base margins, the values of trees without splits, constants of linear models.
  private(set) var constants: [Double]
  /// Mean margins, one an output.
  private(set) var baseValues: [Double]

  init(_ forest: Forest, _ players: Players, background: ComparandBlock, columns: SplitColumns) {
    self.forest = forest
    self.background = background
    self.columns = columns
    self.players = players
    constants = forest.baseMargins
    if let scaleAndBias = forest.scaleAndBias {
      for output in constants.indices { constants[output] += scaleAndBias.biases[output] }
    }
    baseValues = forest.baseMargins
    margins = [Double](repeating: 0, count: background.rowCount * forest.outputCount)
  }

  mutating func addTrees() throws(ScoringError) {
    var sums = [Double](repeating: 0, count: forest.outputCount)
    for (index, tree) in forest.trees.enumerated() where tree.linearLeaves == nil {
      for place in 0..<forest.leafWidth {
        let output = Int(forest.outputOfTree[index]) + place
        var prepared = try BackgroundTree(
          tree, index: index, leafWidth: forest.leafWidth, output: place, columns: columns, players: players)
        constants[output] += prepared.constant
        sums[output] += try count(&prepared, output)
        if !prepared.splits.isEmpty { trees.append(.init(tree: prepared, output: output)) }
      }
    }
    let divisor = forest.averaging == .margins ? Double(forest.iterationCount) : 1
    for index in margins.indices {
      let output = index % forest.outputCount
      margins[index] = (margins[index] + constants[output]) / divisor
    }
    for (output, sum) in sums.enumerated() { baseValues[output] = (constants[output] + sum) / divisor }
  }

  /// Counts the background's patterns at each leaf.
  ///
  /// - Returns: The tree's mean over the background.
  private mutating func count(_ tree: inout BackgroundTree, _ output: Int) throws(ScoringError) -> Double {
    var scratch = PatternScratch(for: CollectionOfOne(tree))
    let outputCount = forest.outputCount
    var histograms = tree.leaves.map { PatternHistogram(playerCount: $0.players.count) }
    for group in 0..<background.groupCount {
      tree.findPatterns(background.values.span.extracting(background.range(ofGroup: group)), &scratch)
      let firstRow = group * ComparandBlock.laneCount
      let lanes = Swift.min(background.rowCount - firstRow, ComparandBlock.laneCount)
      for (index, leaf) in tree.leaves.enumerated() {
        let pattern = scratch.edges[leaf.edge]
        for lane in 0..<lanes { histograms[index].add(pattern[lane]) }
      }
      var all = margins.mutableSpan
      var rows = all._mutatingExtracting(
        firstRow * outputCount + output..<(firstRow + lanes) * outputCount)
      tree.addMargins(scratch, lanes: lanes, to: &rows, rowWidth: outputCount)
    }
    var sum = 0.0
    for (index, leaf) in tree.leaves.enumerated() {
      let counts = histograms[index].counts
      for count in counts where count.pattern == leaf.wholePattern { sum += leaf.value * Double(count.count) }
      try tree.store(counts, of: leaf, rowCount: background.rowCount, budget: &budget)
    }
    return sum / Double(background.rowCount)
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
