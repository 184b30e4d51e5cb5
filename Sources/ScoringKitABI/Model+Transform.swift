public import CScoringKit
internal import ScoringKit

/// The rows as the model sees them; scoringkit.h documents it.
@c @implementation
public func skit_model_transform_f64(
  _ model: OpaquePointer?, _ rows: UnsafePointer<Double>?, _ rowCount: Int64, _ columnCount: Int64,
  _ rowStride: Int64, _ columnStride: Int64, _ options: UnsafePointer<skit_predict_options>?,
  _ answer: UnsafeMutablePointer<Double>?, _ answerCount: Int64, _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `RowMatrix` and `Request` check every pointer before it is used.
  unsafe reporting(to: error) { () throws(ScoringError) in
    let rows = try unsafe RowMatrix(
      rows, rowCount: rowCount, columnCount: columnCount, rowStride: rowStride, columnStride: columnStride)
    try writeTransformed(try unsafe Request(model, rows, options, answer, answerCount))
  }
}

/// The float rows as the model sees them; scoringkit.h documents it.
@c @implementation
public func skit_model_transform_f32(
  _ model: OpaquePointer?, _ rows: UnsafePointer<Float>?, _ rowCount: Int64, _ columnCount: Int64,
  _ rowStride: Int64, _ columnStride: Int64, _ options: UnsafePointer<skit_predict_options>?,
  _ answer: UnsafeMutablePointer<Double>?, _ answerCount: Int64, _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `RowMatrix` and `Request` check every pointer before it is used.
  unsafe reporting(to: error) { () throws(ScoringError) in
    let rows = try unsafe RowMatrix(
      rows, rowCount: rowCount, columnCount: columnCount, rowStride: rowStride, columnStride: columnStride)
    try writeTransformed(try unsafe Request(model, rows, options, answer, answerCount))
  }
}

private func writeTransformed<Scalar: RowScalar>(_ request: Request<Scalar, Double>) throws(ScoringError) {
  // Safety: `Request` checked both buffers; they are the caller's for the length of the call.
  let elements = unsafe request.rows.elements.span
  var span = unsafe request.answer.mutableSpan
  try request.handle.model.writeTransformed(
    of: elements, layout: request.rows.layout, into: &span, options: request.options)
}
