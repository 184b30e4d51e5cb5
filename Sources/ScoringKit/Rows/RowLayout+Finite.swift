extension RowLayout {
  /// Refuses rows that hold an infinite value; NaN is a missing value and passes.
  ///
  /// - Parameters:
  ///   - elements: The rows' numbers.
  ///   - featureCount: Columns a row must have.
  /// - Throws: ``ScoringError/Code/nonFiniteValue`` at the row and column (from 1) of the first infinite value;
  ///   ``ScoringError/Code/shapeMismatch`` for rows of another width, ``ScoringError/Code/bufferTooSmall`` if
  ///   they are not wholly inside the elements.
  /// - Complexity: O(rows · columns).
  public func requireFinite<Scalar: RowScalar>(
    _ elements: Span<Scalar>, featureCount: Int
  ) throws(ScoringError) {
    try requireFit(featureCount: featureCount, available: elements.count)
    // Rows a stride of 0 apart are one row, however many are claimed; so are columns.
    for row in 0..<(rowStride == 0 ? Swift.min(rowCount, 1) : rowCount) {
      for column in 0..<(columnStride == 0 ? Swift.min(columnCount, 1) : columnCount)
      where elements[row * rowStride + column * columnStride].isInfinite {
        throw ScoringError(
          .nonFiniteValue, "the value is infinite, and infinite values are to be refused",
          at: .row(row + 1, column: column + 1))
      }
    }
  }
}
