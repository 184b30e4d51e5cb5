extension ScoringModel {
  /// Writes Shapley values of raw rows: rows × outputs × (raw columns + 1), row-major, the base value last.
  ///
  /// They are the exact values of the raw columns: the columns that the pipeline makes of one raw column are present or
  /// absent as one. A column that the pipeline drops has exactly 0. Of a model that ``explaining(_:sums:)`` gave they
  /// are those of its ``players``; sums are added in the order in which the pipeline gives the columns.
  ///
  /// - Throws: As ``writeMargins(of:layout:into:options:)``; also ``ScoringError/Code/unsupportedOperation`` for a
  ///   model that cannot be explained.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func writeContributions<Scalar: RowScalar>(
    of elements: Span<Scalar>, layout: RowLayout, into contributions: inout MutableSpan<Double>,
    options: BatchOptions = BatchOptions()
  ) throws(ScoringError) {
    try write(ContributionQuestion(), of: elements, layout: layout, into: &contributions, options: options)
  }

  /// The explainer, or why there is none.
  func requireExplainer() throws(ScoringError) -> Explainer {
    guard let explainer else {
      throw explainerRefusal ?? ScoringError(.unsupportedOperation, "this model cannot be explained")
    }
    return explainer
  }

  /// Refuses a model without an explainer, saying why.
  func requireExplainable() throws(ScoringError) {
    if explainer == nil { _ = try requireExplainer() }
  }
}
