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
  private let columns: [SplitColumn]
  private let trees: [QuadratureTree]

  /// Rows handled together: a tree's constants are read once for all of them.
  private static let blockCapacity = 32

  /// Splits times points of all trees at most: about 2 GiB of constants.
  private static let preparedLimit = 1 << 25

  /// What the scratch of one call may take, in bytes.
  private static let scratchLimit = 1 << 30

  /// Numbers an explanation has a row: per output one a feature, then the base value.
  public var contributionCount: Int { forest.outputCount * (forest.featureCount + 1) }

  /// Prepares a forest. O(nodes · points).
  ///
  /// - Throws: ``ScoringError/Code/unsupportedOperation`` for linear trees, whose leaves are not constants, and
  ///   for a model without covers; ``ScoringError/Code/outOfMemory`` for scratch that would pass 1 GiB.
  public init(_ forest: Forest) throws(ScoringError) {
    guard !forest.hasLinearLeaves else {
      throw ScoringError(
        .unsupportedOperation,
        "the model has linear trees, and Shapley values of linear trees are not defined here")
    }
    // A block's sums take 64 bytes a group of eight rows, for every output and feature.
    let groupLimit = Self.scratchLimit / (Self.blockCapacity / ColumnBlock.laneCount * 64)
    guard forest.outputCount * (forest.featureCount + 1) < groupLimit else {
      throw ScoringError(
        .outOfMemory,
        "\(forest.outputCount) outputs of \(forest.featureCount) features are too many to explain within 1 GiB"
      )
    }
    let columns = SplitColumns(of: forest)
    var lastEdges = [Int](repeating: -1, count: forest.featureCount)
    var trees: [QuadratureTree] = []
    trees.reserveCapacity(forest.trees.count)
    var baseValues = [Double](repeating: 0, count: forest.outputCount)
    var remainingSize = Self.preparedLimit
    for (index, tree) in forest.trees.enumerated() {
      guard let covers = tree.covers else {
        throw ScoringError(
          .unsupportedOperation,
          "tree \(index) has no training counts (leaf_count, internal_count), which Shapley values need")
      }
      let prepared = QuadratureTree(
        tree, covers: covers, columns: columns, sizeLimit: Swift.min(remainingSize, Self.scratchLimit / 128),
        lastEdges: &lastEdges)
      guard let prepared else {
        throw ScoringError(.outOfMemory, "tree \(index) and those before it are too large to explain")
      }
      remainingSize -= prepared.splits.count * prepared.pointCount
      baseValues[index % forest.outputCount] += prepared.expectedValue
      trees.append(prepared)
    }
    self.forest = forest
    self.baseValues = baseValues
    self.columns = columns.columns
    self.trees = trees
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
    let capacity = Swift.min(layout.rowCount, Self.blockCapacity)
    var block = ColumnBlock(columns, capacity: capacity)
    var scratch = QuadratureScratch(for: trees)
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
    for index in all.indices {
      let (output, column) = (index % contributionCount).quotientAndRemainder(dividingBy: width)
      all[index] = column == width - 1 ? SIMD8(repeating: baseValues[output]) : .zero
    }
    for (index, tree) in trees.enumerated() {
      let output = index % forest.outputCount
      for group in 0..<block.groupCount {
        let columns = block.values.span.extracting(
          group * block.columnCount..<(group + 1) * block.columnCount)
        let first = group * contributionCount + output * width
        var features = all._mutatingExtracting(first..<first + width)
        tree.addContributions(columns, scratch: &scratch, to: &features)
      }
    }
  }
}
