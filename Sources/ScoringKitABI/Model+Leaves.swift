public import CScoringKit
internal import ScoringKit

/// The leaves that rows reach; scoringkit.h documents it.
@c @implementation
public func skit_model_leaves_f64(
  _ model: OpaquePointer?, _ rows: UnsafePointer<Double>?, _ rowCount: Int64, _ columnCount: Int64,
  _ rowStride: Int64, _ columnStride: Int64, _ options: UnsafePointer<skit_predict_options>?,
  _ answer: UnsafeMutablePointer<Int32>?, _ answerCount: Int64, _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `RowMatrix` and `Request` check every pointer before it is used.
  unsafe reporting(to: error) { () throws(ScoringError) in
    let rows = try unsafe RowMatrix(
      rows, rowCount: rowCount, columnCount: columnCount, rowStride: rowStride, columnStride: columnStride)
    try writeLeafIndices(try unsafe Request(model, rows, options, answer, answerCount))
  }
}

/// The leaves that float rows reach; scoringkit.h documents it.
@c @implementation
public func skit_model_leaves_f32(
  _ model: OpaquePointer?, _ rows: UnsafePointer<Float>?, _ rowCount: Int64, _ columnCount: Int64,
  _ rowStride: Int64, _ columnStride: Int64, _ options: UnsafePointer<skit_predict_options>?,
  _ answer: UnsafeMutablePointer<Int32>?, _ answerCount: Int64, _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `RowMatrix` and `Request` check every pointer before it is used.
  unsafe reporting(to: error) { () throws(ScoringError) in
    let rows = try unsafe RowMatrix(
      rows, rowCount: rowCount, columnCount: columnCount, rowStride: rowStride, columnStride: columnStride)
    try writeLeafIndices(try unsafe Request(model, rows, options, answer, answerCount))
  }
}

private func writeLeafIndices<Scalar: RowScalar>(_ request: Request<Scalar, Int32>) throws(ScoringError) {
  // Safety: `Request` checked both buffers; they are the caller's for the length of the call.
  let elements = unsafe request.rows.elements.span
  var span = unsafe request.answer.mutableSpan
  try request.handle.model.writeLeafIndices(
    of: elements, layout: request.rows.layout, into: &span, options: request.options)
}
