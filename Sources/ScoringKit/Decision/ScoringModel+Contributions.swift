extension ScoringModel {
  /// Rows that one thread explains at a time.
  private static let partCapacity = 64

  /// Writes Shapley values of raw rows: rows × outputs × (raw columns + 1), row-major, the base value last.
  ///
  /// The model's own values (``Explainer/writeContributions(of:layout:into:)``) are those of the transformed
  /// columns. A raw column's value is the sum of the values of the columns made of it, added in the order in
  /// which the pipeline gives them; a column that the pipeline drops has exactly 0. Where every column stays
  /// where it is, the values are the model's own.
  ///
  /// - Throws: As ``writeMargins(of:layout:into:options:)``; also ``ScoringError/Code/unsupportedOperation`` for a
  ///   model that cannot be explained.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func writeContributions<Scalar: RowScalar>(
    of elements: Span<Scalar>, layout: RowLayout, into contributions: inout MutableSpan<Double>,
    options: BatchOptions = BatchOptions()
  ) throws(ScoringError) {
    guard options.isPlain else {
      return try Parallel.answer(
        elements, layout, width: contributionCount, partCapacity: Self.partCapacity, into: &contributions,
        options: options
      ) {
        (rows, layout, contributions) throws(ScoringError) in
        try writeContributions(of: rows, layout: layout, into: &contributions)
      }
    }
    let explainer = try requireExplainer()
    guard let pipeline else {
      return try explainer.writeContributions(of: elements, layout: layout, into: &contributions)
    }
    try answerContributions(elements, layout, through: pipeline, into: &contributions) {
      (rows, layout, contributions) throws(ScoringError) in
      try explainer.writeContributions(of: rows, layout: layout, into: &contributions)
    }
  }

  /// The explainer, or why there is none.
  func requireExplainer() throws(ScoringError) -> Explainer {
    guard let explainer else {
      throw explainerRefusal ?? ScoringError(.unsupportedOperation, "this model cannot be explained")
    }
    return explainer
  }

  /// Explains transformed rows block by block and sums their columns' values to those of the raw columns.
  func answerContributions<Scalar: RowScalar>(
    _ elements: Span<Scalar>, _ layout: RowLayout, through pipeline: Pipeline,
    into contributions: inout MutableSpan<Double>,
    _ explain: (Span<Double>, RowLayout, inout MutableSpan<Double>) throws(ScoringError) -> Void
  ) throws(ScoringError) {
    try answer(elements, layout, through: pipeline, width: contributionCount, into: &contributions) {
      (rows, layout, contributions) throws(ScoringError) in
      guard let sources else { return try explain(rows, layout, &contributions) }
      let width = forest.outputCount * (forest.featureCount + 1)
      var values = [Double](repeating: 0, count: layout.rowCount * width)
      var span = values.mutableSpan
      try explain(rows, layout, &span)
      Self.sum(values, of: sources, columnCount: schema.features.count, into: &contributions)
    }
  }

  /// Sums the values of transformed columns to those of their raw columns.
  private static func sum(
    _ values: [Double], of sources: [Int], columnCount: Int, into contributions: inout MutableSpan<Double>
  ) {
    for index in contributions.indices { contributions[index] = 0 }
    let width = sources.count + 1
    for explanation in 0..<values.count / width {
      let first = explanation * (columnCount + 1)
      for (place, source) in sources.enumerated() {
        contributions[first + source] += values[explanation * width + place]
      }
      contributions[first + columnCount] = values[explanation * width + sources.count]
    }
  }
}
