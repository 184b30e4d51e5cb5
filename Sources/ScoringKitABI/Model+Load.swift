public import CScoringKit
internal import ScoringKit
internal import ScoringKitFormats

/// Sets the defaults of loading; scoringkit.h documents it.
@c @implementation
public func skit_load_options_init(_ options: UnsafeMutablePointer<skit_load_options>?) {
  // Safety: null is skipped; the caller's struct is of the header's type.
  unsafe options?.pointee = LoadOptions.defaults
}

/// Loads a model from a file; scoringkit.h documents it.
@c @implementation
public func skit_model_load_file(
  _ path: UnsafePointer<CChar>?, _ options: UnsafePointer<skit_load_options>?,
  _ model: UnsafeMutablePointer<OpaquePointer?>?, _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `Argument`, `CText` and `Handle` check every pointer before it is used.
  unsafe reporting(to: error) { () throws(ScoringError) in
    let model = try unsafe emptied(model, named: "model")
    let path = try unsafe CText.read(path, named: "path")
    let options = try unsafe LoadOptions(options)
    let document = try ModelDocument(path: path, options: options.reading)
    unsafe model.pointee = ModelHandle(document).handOver()
  }
}

/// Loads a model from memory; scoringkit.h documents it.
@c @implementation
public func skit_model_load_bytes(
  _ bytes: UnsafeRawPointer?, _ byteCount: Int, _ options: UnsafePointer<skit_load_options>?,
  _ model: UnsafeMutablePointer<OpaquePointer?>?, _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `Argument`, `CText` and `Handle` check every pointer before it is used.
  unsafe reporting(to: error) { () throws(ScoringError) in
    let model = try unsafe emptied(model, named: "model")
    let options = try unsafe LoadOptions(options)
    let document = try ModelDocument(
      bytes: unsafe options.document(bytes, count: byteCount), options: options.reading)
    unsafe model.pointee = ModelHandle(document).handOver()
  }
}

/// Frees a model; scoringkit.h documents it.
@c @implementation
public func skit_model_free(_ model: OpaquePointer?) {
  // Safety: `Handle` skips null; the interface leaves it to the caller that no thread uses the model any more.
  unsafe ModelHandle.free(model)
}

/// Writes a bundle to a file; scoringkit.h documents it.
@c @implementation
public func skit_model_save_bundle(
  _ model: OpaquePointer?, _ path: UnsafePointer<CChar>?, _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `Argument`, `CText` and `Handle` check every pointer before it is used.
  unsafe reporting(to: error) { () throws(ScoringError) in
    let handle = try unsafe ModelHandle.held(by: model)
    let path = try unsafe CText.read(path, named: "path")
    guard let bundle = handle.document.bundle else {
      throw ScoringError(
        .unsupportedOperation, "this is a bare model; only one loaded from a bundle can be saved")
    }
    try bundle.write(path: path)
  }
}
