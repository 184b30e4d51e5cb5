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
  _ model: OpaquePointer?, _ space: Int32, _ rows: UnsafePointer<Double>?, _ rowCount: Int64,
  _ columnCount: Int64, _ rowStride: Int64, _ columnStride: Int64,
  _ options: UnsafePointer<skit_predict_options>?, _ answer: UnsafeMutablePointer<Double>?,
  _ answerCount: Int64, _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `ask` checks every pointer before it is used.
  let rows = unsafe RowArguments(rows, rowCount, columnCount, rowStride, columnStride, options)
  return unsafe predict(model, space, rows, AnswerArguments(answer, answerCount), error)
}

/// Margins or predictions of float rows; scoringkit.h documents it.
@c @implementation
public func skit_model_predict_f32(
  _ model: OpaquePointer?, _ space: Int32, _ rows: UnsafePointer<Float>?, _ rowCount: Int64,
  _ columnCount: Int64, _ rowStride: Int64, _ columnStride: Int64,
  _ options: UnsafePointer<skit_predict_options>?, _ answer: UnsafeMutablePointer<Double>?,
  _ answerCount: Int64, _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `ask` checks every pointer before it is used.
  let rows = unsafe RowArguments(rows, rowCount, columnCount, rowStride, columnStride, options)
  return unsafe predict(model, space, rows, AnswerArguments(answer, answerCount), error)
}

private func predict<Scalar: RowScalar>(
  _ model: OpaquePointer?, _ space: Int32, _ rows: RowArguments<Scalar>, _ answer: AnswerArguments<Double>,
  _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `ask` checks every pointer before it is used.
  unsafe ModelHandle.ask(model, rows, into: answer, error) {
    (handle, rows, layout, answer, options) throws(ScoringError) in
    switch try Space(space) {
    case .margin:
      try handle.model.writeMargins(of: rows, layout: layout, into: &answer, options: options)
    case .prediction:
      try handle.model.writePredictions(of: rows, layout: layout, into: &answer, options: options)
    }
  }
}
