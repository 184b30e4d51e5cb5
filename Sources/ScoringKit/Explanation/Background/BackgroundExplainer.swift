/// Exact interventional Shapley values of a forest against a background: how much each feature, or each of other
/// ``Players``, moved each margin, where an absent one takes its values from the background's rows.
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
  /// Whose values they are; of a player's features all or none are the background row's.
  public let players: Players
  /// The mean margin over the background, one an output.
  public let baseValues: [Double]
  /// Rows of the background.
  public let backgroundCount: Int
  let columns: [SplitColumn]
  let trees: [OutputTree]
  let linearModels: [LinearBackground]
  /// The background's rows as the splits see them.
  let background: ComparandBlock
  /// What each margin starts from, before its trees and linear terms.
  let constants: [Double]
  /// The background's margins: rows × outputs, summed in double.
  let backgroundMargins: [Double]
  let weights: CoalitionWeights
  /// Splits of the tree that has the most.
  let greatestSplitCount: Int
  /// What preparation and calls may take.
  public let memory: ExplanationMemory
  /// What the background's rows take.
  private let rowShare: ExplanationMemory.Share
  /// What the trees take.
  private let treeShare: ExplanationMemory.Share

  /// A tree and the output whose margin it explains.
  struct OutputTree: Sendable {
    let tree: BackgroundTree
    let output: Int
  }

  /// Rows handled together at most: a tree's tables are read once for all of them.
  static let blockCapacity = 256

  /// Numbers of the background's rows as the splits see them, at most: 1 GiB.
  static let backgroundLimit = 1 << 27

  /// Numbers an explanation has a row: per output one a player, then the base value.
  public var contributionCount: Int { forest.outputCount * (players.count + 1) }

  /// Prepares a forest and a background of at least one row. O(rows · nodes), and for each leaf of u players on
  /// its path at most O(u² · 2^u).
  ///
  /// - Parameters:
  ///   - forest: The model.
  ///   - elements: The background rows' numbers; NaN is a missing value.
  ///   - layout: Where the rows are in them; as many columns as the model has features.
  ///   - players: Who each of its features belongs to; nil for every feature for itself.
  ///   - memory: What preparation and calls may take.
  ///   - progress: Counts the trees that are prepared, and may end the preparation.
  /// - Throws: ``ScoringError/Code/invalidArgument`` for no row at all; ``ScoringError/Code/shapeMismatch`` for
  ///   rows of another width, and for players of another number of features; ``ScoringError/Code/invalidValue`` for
  ///   missing values where the model takes none; ``ScoringError/Code/unsupportedOperation`` for linear trees, except
  ///   linear models as a whole, and for a path of more than 64 distinct players; ``ScoringError/Code/outOfMemory`` for
  ///   a background and a model that together take more than ``memory`` holds; ``ScoringError/Code/cancelled``.
  public init<Scalar: RowScalar>(
    _ forest: Forest, background elements: Span<Scalar>, layout: RowLayout, players: Players? = nil,
    memory: ExplanationMemory = .shared, progress: BatchProgress? = nil
  ) throws(ScoringError) {
    try layout.requireFit(featureCount: forest.featureCount, available: elements.count)
    guard layout.rowCount > 0 else {
      throw ScoringError(.invalidArgument, "a background needs at least one row")
    }
    try forest.requireUnscaled()
    let columns = SplitColumns(of: forest)
    let width = Swift.max(columns.columns.count, forest.featureCount, forest.outputCount, 1)
    guard layout.rowCount < Self.backgroundLimit / width else {
      throw ScoringError(
        .outOfMemory,
        "a background of \(layout.rowCount) rows of \(width) numbers would take more than 1 GiB; use fewer rows"
      )
    }
    try forest.requireAcceptable(elements, layout: layout)
    let rowShare = try memory.take(
      ComparandBlock.bytes(columnCount: columns.columns.count, capacity: layout.rowCount)
        + layout.rowCount * forest.linearTermCount * MemoryLayout<Double>.stride)
    var background = ComparandBlock(columns.columns, missing: forest.missingValue, capacity: layout.rowCount)
    background.load(elements, layout: layout, firstRow: 0, count: layout.rowCount)
    try self.init(
      forest, try forest.players(players), columns, background,
      linearModels: forest.linearBackgrounds(elements, layout), rowShare, memory, progress)
  }

  /// The same model and background with other players; nil for every feature for itself.
  ///
  /// - Throws: ``ScoringError/Code/shapeMismatch`` for players of another number of features; otherwise as
  ///   ``init(_:background:layout:players:memory:progress:)``.
  public func explaining(
    _ players: Players?, progress: BatchProgress? = nil
  ) throws(ScoringError) -> BackgroundExplainer {
    try BackgroundExplainer(
      forest, try forest.players(players), SplitColumns(of: forest), background, linearModels: linearModels,
      rowShare, memory, progress)
  }

  private init(
    _ forest: Forest, _ players: Players, _ columns: SplitColumns, _ background: ComparandBlock,
    linearModels: [LinearBackground], _ rowShare: ExplanationMemory.Share, _ memory: ExplanationMemory,
    _ progress: BatchProgress?
  ) throws(ScoringError) {
    // The sums of eight rows take 64 bytes for every output and player.
    guard forest.outputCount * (players.count + 1) < Explainer.scratchLimit / 64 else {
      throw ScoringError(
        .outOfMemory,
        "\(forest.outputCount) outputs of \(players.count) features are too many to explain within 1 GiB")
    }
    var preparation = try BackgroundBuilder(
      forest, players, background: background, columns: columns, memory, progress: progress)
    try preparation.addTrees()
    preparation.addLinearModels(linearModels)
    self.forest = forest
    self.players = players
    self.columns = columns.columns
    self.background = background
    self.linearModels = linearModels
    self.memory = memory
    backgroundCount = background.rowCount
    constants = preparation.constants
    backgroundMargins = preparation.margins
    baseValues = preparation.baseValues
    trees = preparation.trees
    greatestSplitCount = preparation.trees.reduce(0) { Swift.max($0, $1.tree.splits.count) }
    self.rowShare = rowShare
    treeShare = preparation.share
    weights = CoalitionWeights(playerCount: BackgroundTree.greatestPlayerCount)
  }

  /// Writes the Shapley values in margin space: rows × outputs × (players + 1), row-major, the base value last.
  ///
  /// - Parameters:
  ///   - elements: The rows' numbers; NaN is a missing value.
  ///   - layout: Where the rows are in them; as many columns as the model has features.
  ///   - contributions: `rowCount · contributionCount` numbers.
  /// - Throws: ``ScoringError/Code/shapeMismatch`` for rows of another width,
  ///   ``ScoringError/Code/bufferTooSmall`` for a buffer that does not fit, ``ScoringError/Code/outOfMemory`` where
  ///   ``memory`` does not hold what this call takes.
  /// - Complexity: O(rows · leaves · players on a path); for a leaf of many players, which has no table, also
  ///   times the number of its patterns in the background.
  public func writeContributions<Scalar: RowScalar>(
    of elements: Span<Scalar>, layout: RowLayout, into contributions: inout MutableSpan<Double>
  ) throws(ScoringError) {
    try layout.requireFit(featureCount: forest.featureCount, available: elements.count)
    try layout.requireBuffer(contributions.count, width: contributionCount)
    try forest.requireAcceptable(elements, layout: layout)
    let capacity = blockCapacity(rowCount: layout.rowCount)
    let share = try memory.takeScratch(scratchBytes(rowCount: layout.rowCount))
    defer { withExtendedLifetime(share) {} }
    var block = ComparandBlock(columns, missing: forest.missingValue, capacity: capacity)
    var scratch = PatternScratch(splitCount: greatestSplitCount)
    let groupCapacity = (capacity + ComparandBlock.laneCount - 1) / ComparandBlock.laneCount
    var sums = [Double](repeating: 0, count: groupCapacity * groupSize)
    var firstRow = 0
    while firstRow < layout.rowCount {
      let count = Swift.min(layout.rowCount - firstRow, capacity)
      block.load(elements, layout: layout, firstRow: firstRow, count: count)
      var part = contributions._mutatingExtracting(
        firstRow * contributionCount..<(firstRow + count) * contributionCount)
      addTrees(block, &scratch, to: &sums)
      finish(sums, into: &part, terms(of: elements, layout, firstRow: firstRow, count: count))
      firstRow += count
    }
  }

  /// The Shapley values of one row: per output one a player, then the base value.
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
  /// The terms of linear models of a block of rows: row by row, model by model.
  func terms<Scalar: RowScalar>(
    of elements: Span<Scalar>, _ layout: RowLayout, firstRow: Int, count: Int
  ) -> [Double] {
    var terms: [Double] = []
    guard !linearModels.isEmpty else { return terms }
    for row in firstRow..<firstRow + count {
      for entry in linearModels {
        entry.leaf.appendTerms(of: elements, layout, row: row, missing: forest.missingValue, to: &terms)
      }
    }
    return terms
  }

  /// Numbers of the sums of eight rows.
  var groupSize: Int { contributionCount * ComparandBlock.laneCount }

  /// Sums all trees for a block: by group of eight rows, output, player and row of the group.
  @inline(never)
  private func addTrees(
    _ block: borrowing ComparandBlock, _ scratch: inout PatternScratch, to sums: inout [Double]
  ) {
    let width = (players.count + 1) * ComparandBlock.laneCount
    var all = sums.mutableSpan
    for index in all.indices { all[index] = 0 }
    for entry in trees {
      for group in 0..<block.groupCount {
        entry.tree.findPatterns(block.values.span.extracting(block.range(ofGroup: group)), &scratch)
        let start = group * groupSize + entry.output * width
        var features = all._mutatingExtracting(start..<start + width)
        let lanes = Swift.min(block.rowCount - group * ComparandBlock.laneCount, ComparandBlock.laneCount)
        entry.tree.addContributions(scratch, lanes: lanes, weights: weights, to: &features)
      }
    }
  }

  /// Averages over iterations where the model does, adds the linear terms and the base values.
  @inline(never)
  private func finish(_ sums: [Double], into contributions: inout MutableSpan<Double>, _ terms: [Double]) {
    let width = players.count + 1
    let divisor = forest.averaging == .margins ? Double(forest.iterationCount) : 1
    var term = 0
    for row in 0..<contributions.count / contributionCount {
      let (group, lane) = row.quotientAndRemainder(dividingBy: ComparandBlock.laneCount)
      let start = row * contributionCount
      for index in 0..<contributionCount {
        contributions[start + index] =
          sums[group * groupSize + index * ComparandBlock.laneCount + lane] / divisor
      }
      for entry in linearModels {
        for (place, feature) in entry.leaf.features.enumerated() {
          contributions[start + entry.output * width + players.ofFeature[Int(feature)]] +=
            terms[term] - entry.means[place]
          term += 1
        }
      }
      for output in baseValues.indices {
        contributions[start + (output + 1) * width - 1] = baseValues[output]
      }
    }
  }
}
