/// Exact interventional Shapley values of a forest against a background: how much each feature moved each
/// margin, where an absent feature takes its values from the background's rows.
///
/// The base value is the mean margin over the background; values and base value add up to the margin. A feature
/// the model does not use has exactly 0. Categorical splits and missing values are conditions like any other.
/// Prepared once for any number of calls, whose cost hardly depends on the background's size; training counts
/// (covers) are not needed. Same bits for a row alone or in any batch.
///
///     let explainer = try BackgroundExplainer(forest, background: rows, layout: layout)
///     let values = try explainer.contributions(of: row)  // one a feature, then the base value
public struct BackgroundExplainer: Sendable {
  /// The model.
  public let forest: Forest
  /// The mean margin over the background, one an output.
  public let baseValues: [Double]
  /// Rows of the background.
  public let backgroundCount: Int
  let columns: [SplitColumn]
  let games: [Game]
  let linearGames: [LinearBackground]
  /// The background's rows as the splits see them.
  let background: ColumnBlock
  /// What each margin starts from, before its trees and linear terms.
  let constants: [Double]
  /// The background's margins: rows × outputs, summed in double.
  let backgroundMargins: [Double]
  let weights: CoalitionWeights

  /// A tree and the output whose margin it explains.
  struct Game: Sendable {
    let tree: BackgroundTree
    let output: Int
  }

  /// Rows handled together: a tree's tables are read once for all of them.
  private static let blockCapacity = 256

  /// Numbers of the background's rows as the splits see them, at most: 1 GiB.
  static let backgroundLimit = 1 << 27

  /// Numbers an explanation has a row: per output one a feature, then the base value.
  public var contributionCount: Int { forest.outputCount * (forest.featureCount + 1) }

  /// Prepares a forest and a background of at least one row. O(rows · nodes), and for each leaf of u features on
  /// its path at most O(u² · 2^u).
  ///
  /// - Parameters:
  ///   - forest: The model.
  ///   - background: The rows' numbers; NaN is a missing value.
  ///   - layout: Where the rows are in them; as many columns as the model has features.
  /// - Throws: ``ScoringError/Code/invalidArgument`` for no row at all; ``ScoringError/Code/shapeMismatch`` for
  ///   rows of another width; ``ScoringError/Code/invalidValue`` for missing values where the model takes none;
  ///   ``ScoringError/Code/unsupportedOperation`` for linear trees, except linear models as a whole, and for a
  ///   path of more than 64 distinct features; ``ScoringError/Code/outOfMemory`` for a background and a model
  ///   that together would take more than about 2.5 GiB.
  public init<Scalar: RowScalar>(
    _ forest: Forest, background elements: Span<Scalar>, layout: RowLayout
  ) throws(ScoringError) {
    try layout.requireFit(featureCount: forest.featureCount, available: elements.count)
    guard layout.rowCount > 0 else {
      throw ScoringError(.invalidArgument, "a background needs at least one row")
    }
    try forest.requireAcceptable(elements, layout: layout)
    let columns = SplitColumns(of: forest)
    guard layout.rowCount < Self.backgroundLimit / Swift.max(columns.columns.count, 1) else {
      throw ScoringError(
        .outOfMemory,
        "a background of \(layout.rowCount) rows and \(columns.columns.count) split columns would take more "
          + "than 1 GiB; use fewer background rows")
    }
    var background = ColumnBlock(columns.columns, missing: forest.missingValue, capacity: layout.rowCount)
    background.load(elements, layout: layout, firstRow: 0, count: layout.rowCount)
    var preparation = BackgroundPreparation(forest, background: background, columns: columns)
    try preparation.addTrees()
    try preparation.addLinearModels(elements, layout)
    self.forest = forest
    self.columns = columns.columns
    self.background = background
    backgroundCount = layout.rowCount
    constants = preparation.constants
    backgroundMargins = preparation.margins
    baseValues = preparation.baseValues
    games = preparation.games
    linearGames = preparation.linearGames
    weights = CoalitionWeights(featureCount: BackgroundTree.greatestFeatureCount)
  }

  /// Writes the Shapley values in margin space: rows × outputs × (features + 1), row-major, the base value last.
  ///
  /// - Parameters:
  ///   - elements: The rows' numbers; NaN is a missing value.
  ///   - layout: Where the rows are in them; as many columns as the model has features.
  ///   - contributions: `rowCount · contributionCount` numbers.
  /// - Throws: ``ScoringError/Code/shapeMismatch`` for rows of another width,
  ///   ``ScoringError/Code/bufferTooSmall`` for a buffer that does not fit.
  /// - Complexity: O(rows · leaves · features on a path); for a leaf of many features, which has no table, also
  ///   times the number of its patterns in the background.
  public func writeContributions<Scalar: RowScalar>(
    of elements: Span<Scalar>, layout: RowLayout, into contributions: inout MutableSpan<Double>
  ) throws(ScoringError) {
    try layout.requireFit(featureCount: forest.featureCount, available: elements.count)
    try layout.requireBuffer(contributions.count, width: contributionCount)
    try forest.requireAcceptable(elements, layout: layout)
    let capacity = Swift.min(layout.rowCount, Self.blockCapacity)
    var block = ColumnBlock(columns, missing: forest.missingValue, capacity: capacity)
    var scratch = PatternScratch(for: games.lazy.map(\.tree))
    var firstRow = 0
    while firstRow < layout.rowCount {
      let count = Swift.min(layout.rowCount - firstRow, capacity)
      block.load(elements, layout: layout, firstRow: firstRow, count: count)
      var part = contributions._mutatingExtracting(
        firstRow * contributionCount..<(firstRow + count) * contributionCount)
      addTrees(block, &scratch, to: &part)
      for row in 0..<count {
        var values = part._mutatingExtracting(row * contributionCount..<(row + 1) * contributionCount)
        finish(&values, elements, layout, row: firstRow + row)
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

extension BackgroundExplainer {
  private func addTrees(
    _ block: borrowing ColumnBlock, _ scratch: inout PatternScratch, to sums: inout MutableSpan<Double>
  ) {
    for index in sums.indices { sums[index] = 0 }
    for game in games {
      for group in 0..<block.groupCount {
        let firstRow = group * ColumnBlock.laneCount
        let lanes = Swift.min(block.rowCount - firstRow, ColumnBlock.laneCount)
        game.tree.findPatterns(block.values.span.extracting(block.range(ofGroup: group)), &scratch)
        let start = firstRow * contributionCount + game.output * (forest.featureCount + 1)
        var rows = sums._mutatingExtracting(start..<(firstRow + lanes) * contributionCount)
        game.tree.addContributions(
          scratch, lanes: lanes, weights: weights, to: &rows, rowWidth: contributionCount)
      }
    }
  }

  /// Averages over iterations where the model does, adds the linear terms and the base values.
  private func finish<Scalar: RowScalar>(
    _ values: inout MutableSpan<Double>, _ elements: Span<Scalar>, _ layout: RowLayout, row: Int
  ) {
    let width = forest.featureCount + 1
    if forest.averaging == .margins {
      let iterations = Double(forest.iterationCount)
      for index in values.indices { values[index] /= iterations }
    }
    for game in linearGames {
      for (place, feature) in game.leaf.features.enumerated() {
        let term = game.leaf.term(
          at: place, elements, layout, row: row, missing: forest.missingValue)
        values[game.output * width + Int(feature)] += term - game.means[place]
      }
    }
    for output in baseValues.indices { values[(output + 1) * width - 1] = baseValues[output] }
  }
}
