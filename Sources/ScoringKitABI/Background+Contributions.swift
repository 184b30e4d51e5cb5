public import CScoringKit
internal import ScoringKit

/// Shapley values against a background; scoringkit.h documents it.
@c @implementation
public func skit_background_contributions_f64(
  _ background: OpaquePointer?, _ kind: Int32, _ rows: UnsafePointer<Double>?, _ rowCount: Int64,
  _ columnCount: Int64, _ rowStride: Int64, _ columnStride: Int64,
  _ options: UnsafePointer<skit_predict_options>?, _ answer: UnsafeMutablePointer<Double>?,
  _ answerCount: Int64, _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `RowMatrix` and `writeContributions` check every pointer before it is used.
  unsafe reporting(to: error) { () throws(ScoringError) in
    let rows = try unsafe RowMatrix(
      rows, rowCount: rowCount, columnCount: columnCount, rowStride: rowStride, columnStride: columnStride)
    try unsafe writeContributions(background, kind, rows, options, answer, answerCount)
  }
}

/// Shapley values of float rows against a background; scoringkit.h documents it.
@c @implementation
public func skit_background_contributions_f32(
  _ background: OpaquePointer?, _ kind: Int32, _ rows: UnsafePointer<Float>?, _ rowCount: Int64,
  _ columnCount: Int64, _ rowStride: Int64, _ columnStride: Int64,
  _ options: UnsafePointer<skit_predict_options>?, _ answer: UnsafeMutablePointer<Double>?,
  _ answerCount: Int64, _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `RowMatrix` and `writeContributions` check every pointer before it is used.
  unsafe reporting(to: error) { () throws(ScoringError) in
    let rows = try unsafe RowMatrix(
      rows, rowCount: rowCount, columnCount: columnCount, rowStride: rowStride, columnStride: columnStride)
    try unsafe writeContributions(background, kind, rows, options, answer, answerCount)
  }
}

private func writeContributions<Scalar: RowScalar>(
  _ background: OpaquePointer?, _ kind: Int32, _ rows: RowMatrix<Scalar>,
  _ options: UnsafePointer<skit_predict_options>?, _ answer: UnsafeMutablePointer<Double>?,
  _ answerCount: Int64
) throws(ScoringError) {
  // Safety: `Handle`, `Argument` and `PredictOptions` check every pointer before it is used.
  let background = try unsafe BackgroundHandle.held(by: background).background
  let answer = try unsafe Argument.buffer(answer, count: answerCount, named: "answer")
  try unsafe rows.requireApart(from: answer)
  let options = try unsafe PredictOptions(options)
  try options.requireAcceptable(rows, featureCount: background.model.schema.features.count)
  // Safety: both buffers are checked; they are the caller's for the length of the call.
  let elements = unsafe rows.elements.span
  var span = unsafe answer.mutableSpan
  switch kind {
  case SKIT_MARGIN:
    try background.writeContributions(
      of: elements, layout: rows.layout, into: &span, options: options.batch)
  case SKIT_PREDICTION:
    try background.writeRescaledContributions(
      of: elements, layout: rows.layout, into: &span, options: options.batch)
  default:
    throw ScoringError(.invalidArgument, "kind is \(kind); SKIT_MARGIN and SKIT_PREDICTION are known")
  }
}
