public import CScoringKit
internal import ScoringKit

/// Scales rows; scoringkit.h documents it.
@c @implementation
public func skit_scaler_transform_f64(
  _ scaler: OpaquePointer?, _ rows: UnsafePointer<Double>?, _ rowCount: Int64, _ columnCount: Int64,
  _ rowStride: Int64, _ columnStride: Int64, _ answer: UnsafeMutablePointer<Double>?, _ answerCount: Int64,
  _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `ask` checks every pointer; in place, an element is read before it is written and never again.
  let rows = unsafe RowArguments(rows, rowCount, columnCount, rowStride, columnStride, nil)
  let target = unsafe AnswerArguments(answer, answerCount)
  return unsafe ScalerHandle.ask(scaler, rows, into: target, allowsInPlace: true, error) {
    (handle, rows, layout, answer, _) throws(ScoringError) in
    try handle.scaler.writeTransformed(rows, layout: layout, into: &answer)
  }
}

/// Scales float rows; scoringkit.h documents it.
@c @implementation
public func skit_scaler_transform_f32(
  _ scaler: OpaquePointer?, _ rows: UnsafePointer<Float>?, _ rowCount: Int64, _ columnCount: Int64,
  _ rowStride: Int64, _ columnStride: Int64, _ answer: UnsafeMutablePointer<Float>?, _ answerCount: Int64,
  _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `ask` checks every pointer; in place, an element is read before it is written and never again.
  let rows = unsafe RowArguments(rows, rowCount, columnCount, rowStride, columnStride, nil)
  let target = unsafe AnswerArguments(answer, answerCount)
  return unsafe ScalerHandle.ask(scaler, rows, into: target, allowsInPlace: true, error) {
    (handle, rows, layout, answer, _) throws(ScoringError) in
    try handle.scaler.writeTransformed(rows, layout: layout, into: &answer)
  }
}
