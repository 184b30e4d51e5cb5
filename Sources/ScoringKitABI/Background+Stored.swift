public import CScoringKit
internal import ScoringKit
internal import ScoringKitFormats

/// A bundle with a background; scoringkit.h documents it.
@c @implementation
public func skit_model_with_background_f64(
  _ model: OpaquePointer?, _ rows: UnsafePointer<Double>?, _ rowCount: Int64, _ columnCount: Int64,
  _ rowStride: Int64, _ columnStride: Int64, _ options: UnsafePointer<skit_predict_options>?,
  _ bundle: UnsafeMutablePointer<OpaquePointer?>?, _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `createBundle` checks every pointer before it is used.
  let rows = unsafe RowArguments(rows, rowCount, columnCount, rowStride, columnStride, options)
  return unsafe createBundle(model, rows, bundle, error)
}

/// A bundle with a background of float rows; scoringkit.h documents it.
@c @implementation
public func skit_model_with_background_f32(
  _ model: OpaquePointer?, _ rows: UnsafePointer<Float>?, _ rowCount: Int64, _ columnCount: Int64,
  _ rowStride: Int64, _ columnStride: Int64, _ options: UnsafePointer<skit_predict_options>?,
  _ bundle: UnsafeMutablePointer<OpaquePointer?>?, _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `createBundle` checks every pointer before it is used.
  let rows = unsafe RowArguments(rows, rowCount, columnCount, rowStride, columnStride, options)
  return unsafe createBundle(model, rows, bundle, error)
}

/// Prepares a bundle's own background; scoringkit.h documents it.
@c @implementation
public func skit_background_create_stored(
  _ model: OpaquePointer?, _ background: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: null stands for no watch; the other pointers are handed on.
  unsafe skit_background_create_stored_watched(model, nil, background, error)
}

/// Prepares a bundle's own background while a watch counts; scoringkit.h documents it.
@c @implementation
public func skit_background_create_stored_watched(
  _ model: OpaquePointer?, _ progress: OpaquePointer?, _ background: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `emptied` and `Handle` check every pointer before it is used.
  unsafe reporting(to: error) { () throws(ScoringError) in
    let target = try unsafe emptied(background, named: "background")
    let document = try unsafe ModelHandle.held(by: model).document
    let progress = unsafe progress == nil ? nil : try BatchProgress.held(by: progress)
    unsafe target.pointee = BackgroundHandle(try document.makeBackground(progress: progress)).handOver()
  }
}

/// Rows of a background; scoringkit.h documents it.
@c @implementation
public func skit_background_row_count(_ background: OpaquePointer?) -> Int64 {
  // Safety: `Handle` refuses null.
  unsafe Int64((try? BackgroundHandle.held(by: background))?.background.explainer.backgroundCount ?? 0)
}

private func createBundle<Scalar: RowScalar>(
  _ model: OpaquePointer?, _ rows: RowArguments<Scalar>, _ bundle: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `emptied`, `RowMatrix` and `Handle` check every pointer before it is used.
  unsafe reporting(to: error) { () throws(ScoringError) in
    let target = try unsafe emptied(bundle, named: "bundle")
    let matrix = try rows.matrix()
    let handle = try unsafe ModelHandle.held(by: model)
    // Before any row is read: of another width they may end where the model's would go on.
    try matrix.layout.requireFit(
      featureCount: handle.featureCount, available: unsafe matrix.elements.count)
    let options = try rows.batchOptions(for: matrix, featureCount: handle.featureCount)
    // Safety: the rows are checked; they are the caller's for the length of the call.
    let elements = unsafe matrix.elements.span
    let background = try EmbeddedBackground(elements, layout: matrix.layout)
    let made = try handle.document.withBackground(background, progress: options.progress)
    unsafe target.pointee = ModelHandle(made).handOver()
  }
}
