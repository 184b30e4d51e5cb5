public import CScoringKit
internal import ScoringKit
internal import ScoringKitFormats

/// Transforms rows; scoringkit.h documents it.
@c @implementation
public func skit_pipeline_transform_f64(
  _ pipeline: OpaquePointer?, _ rows: UnsafePointer<Double>?, _ rowCount: Int64, _ columnCount: Int64,
  _ rowStride: Int64, _ columnStride: Int64, _ options: UnsafePointer<skit_predict_options>?,
  _ answer: UnsafeMutablePointer<Double>?, _ answerCount: Int64, _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `RowMatrix` and `writeTransformed` check every pointer before it is used.
  unsafe reporting(to: error) { () throws(ScoringError) in
    let rows = try unsafe RowMatrix(
      rows, rowCount: rowCount, columnCount: columnCount, rowStride: rowStride, columnStride: columnStride)
    try unsafe writeTransformed(pipeline, rows, options, answer, answerCount)
  }
}

/// Transforms float rows; scoringkit.h documents it.
@c @implementation
public func skit_pipeline_transform_f32(
  _ pipeline: OpaquePointer?, _ rows: UnsafePointer<Float>?, _ rowCount: Int64, _ columnCount: Int64,
  _ rowStride: Int64, _ columnStride: Int64, _ options: UnsafePointer<skit_predict_options>?,
  _ answer: UnsafeMutablePointer<Double>?, _ answerCount: Int64, _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `RowMatrix` and `writeTransformed` check every pointer before it is used.
  unsafe reporting(to: error) { () throws(ScoringError) in
    let rows = try unsafe RowMatrix(
      rows, rowCount: rowCount, columnCount: columnCount, rowStride: rowStride, columnStride: columnStride)
    try unsafe writeTransformed(pipeline, rows, options, answer, answerCount)
  }
}

private func writeTransformed<Scalar: RowScalar>(
  _ pipeline: OpaquePointer?, _ rows: RowMatrix<Scalar>, _ options: UnsafePointer<skit_predict_options>?,
  _ answer: UnsafeMutablePointer<Double>?, _ answerCount: Int64
) throws(ScoringError) {
  // Safety: `Handle`, `Argument` and `PredictOptions` check every pointer before it is used.
  let document = try unsafe PipelineHandle.held(by: pipeline).document
  let answer = try unsafe Argument.buffer(answer, count: answerCount, named: "answer")
  try unsafe rows.requireApart(from: answer)
  try unsafe PredictOptions(options).requireAcceptable(rows, featureCount: document.pipeline.inputCount)
  // Safety: both buffers are checked; they are the caller's for the length of the call.
  let elements = unsafe rows.elements.span
  var span = unsafe answer.mutableSpan
  do throws(ScoringError) {
    try document.pipeline.writeTransformed(of: elements, layout: rows.layout, into: &span)
  } catch {
    throw document.schema.naming(error)
  }
}
