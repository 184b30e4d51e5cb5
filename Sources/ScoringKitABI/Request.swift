internal import CScoringKit
internal import ScoringKit

/// What every question about rows comes with, checked: model, options, rows, and the buffer for the answer.
///
/// Whether the answer has the right size is the model's to say; everything else is settled here.
/// Safe to hold; using a buffer is what `unsafe` marks.
@safe
struct Request<Scalar: RowScalar, Number> {
  let handle: ModelHandle
  let rows: RowMatrix<Scalar>
  let answer: UnsafeMutableBufferPointer<Number>
  /// Threads and watch.
  let options: BatchOptions

  /// Refuses null pointers, unknown options, a negative or impossible count, an answer that overlaps the rows, and
  /// infinite values where the options say so.
  init(
    _ model: OpaquePointer?, _ rows: RowMatrix<Scalar>, _ options: UnsafePointer<skit_predict_options>?,
    _ answer: UnsafeMutablePointer<Number>?, _ answerCount: Int64
  ) throws(ScoringError) {
    // Safety: `Handle`, `Argument` and `PredictOptions` check every pointer before it is used.
    handle = try unsafe ModelHandle.held(by: model)
    self.rows = rows
    unsafe self.answer = try Argument.buffer(answer, count: answerCount, named: "answer")
    try unsafe rows.requireApart(from: self.answer)
    let options = try unsafe PredictOptions(options)
    try options.requireAcceptable(rows, featureCount: handle.model.schema.features.count)
    self.options = options.batch
  }
}
