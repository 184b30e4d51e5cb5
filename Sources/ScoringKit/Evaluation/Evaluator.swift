/// A forest prepared for scoring: margins, predictions and leaf indices of rows.
///
/// Immutable; any number of threads may use one at a time. Every method checks the rows' shape once, then only
/// computes. The same row gives the same bits alone, in a batch, at any place of it, from `Float` or `Double`
/// elements of the same values.
///
///     let evaluator = Evaluator(forest)
///     let margins = try evaluator.margins(of: row)
public struct Evaluator: Sendable {
  /// The model.
  public let forest: Forest
  private let columns: [SplitColumn]
  private let engine: DescentEngine
  private let hasLinearLeaves: Bool

  /// Rows handled together: enough to reuse a tree while it is in the first cache, few enough for their columns
  /// to stay in the second.
  private static let blockCapacity = 32

  /// Prepares a forest. O(nodes).
  public init(_ forest: Forest) {
    let columns = SplitColumns(of: forest)
    self.forest = forest
    self.columns = columns.columns
    engine = DescentEngine(forest, columns: columns)
    hasLinearLeaves = forest.hasLinearLeaves
  }

  /// Writes the margins: rows × outputs, row-major.
  ///
  /// - Parameters:
  ///   - elements: The rows' numbers; NaN is a missing value.
  ///   - layout: Where the rows are in them; as many columns as the model has features.
  ///   - margins: `rowCount · outputCount` numbers.
  /// - Throws: ``ScoringError/Code/shapeMismatch`` for rows of another width,
  ///   ``ScoringError/Code/bufferTooSmall`` for a buffer that does not fit.
  /// - Complexity: O(rows · trees · depth).
  public func writeMargins<Scalar: RowScalar>(
    of elements: Span<Scalar>, layout: RowLayout, into margins: inout MutableSpan<Double>
  ) throws(ScoringError) {
    try layout.requireFit(featureCount: forest.featureCount, available: elements.count)
    try layout.requireBuffer(margins.count, width: forest.outputCount)
    for index in margins.indices { margins[index] = 0 }
    var walk = BlockWalk(columns, rowCount: layout.rowCount, treeCount: forest.trees.count)
    while walk.advance(engine, elements, layout: layout) {
      for tree in forest.trees.indices {
        var target = walk.firstRow * forest.outputCount + tree % forest.outputCount
        for row in 0..<walk.rowCount {
          let node = walk.leafNode(tree: tree, row: row)
          margins[target] +=
            hasLinearLeaves
            ? linearValue(tree, engine.leafIndices[node], elements, layout, row: walk.firstRow + row)
            : engine.leafValues[node]
          target += forest.outputCount
        }
      }
    }
  }

  /// Writes the predictions: the margins through the model's link, rows × outputs, row-major.
  ///
  /// - Throws: As ``writeMargins(of:layout:into:)``.
  public func writePredictions<Scalar: RowScalar>(
    of elements: Span<Scalar>, layout: RowLayout, into predictions: inout MutableSpan<Double>
  ) throws(ScoringError) {
    try writeMargins(of: elements, layout: layout, into: &predictions)
    forest.applyLink(&predictions)
  }

  /// Writes the index of the leaf each row reaches in each tree: rows × trees, row-major.
  ///
  /// - Throws: As ``writeMargins(of:layout:into:)``.
  public func writeLeafIndices<Scalar: RowScalar>(
    of elements: Span<Scalar>, layout: RowLayout, into leaves: inout MutableSpan<Int32>
  ) throws(ScoringError) {
    try layout.requireFit(featureCount: forest.featureCount, available: elements.count)
    try layout.requireBuffer(leaves.count, width: forest.trees.count)
    // Without trees there is nothing to write, however many rows are claimed.
    guard !forest.trees.isEmpty else { return }
    var walk = BlockWalk(columns, rowCount: layout.rowCount, treeCount: forest.trees.count)
    while walk.advance(engine, elements, layout: layout) {
      for row in 0..<walk.rowCount {
        let target = (walk.firstRow + row) * forest.trees.count
        for tree in forest.trees.indices {
          leaves[target + tree] = engine.leafIndices[walk.leafNode(tree: tree, row: row)]
        }
      }
    }
  }
}

extension Evaluator {
  /// What a linear tree's leaf adds: constant + Σ coefficient · x in the stored order, or the plain leaf value
  /// if any of its features is NaN.
  private func linearValue<Scalar: RowScalar>(
    _ tree: Int, _ leaf: Int32, _ elements: Span<Scalar>, _ layout: RowLayout, row: Int
  ) -> Double {
    let leaf = Int(leaf)
    guard let linear = forest.trees[tree].linearLeaves?[leaf] else {
      return forest.trees[tree].leafValues[leaf]
    }
    var sum = linear.constant
    for (feature, coefficient) in zip(linear.features, linear.coefficients) {
      let value = elements[row * layout.rowStride + Int(feature) * layout.columnStride].asDouble
      if value.isNaN { return forest.trees[tree].leafValues[leaf] }
      sum += coefficient * SplitRule.flushingZero(value)
    }
    return sum
  }

  /// Goes through the rows block by block: spreads a block over the columns and descends every tree.
  private struct BlockWalk {
    private(set) var firstRow = 0
    private(set) var rowCount = 0
    private let rowsInAll: Int
    private let capacity: Int
    private var block: ColumnBlock
    private var reached: [UInt32]

    init(_ columns: [SplitColumn], rowCount: Int, treeCount: Int) {
      rowsInAll = rowCount
      capacity = Swift.min(rowCount, Evaluator.blockCapacity)
      block = ColumnBlock(columns, capacity: capacity)
      reached = [UInt32](repeating: 0, count: capacity * treeCount)
    }

    /// Takes the next block; false when there is none.
    mutating func advance<Scalar: RowScalar>(
      _ engine: DescentEngine, _ elements: Span<Scalar>, layout: RowLayout
    ) -> Bool {
      firstRow += rowCount
      rowCount = Swift.min(rowsInAll - firstRow, capacity)
      guard rowCount > 0 else { return false }
      block.load(elements, layout: layout, firstRow: firstRow, count: rowCount)
      engine.descend(block, into: &reached, stride: capacity)
      return true
    }

    func leafNode(tree: Int, row: Int) -> Int { Int(reached[tree * capacity + row]) }
  }
}
