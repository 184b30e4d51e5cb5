// Callers are in other modules: without `@specialized` every element is read through a witness table, which takes
// two to four times as long.

extension ScoringModel {
  /// Writes margins of raw rows; see ``Evaluator/writeMargins(of:layout:into:)``.
  ///
  /// - Throws: Also ``ScoringError/Code/invalidValue`` at its row and column, naming the feature, for a value
  ///   that the pipeline refuses.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func writeMargins<Scalar: RowScalar>(
    of elements: Span<Scalar>, layout: RowLayout, into margins: inout MutableSpan<Double>,
    options: BatchOptions = BatchOptions()
  ) throws(ScoringError) {
    try write(MarginQuestion(), of: elements, layout: layout, into: &margins, options: options)
  }

  /// Writes predictions of raw rows; see ``Evaluator/writePredictions(of:layout:into:)``.
  ///
  /// - Throws: As ``writeMargins(of:layout:into:options:)``.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func writePredictions<Scalar: RowScalar>(
    of elements: Span<Scalar>, layout: RowLayout, into predictions: inout MutableSpan<Double>,
    options: BatchOptions = BatchOptions()
  ) throws(ScoringError) {
    try write(PredictionQuestion(), of: elements, layout: layout, into: &predictions, options: options)
  }

  /// Writes leaf indices of raw rows; see ``Evaluator/writeLeafIndices(of:layout:into:)``.
  ///
  /// - Throws: As ``writeMargins(of:layout:into:options:)``.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func writeLeafIndices<Scalar: RowScalar>(
    of elements: Span<Scalar>, layout: RowLayout, into leaves: inout MutableSpan<Int32>,
    options: BatchOptions = BatchOptions()
  ) throws(ScoringError) {
    try write(LeafQuestion(), of: elements, layout: layout, into: &leaves, options: options)
  }

  /// Writes the rows as the model sees them, rows × ``transformedCount``, row-major.
  ///
  /// Without a pipeline they stay as they are.
  ///
  /// - Throws: As ``writeMargins(of:layout:into:options:)``.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func writeTransformed<Scalar: RowScalar>(
    of elements: Span<Scalar>, layout: RowLayout, into transformed: inout MutableSpan<Double>,
    options: BatchOptions = BatchOptions()
  ) throws(ScoringError) {
    try write(TransformedRowQuestion(), of: elements, layout: layout, into: &transformed, options: options)
  }
}
