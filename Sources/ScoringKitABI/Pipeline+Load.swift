public import CScoringKit
internal import ScoringKit
internal import ScoringKitFormats

/// Loads preprocessing from a file; scoringkit.h documents it.
@c @implementation
public func skit_pipeline_load_file(
  _ path: UnsafePointer<CChar>?, _ options: UnsafePointer<skit_load_options>?,
  _ pipeline: UnsafeMutablePointer<OpaquePointer?>?, _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `Argument`, `CText` and `Handle` check every pointer before it is used.
  unsafe reporting(to: error) { () throws(ScoringError) in
    let pipeline = try unsafe emptied(pipeline, named: "pipeline")
    let path = try unsafe CText.read(path, named: "path")
    let options = try unsafe LoadOptions(options)
    let document = try PipelineDocument(path: path, options: options.reading)
    unsafe pipeline.pointee = PipelineHandle(document).handOver()
  }
}

/// Loads preprocessing from memory; scoringkit.h documents it.
@c @implementation
public func skit_pipeline_load_bytes(
  _ bytes: UnsafeRawPointer?, _ byteCount: Int, _ options: UnsafePointer<skit_load_options>?,
  _ pipeline: UnsafeMutablePointer<OpaquePointer?>?, _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `Argument`, `LoadOptions` and `Handle` check every pointer before it is used.
  unsafe reporting(to: error) { () throws(ScoringError) in
    let pipeline = try unsafe emptied(pipeline, named: "pipeline")
    let options = try unsafe LoadOptions(options)
    let document = try PipelineDocument(
      bytes: unsafe options.document(bytes, count: byteCount), options: options.reading)
    unsafe pipeline.pointee = PipelineHandle(document).handOver()
  }
}

/// Frees a pipeline; scoringkit.h documents it.
@c @implementation
public func skit_pipeline_free(_ pipeline: OpaquePointer?) {
  // Safety: `Handle` skips null; the interface leaves it to the caller that no thread uses the pipeline any more.
  unsafe PipelineHandle.free(pipeline)
}
