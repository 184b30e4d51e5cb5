public import CScoringKit
internal import ScoringKit
internal import ScoringKitFormats

/// Sets the defaults of a bundle; scoringkit.h documents it.
@c @implementation
public func skit_bundle_options_init(_ options: UnsafeMutablePointer<skit_bundle_options>?) {
  // Safety: null is skipped; the caller's struct is of the header's type.
  unsafe options?.pointee = BundleOptions.defaults
}

/// Puts a model together with its columns, a scaler and a policy; scoringkit.h documents it.
@c @implementation
public func skit_bundle_create(
  _ bytes: UnsafeRawPointer?, _ byteCount: Int, _ loading: UnsafePointer<skit_load_options>?,
  _ options: UnsafePointer<skit_bundle_options>?, _ bundle: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `Argument`, `CText` and `Handle` check every pointer before it is used.
  unsafe reporting(to: error) { () throws(ScoringError) in
    let bundle = try unsafe emptied(bundle, named: "bundle")
    let loading = try unsafe LoadOptions(loading)
    let options = try unsafe BundleOptions(options)
    let model: ConversionInput
    if let path = options.path {
      guard unsafe bytes == nil, byteCount == 0 else {
        throw ScoringError(.invalidArgument, "the model is given by bytes or by a path, not by both")
      }
      model = try ConversionInput(path: path, options: loading.reading)
    } else {
      model = try unsafe ConversionInput(
        bytes: loading.document(bytes, count: byteCount), options: loading.reading)
    }
    let document = try ModelDocument(
      joining: [model] + options.scalers, options.statement, options: loading.reading)
    unsafe bundle.pointee = ModelHandle(document).handOver()
  }
}
