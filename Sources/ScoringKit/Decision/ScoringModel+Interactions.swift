extension ScoringModel {
  /// Rows that one thread explains at a time.
  private static let interactingRows = 16

  /// Numbers an interaction matrix has a row: per output (raw columns + 1) × (raw columns + 1), or with a feature
  /// raw columns + 1; nil where that is more than fits the address space.
  public func interactionCount(feature: Int? = nil) -> Int? {
    Explainer.interactionCount(
      featureCount: schema.features.count, outputCount: forest.outputCount, isOfOneFeature: feature != nil)
  }

  /// Writes the interactions of raw rows: rows × outputs × (raw columns + 1) × (raw columns + 1), row-major, or of
  /// one raw column rows × outputs × (raw columns + 1); see ``Explainer/writeInteractions(of:layout:feature:into:)``.
  ///
  /// The interaction of two raw columns is the sum over the columns made of them; what the columns made of one raw
  /// column do among themselves is on its diagonal. Rows of the matrix add up to the contributions.
  ///
  /// - Throws: As ``writeContributions(of:layout:into:options:)``; also ``ScoringError/Code/invalidArgument`` for a feature
  ///   that there is not, ``ScoringError/Code/outOfMemory`` for too many features.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func writeInteractions<Scalar: RowScalar>(
    of elements: Span<Scalar>, layout: RowLayout, feature: Int? = nil,
    into interactions: inout MutableSpan<Double>, options: BatchOptions = BatchOptions()
  ) throws(ScoringError) {
    // Without a width every row is refused below, in whatever part.
    if !options.isPlain, let width = interactionCount(feature: feature) {
      return try Parallel.answer(
        elements, layout, width: width, partCapacity: Self.interactingRows, into: &interactions,
        options: options
      ) {
        (rows, layout, interactions) throws(ScoringError) in
        try writeInteractions(of: rows, layout: layout, feature: feature, into: &interactions)
      }
    }
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
      // Here, because a group of rows would not know its place among them.
      try forest.requireAcceptable(rows, layout: layout)
      for index in interactions.indices { interactions[index] = 0 }
      var firstRow = 0
      while firstRow < layout.rowCount {
        let count = Swift.min(layout.rowCount - firstRow, ColumnBlock.laneCount)
        let group = rows.extracting(droppingFirst: firstRow * layout.columnCount)
        let part = try RowLayout(rowCount: count, columnCount: layout.columnCount)
        var answer = interactions._mutatingExtracting(firstRow * width..<(firstRow + count) * width)
        try add(explainer, group, part, sources, feature: feature, to: &answer)
        firstRow += count
      }
    }
  }

  /// Adds the interactions of a few transformed rows to those of their raw columns.
  private func add(
    _ explainer: Explainer, _ rows: Span<Double>, _ layout: RowLayout, _ sources: [Int], feature: Int?,
    to answer: inout MutableSpan<Double>
  ) throws(ScoringError) {
    guard let feature else {
      return try addMatrix(explainer, rows, layout, sources, feature: nil, to: &answer)
    }
    for (column, source) in sources.enumerated() where source == feature {
      try addMatrix(explainer, rows, layout, sources, feature: column, to: &answer)
    }
  }

  /// Adds whole matrices, or of each the row of a transformed column.
  private func addMatrix(
    _ explainer: Explainer, _ rows: Span<Double>, _ layout: RowLayout, _ sources: [Int], feature: Int?,
    to answer: inout MutableSpan<Double>
  ) throws(ScoringError) {
    let width = sources.count + 1
    let count = try explainer.requireInteractions(feature: feature)
    var values = [Double](repeating: 0, count: layout.rowCount * count)
    var span = values.mutableSpan
    try explainer.writeInteractions(of: rows, layout: layout, feature: feature, into: &span)
    // The base value's place is behind the columns, before and after.
    let places = sources + [schema.features.count]
    let rawWidth = schema.features.count + 1
    for (index, value) in values.enumerated() {
      let (line, column) = index.quotientAndRemainder(dividingBy: width)
      if feature != nil {
        answer[line * rawWidth + places[column]] += value
      } else {
        let (matrix, row) = line.quotientAndRemainder(dividingBy: width)
        answer[(matrix * rawWidth + places[row]) * rawWidth + places[column]] += value
      }
    }
  }
}
