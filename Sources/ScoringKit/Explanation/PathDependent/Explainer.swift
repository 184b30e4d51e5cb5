/// Exact path-dependent Shapley values of a forest: how much each feature, or each of other ``Players``, moved each
/// margin.
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
  /// Whose values they are.
  public let players: Players
  /// What preparation and calls may take.
  public let memory: ExplanationMemory
  let preparation: LazyQuadrature

  /// The model's expected margin, one an output; prepares what the first explanation needs.
  public var baseValues: [Double] {
    get throws(ScoringError) { try quadrature().baseValues }
  }

  /// What the first use prepares.
  func quadrature(progress: BatchProgress? = nil) throws(ScoringError) -> QuadratureForest {
    try preparation.forest(of: forest, players, memory, progress: progress)
  }

  /// Rows handled together: a tree's constants are read once for all of them.
  static let blockCapacity = 32

  /// So many rows at most are explained one by one: a group of eight takes as long however few it holds.
  static let singleRowLimit = 2

  /// What the scratch of one call may take, in bytes.
  static let scratchLimit = 1 << 30

  /// Numbers an explanation has a row: per output one a player, then the base value.
  public var contributionCount: Int { forest.outputCount * (players.count + 1) }

  /// Checks that a forest can be explained. What an explanation needs, O(nodes · points), is prepared by the first one.
  ///
  /// - Parameters:
  ///   - forest: The model.
  ///   - players: Who each of its features belongs to; nil for every feature for itself.
  ///   - memory: What preparation and calls may take.
  /// - Throws: ``ScoringError/Code/shapeMismatch`` for players of another number of features;
  ///   ``ScoringError/Code/unsupportedOperation`` for trees with linear leaves, which are not constants
  ///   (a linear model, one linear leaf without a split, is explained), and for a model without covers;
  ///   ``ScoringError/Code/outOfMemory`` for a tree whose scratch would pass 1 GiB.
  public init(
    _ forest: Forest, players: Players? = nil, memory: ExplanationMemory = .shared
  ) throws(ScoringError) {
    let players = try forest.players(players)
    // A block's sums take 64 bytes a group of eight rows, for every output and player.
    let groupLimit = Self.scratchLimit / (Self.blockCapacity / ComparandBlock.laneCount * 64)
    guard forest.outputCount * (players.count + 1) < groupLimit else {
      throw ScoringError(
        .outOfMemory,
        "\(forest.outputCount) outputs of \(players.count) features are too many to explain within 1 GiB"
      )
    }
    for (index, tree) in forest.trees.enumerated() {
      guard tree.linearLeaves == nil || tree.splits.isEmpty else {
        throw ScoringError(
          .unsupportedOperation,
          "the model has linear trees, and Shapley values of linear trees are not defined here")
      }
      guard tree.linearLeaves != nil || tree.covers != nil else {
        throw ScoringError(
          .unsupportedOperation, "tree \(index) has no training counts (covers), which Shapley values need")
      }
    }
    try QuadratureBudget.requireRoom(for: forest, players: players)
    self.forest = forest
    self.players = players
    self.memory = memory
    preparation = LazyQuadrature()
  }

  /// Prepares what explanations need, which otherwise the first one does; at once where it is there already.
  ///
  /// - Parameter progress: Counts the trees, and may end the preparation, of which nothing is kept then.
  /// - Throws: ``ScoringError/Code/outOfMemory`` for a model that ``memory`` does not hold,
  ///   ``ScoringError/Code/cancelled``.
  /// - Complexity: O(nodes · points).
  public func prepare(progress: BatchProgress? = nil) throws(ScoringError) {
    _ = try quadrature(progress: progress)
  }

  /// Writes the Shapley values: rows × outputs × (players + 1), row-major, the base value last.
  ///
  /// - Parameters:
  ///   - elements: The rows' numbers; NaN is a missing value.
  ///   - layout: Where the rows are in them; as many columns as the model has features.
  ///   - contributions: `rowCount · contributionCount` numbers.
  /// - Throws: ``ScoringError/Code/shapeMismatch`` for rows of another width,
  ///   ``ScoringError/Code/bufferTooSmall`` for a buffer that does not fit, ``ScoringError/Code/outOfMemory`` where
  ///   ``memory`` does not hold what preparation and this call take.
  /// - Complexity: O(rows · nodes · points).
  public func writeContributions<Scalar: RowScalar>(
    of elements: Span<Scalar>, layout: RowLayout, into contributions: inout MutableSpan<Double>
  ) throws(ScoringError) {
    try layout.requireFit(featureCount: forest.featureCount, available: elements.count)
    try layout.requireBuffer(contributions.count, width: contributionCount)
    try forest.requireAcceptable(elements, layout: layout)
    let quadrature = try quadrature()
    let share = try memory.takeScratch(scratchBytes(quadrature, rowCount: layout.rowCount))
    defer { withExtendedLifetime(share) {} }
    guard explainsGroups(quadrature, rowCount: layout.rowCount) else {
      writeSingleRows(of: elements, layout: layout, quadrature: quadrature, into: &contributions)
      return
    }
    writeGroups(of: elements, layout: layout, quadrature: quadrature, into: &contributions)
  }

  /// Explains rows in groups of eight.
  private func writeGroups<Scalar: RowScalar>(
    of elements: Span<Scalar>, layout: RowLayout, quadrature: QuadratureForest,
    into contributions: inout MutableSpan<Double>
  ) {
    let capacity = Swift.min(layout.rowCount, Self.blockCapacity)
    var block = ComparandBlock(quadrature.columns, missing: forest.missingValue, capacity: capacity)
    var scratch = QuadratureScratch(quadrature.scratchSize)
    let groupCapacity = (capacity + ComparandBlock.laneCount - 1) / ComparandBlock.laneCount
    var sums = [SIMD8<Double>](repeating: .zero, count: groupCapacity * contributionCount)
    var firstRow = 0
    while firstRow < layout.rowCount {
      let count = Swift.min(layout.rowCount - firstRow, capacity)
      block.load(elements, layout: layout, firstRow: firstRow, count: count)
      addTrees(of: quadrature, block, scratch: &scratch, to: &sums)
      for row in 0..<count {
        let (group, lane) = row.quotientAndRemainder(dividingBy: ComparandBlock.laneCount)
        let target = (firstRow + row) * contributionCount
        for index in 0..<contributionCount {
          contributions[target + index] = sums[group * contributionCount + index][lane]
        }
        addLinearTerms(
          quadrature.linearTerms, elements, layout, row: firstRow + row, to: &contributions, at: target)
      }
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

extension Explainer {
  /// Sums all trees for a block: vector (group, output, player), the base value behind each output's players.
  private func addTrees(
    of quadrature: QuadratureForest, _ block: borrowing ComparandBlock, scratch: inout QuadratureScratch,
    to sums: inout [SIMD8<Double>]
  ) {
    let width = players.count + 1
    var all = sums.mutableSpan
    for index in all.indices { all[index] = .zero }
    quadrature.addContributions(block, width: width, scratch: &scratch, to: &all)
    let (divisor, scale) = (self.divisor, self.scale)
    for index in all.indices {
      let (output, column) = (index % contributionCount).quotientAndRemainder(dividingBy: width)
      all[index] =
        column == width - 1 ? SIMD8(repeating: quadrature.baseValues[output]) : all[index] / divisor * scale
    }
  }

  /// What a sum over the trees is divided by.
  private var divisor: Double { forest.averaging == .margins ? Double(forest.iterationCount) : 1 }
  /// And then multiplied by.
  private var scale: Double { forest.scaleAndBias?.scale ?? 1 }

  /// Explains row by row, the same bits.
  private func writeSingleRows<Scalar: RowScalar>(
    of elements: Span<Scalar>, layout: RowLayout, quadrature: QuadratureForest,
    into contributions: inout MutableSpan<Double>
  ) {
    let width = players.count + 1
    var block = ComparandBlock(quadrature.columns, missing: forest.missingValue, capacity: 1)
    var scratch = SingleRowScratch(quadrature.scratchSize)
    for row in 0..<layout.rowCount {
      block.load(elements, layout: layout, firstRow: row, count: 1)
      let target = row * contributionCount
      var sums = contributions._mutatingExtracting(target..<target + contributionCount)
      for index in sums.indices { sums[index] = 0 }
      quadrature.addContributions(ofFirstRow: block, width: width, scratch: &scratch, to: &sums)
      finish(&sums, baseValues: quadrature.baseValues)
      addLinearTerms(quadrature.linearTerms, elements, layout, row: row, to: &contributions, at: target)
    }
  }

  /// Turns one row's sums over the trees into Shapley values, the base value behind each output's.
  @inline(never)
  func finish(_ sums: inout MutableSpan<Double>, baseValues: [Double]) {
    let width = players.count + 1
    let (divisor, scale) = (self.divisor, self.scale)
    for index in sums.indices {
      let (output, column) = index.quotientAndRemainder(dividingBy: width)
      sums[index] = column == width - 1 ? baseValues[output] : sums[index] / divisor * scale
    }
  }

  func addLinearTerms<Scalar: RowScalar>(
    _ linearTerms: [QuadratureForest.LinearTerm], _ elements: Span<Scalar>, _ layout: RowLayout, row: Int,
    to contributions: inout MutableSpan<Double>, at target: Int
  ) {
    for term in linearTerms {
      let leaf = term.leaf
      for (feature, coefficient) in zip(leaf.features, leaf.coefficients) {
        let value = elements[row * layout.rowStride + Int(feature) * layout.columnStride].asDouble
        contributions[target + term.output * (players.count + 1) + players.ofFeature[Int(feature)]] +=
          leaf.term(coefficient, SplitRule.reading(value, missing: forest.missingValue))
      }
    }
  }
}
