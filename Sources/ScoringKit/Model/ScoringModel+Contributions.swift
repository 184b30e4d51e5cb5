extension ScoringModel {
  /// Rows that one thread explains at a time.
  private static let partCapacity = 64
  /// Rows of a model without a pipeline whose values are summed together.
  private static let summedRows = 256

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
      return try answerContributions(elements, layout, into: &contributions) {
        (rows, layout, contributions) throws(ScoringError) in
        try explainer.writeContributions(of: rows, layout: layout, into: &contributions)
      }
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

  /// Explains transformed rows block by block, and sums their columns' values where sums are asked for.
  func answerContributions<Scalar: RowScalar>(
    _ elements: Span<Scalar>, _ layout: RowLayout, through pipeline: Pipeline,
    into contributions: inout MutableSpan<Double>,
    _ explain: (Span<Double>, RowLayout, inout MutableSpan<Double>) throws(ScoringError) -> Void
  ) throws(ScoringError) {
    try answer(elements, layout, through: pipeline, width: contributionCount, into: &contributions) {
      (rows, layout, contributions) throws(ScoringError) in
      try answerSums(rowCount: layout.rowCount, into: &contributions) {
        (contributions) throws(ScoringError) in try explain(rows, layout, &contributions)
      }
    }
  }

  /// Explains rows of a model without a pipeline; block by block, where sums are asked for.
  func answerContributions<Scalar: RowScalar>(
    _ elements: Span<Scalar>, _ layout: RowLayout, into contributions: inout MutableSpan<Double>,
    _ explain: (Span<Scalar>, RowLayout, inout MutableSpan<Double>) throws(ScoringError) -> Void
  ) throws(ScoringError) {
    guard explained.targets != nil else { return try explain(elements, layout, &contributions) }
    try layout.requireFit(featureCount: forest.featureCount, available: elements.count)
    try layout.requireBuffer(contributions.count, width: contributionCount)
    var firstRow = 0
    while firstRow < layout.rowCount {
      let block = try layout.rows(firstRow..<Swift.min(firstRow + Self.summedRows, layout.rowCount))
      let rows = elements.extracting(droppingFirst: firstRow * layout.rowStride)
      var part = contributions._mutatingExtracting(
        firstRow * contributionCount..<(firstRow + block.rowCount) * contributionCount)
      do throws(ScoringError) {
        try answerSums(rowCount: block.rowCount, into: &part) {
          (contributions) throws(ScoringError) in try explain(rows, block, &contributions)
        }
      } catch {
        throw error.relocated(rows: firstRow) { $0 }
      }
      firstRow += block.rowCount
    }
  }

  /// Gives the games' values, or where sums are asked for those of the model's own columns, summed to their players'.
  @inline(never)
  private func answerSums(
    rowCount: Int, into contributions: inout MutableSpan<Double>,
    _ explain: (inout MutableSpan<Double>) throws(ScoringError) -> Void
  ) throws(ScoringError) {
    guard let targets = explained.targets else { return try explain(&contributions) }
    let width = targets.count + 1
    var values = [Double](repeating: 0, count: rowCount * forest.outputCount * width)
    var span = values.mutableSpan
    try explain(&span)
    for index in contributions.indices { contributions[index] = 0 }
    for explanation in 0..<values.count / width {
      let first = explanation * (players.count + 1)
      for (place, target) in targets.enumerated() {
        contributions[first + target] += values[explanation * width + place]
      }
      contributions[first + players.count] = values[explanation * width + targets.count]
    }
  }
}
