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
    guard options.isPlain else {
      return try Parallel.answer(
        elements, layout, width: forest.outputCount, into: &margins, options: options
      ) {
        (rows, layout, margins) throws(ScoringError) in
        try writeMargins(of: rows, layout: layout, into: &margins)
      }
    }
    guard let pipeline else {
      return try evaluator.writeMargins(of: elements, layout: layout, into: &margins)
    }
    try answer(elements, layout, through: pipeline, width: forest.outputCount, into: &margins) {
      (rows, layout, margins) throws(ScoringError) in
      try evaluator.writeMargins(of: rows, layout: layout, into: &margins)
    }
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
    guard options.isPlain else {
      return try Parallel.answer(
        elements, layout, width: forest.predictionCount, into: &predictions, options: options
      ) {
        (rows, layout, predictions) throws(ScoringError) in
        try writePredictions(of: rows, layout: layout, into: &predictions)
      }
    }
    guard let pipeline else {
      return try evaluator.writePredictions(of: elements, layout: layout, into: &predictions)
    }
    try answer(elements, layout, through: pipeline, width: forest.predictionCount, into: &predictions) {
      (rows, layout, predictions) throws(ScoringError) in
      try evaluator.writePredictions(of: rows, layout: layout, into: &predictions)
    }
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
    guard options.isPlain else {
      return try Parallel.answer(elements, layout, width: forest.trees.count, into: &leaves, options: options)
      {
        (rows, layout, leaves) throws(ScoringError) in
        try writeLeafIndices(of: rows, layout: layout, into: &leaves)
      }
    }
    guard let pipeline else {
      return try evaluator.writeLeafIndices(of: elements, layout: layout, into: &leaves)
    }
    try answer(elements, layout, through: pipeline, width: forest.trees.count, into: &leaves) {
      (rows, layout, leaves) throws(ScoringError) in
      try evaluator.writeLeafIndices(of: rows, layout: layout, into: &leaves)
    }
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
    guard options.isPlain else {
      return try Parallel.answer(
        elements, layout, width: transformedCount, into: &transformed, options: options
      ) {
        (rows, layout, transformed) throws(ScoringError) in
        try writeTransformed(of: rows, layout: layout, into: &transformed)
      }
    }
    guard let pipeline else {
      try layout.requireFit(featureCount: transformedCount, available: elements.count)
      try layout.requireBuffer(transformed.count, width: transformedCount)
      layout.forEachElement { source, target, _ in transformed[target] = elements[source].asDouble }
      return
    }
    do throws(ScoringError) {
      try pipeline.writeTransformed(of: elements, layout: layout, into: &transformed)
    } catch {
      throw schema.naming(error)
    }
  }

  /// Answers raw rows block by block; a refusal names the raw column's feature.
  func answer<Scalar: RowScalar, Answer>(
    _ elements: Span<Scalar>, _ layout: RowLayout, through pipeline: Pipeline, width: Int,
    into answers: inout MutableSpan<Answer>,
    _ answer: (Span<Double>, RowLayout, inout MutableSpan<Answer>) throws(ScoringError) -> Void
  ) throws(ScoringError) {
    do throws(ScoringError) {
      try pipeline.forEachTransformedBlock(
        of: elements, layout: layout, width: width, into: &answers, answer)
    } catch {
      throw schema.naming(error)
    }
  }
}
