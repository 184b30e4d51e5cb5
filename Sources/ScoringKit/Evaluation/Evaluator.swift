/// A forest prepared for scoring: margins, predictions and leaf indices of rows.
///
/// Immutable; any number of threads may use one at a time. Every method checks the rows' shape once, then only
/// computes. The same row gives the same bits alone, in a batch, at any place of it, from `Float` or `Double`
/// elements of the same values, by any engine.
///
///     let evaluator = Evaluator(forest)
///     let margins = try evaluator.margins(of: row)
public struct Evaluator: Sendable {
  /// The model.
  public let forest: Forest
  let engine: Engine
  /// The engine in use, and why no faster one is.
  public let engineChoice: EngineChoice
  private let hasLinearLeaves: Bool

  /// Prepares a forest. O(nodes · log nodes).
  public init(_ forest: Forest) { self.init(forest, engine: nil) }

  /// Prepares a forest for one engine; nil leaves the choice to the forest. Every engine gives the same bits.
  package init(_ forest: Forest, engine kind: EngineChoice.Kind?) {
    self.forest = forest
    (engine, engineChoice) = Engine.choose(for: forest, from: kind)
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
    sumLeaves(of: elements, layout: layout, trees: forest.trees.indices, into: &margins)
    if forest.averaging == .margins {
      let iterations = Double(forest.iterationCount)
      for index in margins.indices { margins[index] /= iterations }
    }
    forest.finishSums(&margins)
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

  /// Rows whose margins are kept at a time where predictions are fewer than these, at most.
  private static let blockCapacity = 1024
  /// Their margins, unless one row has more: 8 MiB a thread.
  private static let blockMargins = 1 << 20

  /// Predictions that are fewer than the margins: these need a place of their own, a block at a time.
  private func writeNarrowPredictions<Scalar: RowScalar>(
    of elements: Span<Scalar>, layout: RowLayout, into predictions: inout MutableSpan<Double>
  ) throws(ScoringError) {
    try layout.requireFit(featureCount: forest.featureCount, available: elements.count)
    // Here, because a block would not know its place among the rows.
    try forest.requireAcceptable(elements, layout: layout)
    let (outputCount, predictionCount) = (forest.outputCount, forest.predictionCount)
    let rowsInMemory = Swift.max(Self.blockMargins / outputCount, 1)
    let capacity = Swift.min(layout.rowCount, Self.blockCapacity, rowsInMemory)
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
    engine.writeLeafNumbers(of: elements, layout, forest, trees: forest.trees.indices, into: &leaves)
  }

  private func sumLeaves<Scalar: RowScalar>(
    of elements: Span<Scalar>, layout: RowLayout, trees: Range<Int>, into margins: inout MutableSpan<Double>
  ) {
    if hasLinearLeaves {
      engine.addLinearLeaves(of: elements, layout, forest, trees: trees, to: &margins)
    } else {
      engine.addLeaves(of: elements, layout, forest, forest.leafTable, trees: trees, to: &margins)
    }
  }
}
