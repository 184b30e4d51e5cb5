public import CScoringKit
internal import ScoringKit

/// Interactions of features; scoringkit.h documents it.
@c @implementation
public func skit_model_interactions_f64(
  _ model: OpaquePointer?, _ feature: Int64, _ rows: UnsafePointer<Double>?, _ rowCount: Int64,
  _ columnCount: Int64, _ rowStride: Int64, _ columnStride: Int64,
  _ options: UnsafePointer<skit_predict_options>?, _ answer: UnsafeMutablePointer<Double>?,
  _ answerCount: Int64, _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `RowMatrix` and `Request` check every pointer before it is used.
  unsafe reporting(to: error) { () throws(ScoringError) in
    let rows = try unsafe RowMatrix(
      rows, rowCount: rowCount, columnCount: columnCount, rowStride: rowStride, columnStride: columnStride)
    try writeInteractions(feature, try unsafe Request(model, rows, options, answer, answerCount))
  }
}

/// Interactions of features in float rows; scoringkit.h documents it.
@c @implementation
public func skit_model_interactions_f32(
  _ model: OpaquePointer?, _ feature: Int64, _ rows: UnsafePointer<Float>?, _ rowCount: Int64,
  _ columnCount: Int64, _ rowStride: Int64, _ columnStride: Int64,
  _ options: UnsafePointer<skit_predict_options>?, _ answer: UnsafeMutablePointer<Double>?,
  _ answerCount: Int64, _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `RowMatrix` and `Request` check every pointer before it is used.
  unsafe reporting(to: error) { () throws(ScoringError) in
    let rows = try unsafe RowMatrix(
      rows, rowCount: rowCount, columnCount: columnCount, rowStride: rowStride, columnStride: columnStride)
    try writeInteractions(feature, try unsafe Request(model, rows, options, answer, answerCount))
  }
}

private func writeInteractions<Scalar: RowScalar>(
  _ feature: Int64, _ request: Request<Scalar, Double>
) throws(ScoringError) {
  let model = request.handle.model
  let wanted: Int? =
    if feature == SKIT_ALL_FEATURES {
      nil
    } else {
      try Argument.index(feature, below: model.schema.features.count, named: "feature")
    }
  // Safety: `Request` checked both buffers; they are the caller's for the length of the call.
  let elements = unsafe request.rows.elements.span
  var span = unsafe request.answer.mutableSpan
  try model.writeInteractions(
    of: elements, layout: request.rows.layout, feature: wanted, into: &span, options: request.options)
}
