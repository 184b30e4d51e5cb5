internal import CScoringKit
internal import ScoringKit

/// Rows and options as a C function gets them, still unchecked.
///
/// Safe to hold; `matrix` and `batchOptions` look at every part before it is used.
@safe
struct RowArguments<Scalar: RowScalar> {
  private let start: UnsafePointer<Scalar>?
  private let rowCount: Int64
  private let columnCount: Int64
  private let rowStride: Int64
  private let columnStride: Int64
  private let options: UnsafePointer<skit_predict_options>?

  init(
    _ start: UnsafePointer<Scalar>?, _ rowCount: Int64, _ columnCount: Int64, _ rowStride: Int64,
    _ columnStride: Int64, _ options: UnsafePointer<skit_predict_options>?
  ) {
    // Safety: the pointers are kept, not used.
    unsafe self.start = start
    self.rowCount = rowCount
    self.columnCount = columnCount
    self.rowStride = rowStride
    self.columnStride = columnStride
    unsafe self.options = options
  }

  /// The rows, by their pointer, counts and strides.
  ///
  /// - Throws: As ``RowMatrix/init(_:rowCount:columnCount:rowStride:columnStride:)``.
  func matrix() throws(ScoringError) -> RowMatrix<Scalar> {
    // Safety: `RowMatrix` checks the pointer before it is used.
    try unsafe RowMatrix(
      start, rowCount: rowCount, columnCount: columnCount, rowStride: rowStride, columnStride: columnStride)
  }

  /// Threads and watch, once the rows hold nothing that the options refuse.
  func batchOptions(for rows: RowMatrix<Scalar>, featureCount: Int) throws(ScoringError) -> BatchOptions {
    // Safety: `PredictOptions` checks the pointer before it is used.
    let options = try unsafe PredictOptions(options)
    try options.requireAcceptable(rows, featureCount: featureCount)
    return options.batch
  }
}

/// A buffer for numbers as a C function gets it, still unchecked.
///
/// Safe to hold; `checked` looks at it before it is used.
@safe
struct AnswerArguments<Number> {
  private let start: UnsafeMutablePointer<Number>?
  private let count: Int64

  init(_ start: UnsafeMutablePointer<Number>?, _ count: Int64) {
    // Safety: the pointer is kept, not used.
    unsafe self.start = start
    self.count = count
  }

  /// Refuses a null pointer and an impossible count.
  func checked() throws(ScoringError) -> UnsafeMutableBufferPointer<Number> {
    // Safety: `buffer` checks the pointer before it is used.
    try unsafe Argument.buffer(start, count: count, named: "answer")
  }
}
