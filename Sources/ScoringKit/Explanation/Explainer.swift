/// Exact path-dependent Shapley values of a forest: how much each feature moved each margin.
///
/// The values of a row and the base value, which is the model's expected margin over its training population,
/// add up to the margin. A feature the model does not use has exactly 0. Same bits for a row alone or in any
/// batch. The method (quadrature, see `QuadratureTree`) stays exact at any depth, where the trainers' own values drift.
///
///     let explainer = try Explainer(forest)
///     let values = try explainer.contributions(of: row)  // one a feature, then the base value
public struct Explainer: Sendable {
  /// The model.
  public let forest: Forest
  /// The model's expected margin, one an output.
  public let baseValues: [Double]
  let columns: [SplitColumn]
  let games: [Game]
  /// The terms of linear models, whose Shapley value against a row of zeros is coefficient · x.
  private let linearTerms: [(output: Int, leaf: Tree.LinearLeaf)]

  /// A tree and the output whose margin it explains; a tree whose leaves hold several outputs is several games.
  struct Game: Sendable {
    let tree: QuadratureTree
    let output: Int
  }

  /// Rows handled together: a tree's constants are read once for all of them.
  private static let blockCapacity = 32

  /// What the scratch of one call may take, in bytes.
  static let scratchLimit = 1 << 30

  /// Numbers an explanation has a row: per output one a feature, then the base value.
  public var contributionCount: Int { forest.outputCount * (forest.featureCount + 1) }

  /// Prepares a forest. O(nodes · points).
  ///
  /// - Throws: ``ScoringError/Code/unsupportedOperation`` for trees with linear leaves, which are not constants
  ///   (a linear model, one linear leaf without a split, is explained), and for a model without covers;
  ///   ``ScoringError/Code/outOfMemory`` for a tree whose scratch would pass 1 GiB.
  public init(_ forest: Forest) throws(ScoringError) {
    // A block's sums take 64 bytes a group of eight rows, for every output and feature.
    let groupLimit = Self.scratchLimit / (Self.blockCapacity / ColumnBlock.laneCount * 64)
    guard forest.outputCount * (forest.featureCount + 1) < groupLimit else {
      throw ScoringError(
        .outOfMemory,
        "\(forest.outputCount) outputs of \(forest.featureCount) features are too many to explain within 1 GiB"
      )
    }
    let columns = SplitColumns(of: forest)
    var preparation = QuadraturePreparation(featureCount: forest.featureCount)
    var games: [Game] = []
    games.reserveCapacity(forest.trees.count)
    var linearTerms: [(output: Int, leaf: Tree.LinearLeaf)] = []
    var baseValues = forest.baseMargins
    for (index, tree) in forest.trees.enumerated() {
      if let linearLeaves = tree.linearLeaves {
        guard tree.splits.isEmpty, let leaf = linearLeaves.first else {
          throw ScoringError(
            .unsupportedOperation,
            "the model has linear trees, and Shapley values of linear trees are not defined here")
        }
        let output = Int(forest.outputOfTree[index])
        linearTerms.append((output, leaf))
        baseValues[output] += leaf.constant
        continue
      }
      guard let covers = tree.covers else {
        throw ScoringError(
          .unsupportedOperation, "tree \(index) has no training counts (covers), which Shapley values need")
      }
      for place in 0..<forest.leafWidth {
        let output = Int(forest.outputOfTree[index]) + place
        let prepared = QuadratureTree(
          tree, leafWidth: forest.leafWidth, output: place, covers: covers, columns: columns,
          preparation: &preparation)
        guard let prepared else {
          throw ScoringError(.outOfMemory, "tree \(index) and those before it are too large to explain")
        }
        baseValues[output] += prepared.expectedValue
        games.append(Game(tree: prepared, output: output))
      }
    }
    if forest.averaging == .margins {
      for output in baseValues.indices { baseValues[output] /= Double(forest.iterationCount) }
    }
    self.forest = forest
    self.baseValues = baseValues
    self.columns = columns.columns
    self.games = games
    self.linearTerms = linearTerms
  }

