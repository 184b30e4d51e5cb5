extension ScoringModel {
  /// Numbers an interaction matrix has a row: per output (players + 1) × (players + 1), or with a feature
  /// players + 1; nil where that is more than fits the address space. By default every raw column is a player.
  public func interactionCount(feature: Int? = nil) -> Int? {
    Explainer.interactionCount(
      playerCount: players.count, outputCount: forest.outputCount, isOfOnePlayer: feature != nil)
  }

  /// Writes the interactions of raw rows: rows × outputs × (players + 1) × (players + 1), row-major, or of one
  /// player rows × outputs × (players + 1); see ``Explainer/writeInteractions(of:layout:feature:into:)``. By default
  /// every raw column, with all columns made of it, is a player.
  ///
  /// Where sums are asked for, the interaction of two players is the sum over their columns, and what the columns of
  /// one do among themselves is on its diagonal. Rows of the matrix add up to the contributions.
  ///
  /// - Parameters:
  ///   - elements: The rows' numbers; NaN is a missing value.
  ///   - layout: Where the rows are in them; as many columns as the schema has features.
  ///   - feature: The player whose row of the matrix is wanted; nil for all.
  ///   - interactions: `rowCount` times ``interactionCount(feature:)`` numbers.
  ///   - options: Threads, progress, and what is refused.
  /// - Throws: As ``writeContributions(of:layout:into:options:)``; also ``ScoringError/Code/invalidArgument`` for a
  ///   feature that there is not, ``ScoringError/Code/outOfMemory`` for too many features.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func writeInteractions<Scalar: RowScalar>(
    of elements: Span<Scalar>, layout: RowLayout, feature: Int? = nil,
    into interactions: inout MutableSpan<Double>, options: BatchOptions = BatchOptions()
  ) throws(ScoringError) {
    try write(
      InteractionQuestion(feature: feature), of: elements, layout: layout, into: &interactions,
      options: options)
  }
}
