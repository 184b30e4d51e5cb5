public import CScoringKit
internal import ScoringKit

/// Shapley values against a background; scoringkit.h documents it.
@c @implementation
public func skit_background_contributions_f64(
  _ background: OpaquePointer?, _ space: Int32, _ rows: UnsafePointer<Double>?, _ rowCount: Int64,
  _ columnCount: Int64, _ rowStride: Int64, _ columnStride: Int64,
  _ options: UnsafePointer<skit_predict_options>?, _ answer: UnsafeMutablePointer<Double>?,
  _ answerCount: Int64, _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `ask` checks every pointer before it is used.
  let rows = unsafe RowArguments(rows, rowCount, columnCount, rowStride, columnStride, options)
  return unsafe writeContributions(background, space, rows, AnswerArguments(answer, answerCount), error)
}

/// Shapley values of float rows against a background; scoringkit.h documents it.
@c @implementation
public func skit_background_contributions_f32(
  _ background: OpaquePointer?, _ space: Int32, _ rows: UnsafePointer<Float>?, _ rowCount: Int64,
  _ columnCount: Int64, _ rowStride: Int64, _ columnStride: Int64,
  _ options: UnsafePointer<skit_predict_options>?, _ answer: UnsafeMutablePointer<Double>?,
  _ answerCount: Int64, _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `ask` checks every pointer before it is used.
  let rows = unsafe RowArguments(rows, rowCount, columnCount, rowStride, columnStride, options)
  return unsafe writeContributions(background, space, rows, AnswerArguments(answer, answerCount), error)
}

private func writeContributions<Scalar: RowScalar>(
  _ background: OpaquePointer?, _ space: Int32, _ rows: RowArguments<Scalar>,
  _ answer: AnswerArguments<Double>, _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `ask` checks every pointer before it is used.
  unsafe BackgroundHandle.ask(background, rows, into: answer, error) {
    (handle, rows, layout, answer, options) throws(ScoringError) in
    switch try Space(space) {
    case .margin:
      try handle.background.writeContributions(of: rows, layout: layout, into: &answer, options: options)
    case .prediction:
      try handle.background.writeRescaledContributions(
        of: rows, layout: layout, into: &answer, options: options)
    }
  }
}
