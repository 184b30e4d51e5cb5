public import CScoringKit
internal import ScoringKit

/// Shapley values of rows; scoringkit.h documents it.
@c @implementation
public func skit_model_contributions_f64(
  _ model: OpaquePointer?, _ rows: UnsafePointer<Double>?, _ rowCount: Int64, _ columnCount: Int64,
  _ rowStride: Int64, _ columnStride: Int64, _ options: UnsafePointer<skit_predict_options>?,
  _ answer: UnsafeMutablePointer<Double>?, _ answerCount: Int64, _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `RowMatrix` and `Request` check every pointer before it is used.
  unsafe reporting(to: error) { () throws(ScoringError) in
    let rows = try unsafe RowMatrix(
      rows, rowCount: rowCount, columnCount: columnCount, rowStride: rowStride, columnStride: columnStride)
    try writeContributions(try unsafe Request(model, rows, options, answer, answerCount))
  }
}

/// Shapley values of float rows; scoringkit.h documents it.
@c @implementation
public func skit_model_contributions_f32(
  _ model: OpaquePointer?, _ rows: UnsafePointer<Float>?, _ rowCount: Int64, _ columnCount: Int64,
  _ rowStride: Int64, _ columnStride: Int64, _ options: UnsafePointer<skit_predict_options>?,
  _ answer: UnsafeMutablePointer<Double>?, _ answerCount: Int64, _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `RowMatrix` and `Request` check every pointer before it is used.
  unsafe reporting(to: error) { () throws(ScoringError) in
    let rows = try unsafe RowMatrix(
      rows, rowCount: rowCount, columnCount: columnCount, rowStride: rowStride, columnStride: columnStride)
    try writeContributions(try unsafe Request(model, rows, options, answer, answerCount))
  }
}

private func writeContributions<Scalar: RowScalar>(_ request: Request<Scalar, Double>) throws(ScoringError) {
  // Safety: `Request` checked both buffers; they are the caller's for the length of the call.
  let elements = unsafe request.rows.elements.span
  var span = unsafe request.answer.mutableSpan
  try request.handle.model.writeContributions(
    of: elements, layout: request.rows.layout, into: &span, options: request.options)
}
