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
    try forest.requireAcceptable(elements, layout: layout)
    for row in 0..<layout.rowCount {
      for output in 0..<forest.outputCount {
        margins[row * forest.outputCount + output] = forest.baseMargins[output]
      }
    }
    var walk = BlockWalk(columns, forest, rowCount: layout.rowCount)
    while walk.advance(engine, elements, layout: layout) {
      if hasLinearLeaves {
        addLinearLeaves(walk, elements, layout, to: &margins)
      } else if forest.leafWidth > 1 {
        addVectorLeaves(walk, to: &margins)
      } else {
        addLeaves(walk, to: &margins)
      }
    }
    if forest.averaging == .margins {
      let iterations = Double(forest.iterationCount)
      for index in margins.indices { margins[index] /= iterations }
    }
  }

  /// Writes the predictions: the margins through the model's link, rows × predictions, row-major.
  ///
  /// - Throws: As ``writeMargins(of:layout:into:)``.
  public func writePredictions<Scalar: RowScalar>(
    of elements: Span<Scalar>, layout: RowLayout, into predictions: inout MutableSpan<Double>
  ) throws(ScoringError) {
    try layout.requireBuffer(predictions.count, width: forest.predictionCount)
    guard forest.predictionCount == forest.outputCount else {
      return try writeNarrowPredictions(of: elements, layout: layout, into: &predictions)
    }
    try writeMargins(of: elements, layout: layout, into: &predictions)
    forest.applyLink(&predictions)
  }

  /// Predictions that are fewer than the margins: these need a place of their own, a block at a time.
  private func writeNarrowPredictions<Scalar: RowScalar>(
    of elements: Span<Scalar>, layout: RowLayout, into predictions: inout MutableSpan<Double>
  ) throws(ScoringError) {
    try layout.requireFit(featureCount: forest.featureCount, available: elements.count)
    // Here, because a block would not know its place among the rows.
    try forest.requireAcceptable(elements, layout: layout)
    let (outputCount, predictionCount) = (forest.outputCount, forest.predictionCount)
    let capacity = Swift.min(layout.rowCount, Self.blockCapacity)
    var margins = [Double](repeating: 0, count: capacity * outputCount)
    var firstRow = 0
    while firstRow < layout.rowCount {
      let block = try RowLayout(
        rowCount: Swift.min(layout.rowCount - firstRow, capacity), columnCount: layout.columnCount,
        rowStride: layout.rowStride, columnStride: layout.columnStride)
      let start = firstRow * layout.rowStride
      var all = margins.mutableSpan
      var span = all._mutatingExtracting(0..<block.rowCount * outputCount)
      try writeMargins(
        of: elements.extracting(start..<start + block.elementCount), layout: block, into: &span)
      forest.applyLink(&span)
      for row in 0..<block.rowCount {
        for k in 0..<predictionCount {
          predictions[(firstRow + row) * predictionCount + k] = span[row * outputCount + k]
        }
      }
      firstRow += block.rowCount
    }
  }

  /// Writes the leaf each row reaches in each tree, numbered as the trainer does: rows × trees, row-major.
  ///
  /// - Throws: As ``writeMargins(of:layout:into:)``.
  public func writeLeafIndices<Scalar: RowScalar>(
    of elements: Span<Scalar>, layout: RowLayout, into leaves: inout MutableSpan<Int32>
  ) throws(ScoringError) {
    try layout.requireFit(featureCount: forest.featureCount, available: elements.count)
    try layout.requireBuffer(leaves.count, width: forest.trees.count)
    // Without trees there is nothing to write, however many rows are claimed.
    guard !forest.trees.isEmpty else { return }
    try forest.requireAcceptable(elements, layout: layout)
    var walk = BlockWalk(columns, forest, rowCount: layout.rowCount)
    while walk.advance(engine, elements, layout: layout) {
      for row in 0..<walk.rowCount {
        let target = (walk.firstRow + row) * forest.trees.count
        for tree in forest.trees.indices {
          let leaf = engine.leafIndices[walk.leafNode(tree: tree, row: row)]
          leaves[target + tree] = forest.trees[tree].leafID(leaf)
        }
      }
    }
  }
}

extension Evaluator {
  private func addLeaves(_ walk: borrowing BlockWalk, to margins: inout MutableSpan<Double>) {
    let isSingle = forest.precision == .single
    for tree in forest.trees.indices {
      var target = walk.firstRow * forest.outputCount + Int(forest.outputOfTree[tree])
      for row in 0..<walk.rowCount {
        let sum = margins[target] + engine.leafValues[walk.leafNode(tree: tree, row: row)]
        // Of two floats the double sum, rounded, is the float sum: double has more than twice the digits.
        margins[target] = isSingle ? Double(Float(sum)) : sum
        target += forest.outputCount
      }
    }
  }

  private func addVectorLeaves(_ walk: borrowing BlockWalk, to margins: inout MutableSpan<Double>) {
    for tree in forest.trees.indices {
      for row in 0..<walk.rowCount {
        let values = walk.leafNode(tree: tree, row: row) * forest.leafWidth
        let target = (walk.firstRow + row) * forest.outputCount + Int(forest.outputOfTree[tree])
        for place in 0..<forest.leafWidth { margins[target + place] += engine.leafValues[values + place] }
      }
    }
  }

  private func addLinearLeaves<Scalar: RowScalar>(
    _ walk: borrowing BlockWalk, _ elements: Span<Scalar>, _ layout: RowLayout,
    to margins: inout MutableSpan<Double>
  ) {
    for tree in forest.trees.indices {
      let output = Int(forest.outputOfTree[tree])
      for row in 0..<walk.rowCount {
        let leaf = engine.leafIndices[walk.leafNode(tree: tree, row: row)]
        margins[(walk.firstRow + row) * forest.outputCount + output] += linearValue(
          tree, leaf, elements, layout, row: walk.firstRow + row)
      }
    }
  }

  /// What a linear tree's leaf adds: its linear model, or the plain leaf value where that does not apply.
  private func linearValue<Scalar: RowScalar>(
    _ tree: Int, _ leaf: Int32, _ elements: Span<Scalar>, _ layout: RowLayout, row: Int
  ) -> Double {
    let leaf = Int(leaf)
    guard let linear = forest.trees[tree].linearLeaves?[leaf] else {
      return forest.trees[tree].leafValues[leaf]
    }
    let sum = linear.value { feature in
      let value = elements[row * layout.rowStride + Int(feature) * layout.columnStride].asDouble
      return SplitRule.reading(value, missing: forest.missingValue)
    }
    return sum ?? forest.trees[tree].leafValues[leaf]
  }

  /// Goes through the rows block by block: spreads a block over the columns and descends every tree.
  private struct BlockWalk {
    private(set) var firstRow = 0
    private(set) var rowCount = 0
    private let rowsInAll: Int
    private let capacity: Int
    private var block: ColumnBlock
    private var reached: [UInt32]

    init(_ columns: [SplitColumn], _ forest: Forest, rowCount: Int) {
      rowsInAll = rowCount
      capacity = Swift.min(rowCount, Evaluator.blockCapacity)
      block = ColumnBlock(columns, missing: forest.missingValue, capacity: capacity)
      reached = [UInt32](repeating: 0, count: capacity * forest.trees.count)
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
