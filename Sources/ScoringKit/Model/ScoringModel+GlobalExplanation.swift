extension ScoringModel {
  /// Rows explained together, for each thread: the memory of a call does not grow with its rows.
  private static let explainedRows = 256
  /// Contributions of the rows that several threads explain together: 32 MiB.
  private static let sharedNumbers = 1 << 22

  /// A global explanation of this model's raw columns, or its other ``players``, still without rows.
  ///
  /// - Parameter groups: Players whose contributions are summed besides. That is not a group's contribution: to have
  ///   that, make it a player (``explaining(_:sums:)``).
  /// - Throws: As ``GlobalExplanation/init(featureCount:outputCount:sumsOf:memory:)``.
  public func globalExplanation(sumsOf groups: [FeatureGroup] = []) throws(ScoringError) -> GlobalExplanation
  {
    try GlobalExplanation(
      featureCount: players.count, outputCount: forest.outputCount, sumsOf: groups, memory: explanationMemory)
  }

  /// Adds the contributions of raw rows to a global explanation, block by block.
  ///
  /// - Parameters:
  ///   - elements: The rows' numbers; NaN is a missing value.
  ///   - layout: Where the rows are in them.
  ///   - explanation: One of as many players and outputs; unchanged if anything is refused.
  ///   - options: Threads and watch; they change no bit.
  /// - Throws: As ``writeContributions(of:layout:into:options:)`` and ``GlobalExplanation/add(_:)``;
  ///   ``ScoringError/Code/shapeMismatch`` for an explanation of another model.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func add<Scalar: RowScalar>(
    _ elements: Span<Scalar>, layout: RowLayout, to explanation: inout GlobalExplanation,
    options: BatchOptions = BatchOptions()
  ) throws(ScoringError) {
    guard explanation.featureCount == players.count, explanation.outputCount == forest.outputCount
    else {
      throw ScoringError(.shapeMismatch, "the global explanation was begun for another model")
    }
    try layout.requireFit(featureCount: schema.features.count, available: elements.count)
    // A copy, where an early block may be in before a later one is refused.
    let share = try explanationMemory.takeScratch(explanation.bytes)
    defer { withExtendedLifetime(share) {} }
    var extended = explanation
    let capacity = Swift.max(
      Self.explainedRows,
      Swift.min(
        Self.explainedRows * Parallel.threadCount(options),
        Self.sharedNumbers / Swift.max(contributionCount, 1)))
    var firstRow = 0
    repeat {
      let count = Swift.min(layout.rowCount - firstRow, capacity)
      let block = try layout.rows(firstRow..<firstRow + count)
      let start = Swift.min(firstRow * layout.rowStride, elements.count)
      var contributions = [Double](repeating: 0, count: count * contributionCount)
      var span = contributions.mutableSpan
      do throws(ScoringError) {
        try writeContributions(
          of: elements.extracting(start...), layout: block, into: &span, options: options)
        try extended.add(contributions.span)
      } catch {
        throw error.relocated(rows: firstRow) { $0 }
      }
      firstRow += count
    } while firstRow < layout.rowCount
    explanation = extended
  }
}
