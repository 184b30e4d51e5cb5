public import CScoringKit
internal import ScoringKit

/// Sets the defaults of scoring; scoringkit.h documents it.
@c @implementation
public func skit_predict_options_init(_ options: UnsafeMutablePointer<skit_predict_options>?) {
  // Safety: null is skipped; the caller's struct is of the header's type.
  unsafe options?.pointee = PredictOptions.defaults
}

/// Margins or predictions of rows; scoringkit.h documents it.
@c @implementation
public func skit_model_predict_f64(
  _ model: OpaquePointer?, _ kind: Int32, _ rows: UnsafePointer<Double>?, _ rowCount: Int64,
  _ columnCount: Int64, _ rowStride: Int64, _ columnStride: Int64,
  _ options: UnsafePointer<skit_predict_options>?, _ answer: UnsafeMutablePointer<Double>?,
  _ answerCount: Int64, _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `RowMatrix` and `Request` check every pointer before it is used.
  unsafe reporting(to: error) { () throws(ScoringError) in
    let rows = try unsafe RowMatrix(
      rows, rowCount: rowCount, columnCount: columnCount, rowStride: rowStride, columnStride: columnStride)
    try predict(kind, try unsafe Request(model, rows, options, answer, answerCount))
  }
}

/// Margins or predictions of float rows; scoringkit.h documents it.
@c @implementation
public func skit_model_predict_f32(
  _ model: OpaquePointer?, _ kind: Int32, _ rows: UnsafePointer<Float>?, _ rowCount: Int64,
  _ columnCount: Int64, _ rowStride: Int64, _ columnStride: Int64,
  _ options: UnsafePointer<skit_predict_options>?, _ answer: UnsafeMutablePointer<Double>?,
  _ answerCount: Int64, _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `RowMatrix` and `Request` check every pointer before it is used.
  unsafe reporting(to: error) { () throws(ScoringError) in
    let rows = try unsafe RowMatrix(
      rows, rowCount: rowCount, columnCount: columnCount, rowStride: rowStride, columnStride: columnStride)
    try predict(kind, try unsafe Request(model, rows, options, answer, answerCount))
  }
}

private func predict<Scalar: RowScalar>(
  _ kind: Int32, _ request: Request<Scalar, Double>
) throws(ScoringError) {
  // Safety: `Request` checked both buffers; they are the caller's for the length of the call.
  let elements = unsafe request.rows.elements.span
  var span = unsafe request.answer.mutableSpan
  switch kind {
  case SKIT_MARGIN:
    try request.handle.model.writeMargins(
      of: elements, layout: request.rows.layout, into: &span, options: request.options)
  case SKIT_PREDICTION:
    try request.handle.model.writePredictions(
      of: elements, layout: request.rows.layout, into: &span, options: request.options)
  default:
    throw ScoringError(.invalidArgument, "kind is \(kind); SKIT_MARGIN and SKIT_PREDICTION are known")
  }
}
