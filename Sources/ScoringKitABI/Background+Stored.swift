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
  // Safety: `emptied`, `RowMatrix` and `makeBundle` check every pointer before it is used.
  unsafe reporting(to: error) { () throws(ScoringError) in
    let place = try unsafe emptied(bundle, named: "bundle")
    let rows = try unsafe RowMatrix(
      rows, rowCount: rowCount, columnCount: columnCount, rowStride: rowStride, columnStride: columnStride)
    unsafe place.pointee = try unsafe makeBundle(model, rows, options).handOver()
  }
}

/// A bundle with a background of float rows; scoringkit.h documents it.
@c @implementation
public func skit_model_with_background_f32(
  _ model: OpaquePointer?, _ rows: UnsafePointer<Float>?, _ rowCount: Int64, _ columnCount: Int64,
  _ rowStride: Int64, _ columnStride: Int64, _ options: UnsafePointer<skit_predict_options>?,
  _ bundle: UnsafeMutablePointer<OpaquePointer?>?, _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `emptied`, `RowMatrix` and `makeBundle` check every pointer before it is used.
  unsafe reporting(to: error) { () throws(ScoringError) in
    let place = try unsafe emptied(bundle, named: "bundle")
    let rows = try unsafe RowMatrix(
      rows, rowCount: rowCount, columnCount: columnCount, rowStride: rowStride, columnStride: columnStride)
    unsafe place.pointee = try unsafe makeBundle(model, rows, options).handOver()
  }
}

/// Prepares a bundle's own background; scoringkit.h documents it.
@c @implementation
public func skit_background_create_stored(
  _ model: OpaquePointer?, _ background: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `emptied` and `Handle` check every pointer before it is used.
  unsafe reporting(to: error) { () throws(ScoringError) in
    let place = try unsafe emptied(background, named: "background")
    let document = try unsafe ModelHandle.held(by: model).document
    unsafe place.pointee = BackgroundHandle(try document.makeBackground()).handOver()
  }
}

/// Rows of a background; scoringkit.h documents it.
@c @implementation
public func skit_background_row_count(_ background: OpaquePointer?) -> Int64 {
  // Safety: `Handle` refuses null.
  unsafe Int64((try? BackgroundHandle.held(by: background))?.background.explainer.backgroundCount ?? 0)
}

private func makeBundle<Scalar: RowScalar>(
  _ model: OpaquePointer?, _ rows: RowMatrix<Scalar>, _ options: UnsafePointer<skit_predict_options>?
) throws(ScoringError) -> ModelHandle {
  // Safety: `Handle` and `PredictOptions` check every pointer before it is used.
  let document = try unsafe ModelHandle.held(by: model).document
  try unsafe PredictOptions(options).requireAcceptable(
    rows, featureCount: document.model.schema.features.count)
  // Safety: `RowMatrix` checked the rows; they are the caller's for the length of the call.
  let background = try EmbeddedBackground(unsafe rows.elements.span, layout: rows.layout)
  return ModelHandle(try document.carrying(background))
}
