extension Pipeline {
  /// Rows transformed together before they are asked, at most.
  private static let blockCapacity = 256
  /// Numbers of these rows, raw and transformed, unless one row has more: 8 MiB a thread.
  private static let blockNumbers = 1 << 20

  /// Writes the transformed rows, rows × ``outputCount``, row-major.
  ///
  /// `Float` rows are transformed as scikit-learn transforms a float32 array.
  ///
  /// - Throws: ``ScoringError/Code/shapeMismatch`` for rows of another width,
  ///   ``ScoringError/Code/bufferTooSmall`` for a buffer that does not fit, ``ScoringError/Code/invalidValue`` at
  ///   its row and column for a value that the trainer refuses too.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func writeTransformed<Scalar: RowScalar>(
    of elements: Span<Scalar>, layout: RowLayout, into transformed: inout MutableSpan<Double>
  ) throws(ScoringError) {
    try layout.requireFit(featureCount: inputCount, available: elements.count)
    try layout.requireBuffer(transformed.count, width: outputCount)
    try forEachTransformedBlock(of: elements, layout: layout, width: outputCount, into: &transformed) {
      (rows, _, transformed) throws(ScoringError) in
      for index in rows.indices { transformed[index] = rows[index] }
    }
  }

  /// Transforms rows block by block and asks each block: memory stays small however many rows there are.
  ///
  /// `Float` rows are transformed as scikit-learn transforms a float32 array. A refusal is at its row of all rows and
  /// at its raw column. The shape of rows and numbers is the caller's to check.
  ///
  /// - Parameters:
  ///   - width: Numbers a row.
  ///   - numbers: Those of all rows.
  ///   - write: Writes one block's: its transformed rows, their layout, its part of the numbers.
  func forEachTransformedBlock<Scalar: RowScalar, Number>(
    of elements: Span<Scalar>, layout: RowLayout, width: Int, into numbers: inout MutableSpan<Number>,
    _ write: (Span<Double>, RowLayout, inout MutableSpan<Number>) throws(ScoringError) -> Void
  ) throws(ScoringError) {
    // Nothing is asked of the rows, however many are claimed.
    guard width > 0 else { return }
    let rowsInMemory = Swift.max(Self.blockNumbers / (inputCount + outputCount), 1)
    let capacity = Swift.min(layout.rowCount, Self.blockCapacity, rowsInMemory)
    var raw = [Double](repeating: 0, count: capacity * inputCount)
    var transformed = [Double](repeating: 0, count: capacity * outputCount)
    var firstRow = 0
    while firstRow < layout.rowCount {
      let block = try RowLayout(
        rowCount: Swift.min(layout.rowCount - firstRow, capacity), columnCount: outputCount)
      var gathered = raw.mutableSpan
      for row in 0..<block.rowCount {
        let source = (firstRow + row) * layout.rowStride
        for column in 0..<inputCount {
          gathered[row * inputCount + column] = elements[source + column * layout.columnStride].asDouble
        }
      }
      try transform(
        raw.span.extracting(first: block.rowCount * inputCount), of: Scalar.self, into: &transformed,
        first: firstRow)
      var part = numbers._mutatingExtracting(firstRow * width..<(firstRow + block.rowCount) * width)
      do throws(ScoringError) {
        try write(transformed.span.extracting(first: block.elementCount), block, &part)
      } catch {
        throw error.relocated(rows: firstRow) { (0..<outputCount).contains($0) ? source(ofOutput: $0) : nil }
      }
      firstRow += block.rowCount
    }
  }

  private func transform<Scalar: RowScalar>(
    _ raw: Span<Double>, of scalar: Scalar.Type, into transformed: inout [Double], first firstRow: Int
  ) throws(ScoringError) {
    var all = transformed.mutableSpan
    var span = all._mutatingExtracting(0..<raw.count / inputCount * outputCount)
    do throws(ScoringError) {
      try transform(raw, of: scalar, into: &span)
    } catch {
      throw error.relocated(rows: firstRow) { $0 }
    }
  }
}
