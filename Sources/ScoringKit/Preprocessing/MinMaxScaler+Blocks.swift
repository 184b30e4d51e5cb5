extension MinMaxScaler {
  /// Rows scaled together before they are answered.
  private static let blockCapacity = 256

  /// Scales rows block by block and answers each block: memory stays small however many rows there are.
  ///
  /// `Float` rows are scaled in double: an answer does not depend on which of the two types its caller happens
  /// to use for the same values.
  ///
  /// - Parameters:
  ///   - width: Numbers an answer has a row.
  ///   - answers: The answers of all rows.
  ///   - answer: Answers one block: its scaled rows, their layout, its part of the answers.
  func forEachScaledBlock<Scalar: RowScalar, Answer>(
    of elements: Span<Scalar>, layout: RowLayout, width: Int, into answers: inout MutableSpan<Answer>,
    _ answer: (Span<Double>, RowLayout, inout MutableSpan<Answer>) throws(ScoringError) -> Void
  ) throws(ScoringError) {
    try layout.requireFit(featureCount: featureCount, available: elements.count)
    try layout.requireBuffer(answers.count, width: width)
    let capacity = Swift.min(layout.rowCount, Self.blockCapacity)
    var scaled = [Double](repeating: 0, count: capacity * featureCount)
    var firstRow = 0
    while firstRow < layout.rowCount {
      let block = try RowLayout(
        rowCount: Swift.min(layout.rowCount - firstRow, capacity), columnCount: featureCount)
      for row in 0..<block.rowCount {
        let source = (firstRow + row) * layout.rowStride
        for column in 0..<featureCount {
          scaled[row * featureCount + column] = transform(
            elements[source + column * layout.columnStride].asDouble, feature: column)
        }
      }
      var part = answers._mutatingExtracting(firstRow * width..<(firstRow + block.rowCount) * width)
      try answer(scaled.span.extracting(first: block.elementCount), block, &part)
      firstRow += block.rowCount
    }
  }
}
