public import CScoringKit
internal import ScoringKit

/// Scales rows; scoringkit.h documents it.
@c @implementation
public func skit_scaler_transform_f64(
  _ scaler: OpaquePointer?, _ rows: UnsafePointer<Double>?, _ rowCount: Int64, _ columnCount: Int64,
  _ rowStride: Int64, _ columnStride: Int64, _ answer: UnsafeMutablePointer<Double>?, _ answerCount: Int64,
  _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `Handle`, `RowMatrix` and `Argument` check every pointer before it is used.
  unsafe reporting(to: error) { () throws(ScoringError) in
    let scaler = try unsafe ScalerHandle.held(by: scaler).scaler
    let rows = try unsafe RowMatrix(
      rows, rowCount: rowCount, columnCount: columnCount, rowStride: rowStride, columnStride: columnStride)
    let answer = try unsafe Argument.buffer(answer, count: answerCount, named: "answer")
    try unsafe rows.requireApart(from: answer, allowsInPlace: true)
    // Safety: both buffers are checked; in place, an element is read before it is written and never again.
    var span = unsafe answer.mutableSpan
    try scaler.writeTransformed(unsafe rows.elements.span, layout: rows.layout, into: &span)
  }
}

/// Scales float rows; scoringkit.h documents it.
@c @implementation
public func skit_scaler_transform_f32(
  _ scaler: OpaquePointer?, _ rows: UnsafePointer<Float>?, _ rowCount: Int64, _ columnCount: Int64,
  _ rowStride: Int64, _ columnStride: Int64, _ answer: UnsafeMutablePointer<Float>?, _ answerCount: Int64,
  _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `Handle`, `RowMatrix` and `Argument` check every pointer before it is used.
  unsafe reporting(to: error) { () throws(ScoringError) in
    let scaler = try unsafe ScalerHandle.held(by: scaler).scaler
    let rows = try unsafe RowMatrix(
      rows, rowCount: rowCount, columnCount: columnCount, rowStride: rowStride, columnStride: columnStride)
    let answer = try unsafe Argument.buffer(answer, count: answerCount, named: "answer")
    try unsafe rows.requireApart(from: answer, allowsInPlace: true)
    // Safety: both buffers are checked; in place, an element is read before it is written and never again.
    var span = unsafe answer.mutableSpan
    try scaler.writeTransformed(unsafe rows.elements.span, layout: rows.layout, into: &span)
  }
}
