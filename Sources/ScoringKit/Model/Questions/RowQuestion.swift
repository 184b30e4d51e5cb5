/// One thing that can be asked of rows: how many numbers it gives for each, and how it is computed of the rows as the
/// model sees them. ``ScoringModel/write(_:of:layout:into:options:)`` does the rest: checks, threads, pipeline.
protocol RowQuestion {
  /// The type of the numbers.
  associatedtype Number

  /// Rows that one thread takes at a time; fewer where a row takes long.
  var partCapacity: Int { get }

  /// Numbers a row.
  ///
  /// - Throws: Where the model cannot be asked this, whatever the rows.
  func width(for model: ScoringModel) throws(ScoringError) -> Int

  /// Prepares what the answers need, before any row is looked at.
  ///
  /// - Parameter progress: Counts and may end the preparation.
  /// - Returns: What one thread works with, in bytes; 0 for too little to be counted.
  /// - Throws: ``ScoringError/Code/outOfMemory``, ``ScoringError/Code/cancelled``.
  func prepare(for model: ScoringModel, progress: BatchProgress?) throws(ScoringError) -> Int

  /// Computes the numbers of rows that the pipeline has transformed, or of the caller's where there is no pipeline.
  ///
  /// - Parameters:
  ///   - model: The model asked.
  ///   - elements: At least as many elements as the layout reaches.
  ///   - layout: As many columns as the forest has features.
  ///   - numbers: One number a row and width.
  /// - Throws: For a row that the model refuses.
  func write<Scalar: RowScalar>(
    for model: ScoringModel, of elements: Span<Scalar>, layout: RowLayout,
    into numbers: inout MutableSpan<Number>
  ) throws(ScoringError)
}

extension RowQuestion {
  var partCapacity: Int { Parallel.partCapacity }

  func prepare(for model: ScoringModel, progress: BatchProgress?) -> Int { 0 }
}

extension ScoringModel {
  /// Asks raw rows a question: the door at which their shape is checked, once.
  ///
  /// - Parameters:
  ///   - question: What is asked.
  ///   - elements: The rows' numbers; NaN is a missing value.
  ///   - layout: Where the rows are in them; as many columns as the schema has features.
  ///   - numbers: `rowCount` times the question's width.
  ///   - options: Threads and watch; they change no bit.
  /// - Throws: What the question throws; ``ScoringError/Code/shapeMismatch`` for rows of another width,
  ///   ``ScoringError/Code/bufferTooSmall`` for a buffer that does not fit.
  func write<Question: RowQuestion, Scalar: RowScalar>(
    _ question: Question, of elements: Span<Scalar>, layout: RowLayout,
    into numbers: inout MutableSpan<Question.Number>, options: BatchOptions
  ) throws(ScoringError) {
    let width = try question.width(for: self)
    try layout.requireFit(featureCount: schema.features.count, available: elements.count)
    try layout.requireBuffer(numbers.count, width: width)
    if options.isPlain {
      return try write(question, width: width, of: elements, layout: layout, into: &numbers)
    }
    let scratchBytes = try question.prepare(for: self, progress: options.progress)
    try Parallel.divide(
      elements, layout, width: width, partCapacity: question.partCapacity, into: &numbers,
      options: explanationMemory.limiting(options, scratchBytes: scratchBytes)
    ) {
      (rows, layout, numbers) throws(ScoringError) in
      try write(question, width: width, of: rows, layout: layout, into: &numbers)
    }
  }

  /// Asks rows of checked shape, in one piece, through the pipeline; a refusal names the raw column's feature.
  @inline(never)
  private func write<Question: RowQuestion, Scalar: RowScalar>(
    _ question: Question, width: Int, of elements: Span<Scalar>, layout: RowLayout,
    into numbers: inout MutableSpan<Question.Number>
  ) throws(ScoringError) {
    guard let pipeline else {
      return try question.write(for: self, of: elements, layout: layout, into: &numbers)
    }
    do throws(ScoringError) {
      try pipeline.forEachTransformedBlock(of: elements, layout: layout, width: width, into: &numbers) {
        (rows, layout, numbers) throws(ScoringError) in
        try question.write(for: self, of: rows, layout: layout, into: &numbers)
      }
    } catch {
      throw schema.naming(error)
    }
  }
}
