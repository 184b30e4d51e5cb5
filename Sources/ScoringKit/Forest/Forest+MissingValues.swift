extension Forest {
  /// Refuses missing values where the trainer does.
  ///
  /// - Throws: ``ScoringError/Code/invalidValue`` at the row and column (from 1) of the first missing value.
  func requireAcceptable<Scalar: RowScalar>(
    _ elements: Span<Scalar>, layout: RowLayout
  ) throws(ScoringError) {
    guard !acceptsMissing else { return }
    for row in 0..<layout.rowCount {
      for column in 0..<layout.columnCount
      where elements[row * layout.rowStride + column * layout.columnStride].isNaN {
        throw ScoringError(
          .invalidValue,
          "a value is missing, and this model was trained without missing values; impute it first",
          at: .row(row + 1, column: column + 1))
      }
    }
  }
}
