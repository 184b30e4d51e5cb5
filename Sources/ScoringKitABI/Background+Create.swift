public import CScoringKit
internal import ScoringKit

/// Prepares a background; scoringkit.h documents it.
@c @implementation
public func skit_background_create_f64(
  _ model: OpaquePointer?, _ rows: UnsafePointer<Double>?, _ rowCount: Int64, _ columnCount: Int64,
  _ rowStride: Int64, _ columnStride: Int64, _ options: UnsafePointer<skit_predict_options>?,
  _ background: UnsafeMutablePointer<OpaquePointer?>?, _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `createBackground` checks every pointer before it is used.
  let rows = unsafe RowArguments(rows, rowCount, columnCount, rowStride, columnStride, options)
  return unsafe createBackground(model, rows, background, error)
}

/// Prepares a background of float rows; scoringkit.h documents it.
@c @implementation
public func skit_background_create_f32(
  _ model: OpaquePointer?, _ rows: UnsafePointer<Float>?, _ rowCount: Int64, _ columnCount: Int64,
  _ rowStride: Int64, _ columnStride: Int64, _ options: UnsafePointer<skit_predict_options>?,
  _ background: UnsafeMutablePointer<OpaquePointer?>?, _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `createBackground` checks every pointer before it is used.
  let rows = unsafe RowArguments(rows, rowCount, columnCount, rowStride, columnStride, options)
  return unsafe createBackground(model, rows, background, error)
}

/// Frees a background; scoringkit.h documents it.
@c @implementation
public func skit_background_free(_ background: OpaquePointer?) {
  // Safety: `Handle` skips null; the interface leaves it to the caller that no thread uses the background any more.
  unsafe BackgroundHandle.free(background)
}

private func createBackground<Scalar: RowScalar>(
  _ model: OpaquePointer?, _ rows: RowArguments<Scalar>, _ background: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `emptied`, `RowMatrix` and `Handle` check every pointer before it is used.
  unsafe reporting(to: error) { () throws(ScoringError) in
    let target = try unsafe emptied(background, named: "background")
    let matrix = try rows.matrix()
    let handle = try unsafe ModelHandle.held(by: model)
    // Before any row is read: of another width they may end where the model's would go on.
    try matrix.layout.requireFit(
      featureCount: handle.featureCount, available: unsafe matrix.elements.count)
    let options = try rows.batchOptions(for: matrix, featureCount: handle.featureCount)
    // Safety: the rows are checked; they are the caller's for the length of the call.
    let elements = unsafe matrix.elements.span
    let made = try ScoringModel.Background(
      handle.model, background: elements, layout: matrix.layout,
      progress: options.progress)
    unsafe target.pointee = BackgroundHandle(made).handOver()
  }
}
