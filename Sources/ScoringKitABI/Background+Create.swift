public import CScoringKit
internal import ScoringKit

/// Prepares a background; scoringkit.h documents it.
@c @implementation
public func skit_background_create_f64(
  _ model: OpaquePointer?, _ rows: UnsafePointer<Double>?, _ rowCount: Int64, _ columnCount: Int64,
  _ rowStride: Int64, _ columnStride: Int64, _ options: UnsafePointer<skit_predict_options>?,
  _ background: UnsafeMutablePointer<OpaquePointer?>?, _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `emptied`, `RowMatrix` and `makeBackground` check every pointer before it is used.
  unsafe reporting(to: error) { () throws(ScoringError) in
    let place = try unsafe emptied(background, named: "background")
    let rows = try unsafe RowMatrix(
      rows, rowCount: rowCount, columnCount: columnCount, rowStride: rowStride, columnStride: columnStride)
    unsafe place.pointee = try unsafe makeBackground(model, rows, options).handOver()
  }
}

/// Prepares a background of float rows; scoringkit.h documents it.
@c @implementation
public func skit_background_create_f32(
  _ model: OpaquePointer?, _ rows: UnsafePointer<Float>?, _ rowCount: Int64, _ columnCount: Int64,
  _ rowStride: Int64, _ columnStride: Int64, _ options: UnsafePointer<skit_predict_options>?,
  _ background: UnsafeMutablePointer<OpaquePointer?>?, _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `emptied`, `RowMatrix` and `makeBackground` check every pointer before it is used.
  unsafe reporting(to: error) { () throws(ScoringError) in
    let place = try unsafe emptied(background, named: "background")
    let rows = try unsafe RowMatrix(
      rows, rowCount: rowCount, columnCount: columnCount, rowStride: rowStride, columnStride: columnStride)
    unsafe place.pointee = try unsafe makeBackground(model, rows, options).handOver()
  }
}

/// Frees a background; scoringkit.h documents it.
@c @implementation
public func skit_background_free(_ background: OpaquePointer?) {
  // Safety: `Handle` skips null; the interface leaves it to the caller that no thread uses the background any more.
  unsafe BackgroundHandle.free(background)
}

private func makeBackground<Scalar: RowScalar>(
  _ model: OpaquePointer?, _ rows: RowMatrix<Scalar>, _ options: UnsafePointer<skit_predict_options>?
) throws(ScoringError) -> BackgroundHandle {
  // Safety: `Handle` and `PredictOptions` check every pointer before it is used.
  let model = try unsafe ModelHandle.held(by: model).model
  try unsafe PredictOptions(options).requireAcceptable(rows, featureCount: model.schema.features.count)
  // Safety: `RowMatrix` checked the rows; they are the caller's for the length of the call.
  let elements = unsafe rows.elements.span
  return BackgroundHandle(
    try ScoringModel.Background(model, background: elements, layout: rows.layout))
}
