public import CScoringKit
internal import ScoringKit

/// The rows as the model sees them; scoringkit.h documents it.
@c @implementation
public func skit_model_transform_f64(
  _ model: OpaquePointer?, _ rows: UnsafePointer<Double>?, _ rowCount: Int64, _ columnCount: Int64,
  _ rowStride: Int64, _ columnStride: Int64, _ options: UnsafePointer<skit_predict_options>?,
  _ answer: UnsafeMutablePointer<Double>?, _ answerCount: Int64, _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `ask` checks every pointer before it is used.
  let rows = unsafe RowArguments(rows, rowCount, columnCount, rowStride, columnStride, options)
  return unsafe writeTransformed(model, rows, AnswerArguments(answer, answerCount), error)
}

/// The float rows as the model sees them; scoringkit.h documents it.
@c @implementation
public func skit_model_transform_f32(
  _ model: OpaquePointer?, _ rows: UnsafePointer<Float>?, _ rowCount: Int64, _ columnCount: Int64,
  _ rowStride: Int64, _ columnStride: Int64, _ options: UnsafePointer<skit_predict_options>?,
  _ answer: UnsafeMutablePointer<Double>?, _ answerCount: Int64, _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `ask` checks every pointer before it is used.
  let rows = unsafe RowArguments(rows, rowCount, columnCount, rowStride, columnStride, options)
  return unsafe writeTransformed(model, rows, AnswerArguments(answer, answerCount), error)
}

private func writeTransformed<Scalar: RowScalar>(
  _ model: OpaquePointer?, _ rows: RowArguments<Scalar>, _ answer: AnswerArguments<Double>,
  _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `ask` checks every pointer before it is used.
  unsafe ModelHandle.ask(model, rows, into: answer, error) {
    (handle, rows, layout, answer, options) throws(ScoringError) in
    try handle.model.writeTransformed(of: rows, layout: layout, into: &answer, options: options)
  }
}
