extension ScoringModel {
  /// Numbers an interaction matrix has a row: per output (raw columns + 1) × (raw columns + 1), or with a feature
  /// raw columns + 1; nil where that is more than fits the address space.
  public func interactionCount(feature: Int? = nil) -> Int? {
    let width = schema.features.count + 1
    let rows = feature == nil ? width : 1
    let (square, overflows) = width.multipliedReportingOverflow(by: rows)
    let (count, overflowsAgain) = square.multipliedReportingOverflow(by: forest.outputCount)
    return overflows || overflowsAgain ? nil : count
  }

  /// Writes the interactions of raw rows: rows × outputs × (raw columns + 1) × (raw columns + 1), row-major, or of
  /// one raw column rows × outputs × (raw columns + 1); see ``Explainer/writeInteractions(of:layout:feature:into:)``.
  ///
  /// The interaction of two raw columns is the sum over the columns made of them; what the columns made of one raw
  /// column do among themselves is on its diagonal. Rows of the matrix add up to the contributions.
  ///
  /// - Throws: As ``writeContributions(of:layout:into:)``; also ``ScoringError/Code/invalidArgument`` for a feature
  ///   that there is not, ``ScoringError/Code/outOfMemory`` for too many features.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func writeInteractions<Scalar: RowScalar>(
    of elements: Span<Scalar>, layout: RowLayout, feature: Int? = nil,
    into interactions: inout MutableSpan<Double>
  ) throws(ScoringError) {
    let explainer = try requireExplainer()
    guard let pipeline else {
      return try explainer.writeInteractions(
        of: elements, layout: layout, feature: feature, into: &interactions)
    }
    if let feature, !schema.features.indices.contains(feature) {
      throw ScoringError(
        .invalidArgument, "there is no feature \(feature); a row has \(schema.features.count) (from 0)")
    }
    guard let width = interactionCount(feature: feature) else {
      throw ScoringError(.sizeOverflow, "the interactions do not fit the address space")
    }
    try answer(elements, layout, through: pipeline, width: width, into: &interactions) {
      (rows, layout, interactions) throws(ScoringError) in
      guard let sources else {
        return try explainer.writeInteractions(
          of: rows, layout: layout, feature: feature, into: &interactions)
      }
      for row in 0..<layout.rowCount {
        let start = row * layout.columnCount
        let matrix = try explainer.interactions(
          of: (start..<start + layout.columnCount).map { rows[$0] })
        var part = interactions._mutatingExtracting(row * width..<(row + 1) * width)
        sum(matrix, sources, feature: feature, into: &part)
      }
    }
  }

  /// Sums one row's matrices of transformed columns to those of their raw columns.
  private func sum(
    _ matrix: [Double], _ sources: [Int], feature: Int?, into answer: inout MutableSpan<Double>
  ) {
    let places = sources + [schema.features.count]
    let (width, rawWidth) = (places.count, schema.features.count + 1)
    for index in answer.indices { answer[index] = 0 }
    for (index, value) in matrix.enumerated() {
      let (rest, column) = index.quotientAndRemainder(dividingBy: width)
      let (output, row) = rest.quotientAndRemainder(dividingBy: width)
      if let feature {
        if places[row] == feature { answer[output * rawWidth + places[column]] += value }
      } else {
        answer[(output * rawWidth + places[row]) * rawWidth + places[column]] += value
      }
    }
  }
}
