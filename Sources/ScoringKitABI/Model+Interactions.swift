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
  // Safety: `ask` checks every pointer before it is used.
  let rows = unsafe RowArguments(rows, rowCount, columnCount, rowStride, columnStride, options)
  return unsafe writeInteractions(model, feature, rows, AnswerArguments(answer, answerCount), error)
}

/// Interactions of features in float rows; scoringkit.h documents it.
@c @implementation
public func skit_model_interactions_f32(
  _ model: OpaquePointer?, _ feature: Int64, _ rows: UnsafePointer<Float>?, _ rowCount: Int64,
  _ columnCount: Int64, _ rowStride: Int64, _ columnStride: Int64,
  _ options: UnsafePointer<skit_predict_options>?, _ answer: UnsafeMutablePointer<Double>?,
  _ answerCount: Int64, _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `ask` checks every pointer before it is used.
  let rows = unsafe RowArguments(rows, rowCount, columnCount, rowStride, columnStride, options)
  return unsafe writeInteractions(model, feature, rows, AnswerArguments(answer, answerCount), error)
}

private func writeInteractions<Scalar: RowScalar>(
  _ model: OpaquePointer?, _ feature: Int64, _ rows: RowArguments<Scalar>, _ answer: AnswerArguments<Double>,
  _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `ask` checks every pointer before it is used.
  unsafe ModelHandle.ask(model, rows, into: answer, error) {
    (handle, rows, layout, answer, options) throws(ScoringError) in
    let wanted =
      feature == SKIT_ALL_FEATURES
      ? nil : try Argument.index(feature, below: handle.featureCount, named: "feature")
    try handle.model.writeInteractions(
      of: rows, layout: layout, feature: wanted, into: &answer, options: options)
  }
}