  /// Writes the Shapley values: rows × outputs × (features + 1), row-major, the base value last.
  ///
  /// - Parameters:
  ///   - elements: The rows' numbers; NaN is a missing value.
  ///   - layout: Where the rows are in them; as many columns as the model has features.
  ///   - contributions: `rowCount · contributionCount` numbers.
  /// - Throws: ``ScoringError/Code/shapeMismatch`` for rows of another width,
  ///   ``ScoringError/Code/bufferTooSmall`` for a buffer that does not fit.
  /// - Complexity: O(rows · nodes · points).
  public func writeContributions<Scalar: RowScalar>(
    of elements: Span<Scalar>, layout: RowLayout, into contributions: inout MutableSpan<Double>
  ) throws(ScoringError) {
    try layout.requireFit(featureCount: forest.featureCount, available: elements.count)
    try layout.requireBuffer(contributions.count, width: contributionCount)
    try forest.requireAcceptable(elements, layout: layout)
    let capacity = Swift.min(layout.rowCount, Self.blockCapacity)
    var block = ColumnBlock(columns, missing: forest.missingValue, capacity: capacity)
    var scratch = QuadratureScratch(for: games.lazy.map(\.tree))
    let groupCapacity = (capacity + ColumnBlock.laneCount - 1) / ColumnBlock.laneCount
    var sums = [SIMD8<Double>](repeating: .zero, count: groupCapacity * contributionCount)
    var firstRow = 0
    while firstRow < layout.rowCount {
      let count = Swift.min(layout.rowCount - firstRow, capacity)
      block.load(elements, layout: layout, firstRow: firstRow, count: count)
      addTrees(block, scratch: &scratch, to: &sums)
      for row in 0..<count {
        let (group, lane) = row.quotientAndRemainder(dividingBy: ColumnBlock.laneCount)
        let target = (firstRow + row) * contributionCount
        for index in 0..<contributionCount {
          contributions[target + index] = sums[group * contributionCount + index][lane]
        }
        addLinearTerms(elements, layout, row: firstRow + row, to: &contributions, at: target)
      }
      firstRow += count
    }
  }

  /// The Shapley values of one row: per output one a feature, then the base value.
  ///
  /// - Parameter row: One number a feature; NaN is a missing value.
  /// - Throws: ``ScoringError/Code/shapeMismatch`` for a row of another width.
  public func contributions(of row: [Double]) throws(ScoringError) -> [Double] {
    let layout = try RowLayout(rowCount: 1, columnCount: row.count)
    var answer = [Double](repeating: 0, count: contributionCount)
    var span = answer.mutableSpan
    try writeContributions(of: row.span, layout: layout, into: &span)
    return answer
  }
}

extension Explainer {
  /// Sums all trees for a block: vector (group, output, feature), the base value behind each output's features.
  private func addTrees(
    _ block: borrowing ColumnBlock, scratch: inout QuadratureScratch, to sums: inout [SIMD8<Double>]
  ) {
    let width = forest.featureCount + 1
    var all = sums.mutableSpan
    for index in all.indices { all[index] = .zero }
    for game in games {
      for group in 0..<block.groupCount {
        let columns = block.values.span.extracting(
          group * block.columnCount..<(group + 1) * block.columnCount)
        let first = group * contributionCount + game.output * width
        var features = all._mutatingExtracting(first..<first + width)
        game.tree.addContributions(columns, scratch: &scratch, to: &features)
      }
    }
    let divisor = forest.averaging == .margins ? Double(forest.iterationCount) : 1
    for index in all.indices {
      let (output, column) = (index % contributionCount).quotientAndRemainder(dividingBy: width)
      all[index] = column == width - 1 ? SIMD8(repeating: baseValues[output]) : all[index] / divisor
    }
  }

  private func addLinearTerms<Scalar: RowScalar>(
    _ elements: Span<Scalar>, _ layout: RowLayout, row: Int, to contributions: inout MutableSpan<Double>,
    at target: Int
  ) {
    for (output, leaf) in linearTerms {
      for (feature, coefficient) in zip(leaf.features, leaf.coefficients) {
        let value = elements[row * layout.rowStride + Int(feature) * layout.columnStride].asDouble
        contributions[target + output * (forest.featureCount + 1) + Int(feature)] += leaf.term(
          coefficient, SplitRule.reading(value, missing: forest.missingValue))
      }
    }
  }
}
