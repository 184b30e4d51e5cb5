public import CScoringKit
internal import ScoringKit
internal import ScoringKitFormats

/// Describes a pipeline; scoringkit.h documents it.
@c @implementation
public func skit_pipeline_describe(
  _ pipeline: OpaquePointer?, _ info: UnsafeMutablePointer<skit_pipeline_info>?,
  _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `Handle` checks the pipeline; `structure` finds the info aligned and of the size this library knows.
  unsafe reporting(to: error) { () throws(ScoringError) in
    let document = try unsafe PipelineHandle.held(by: pipeline).document
    try unsafe Argument.structure(info, named: "info").pointee = skit_pipeline_info(describing: document)
  }
}

/// The name of a column that rows must have; scoringkit.h documents it.
@c @implementation
public func skit_pipeline_feature_name(
  _ pipeline: OpaquePointer?, _ feature: Int64, _ buffer: UnsafeMutablePointer<CChar>?, _ capacity: Int,
  _ length: UnsafeMutablePointer<Int>?, _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `FeatureSchema` and `Handle` check every pointer before it is used.
  unsafe reporting(to: error) { () throws(ScoringError) in
    let schema = try unsafe PipelineHandle.held(by: pipeline).schema
    try unsafe schema.answerName(ofFeature: feature, buffer: buffer, capacity: capacity, length: length)
  }
}

/// The name of a transformed column; scoringkit.h documents it.
@c @implementation
public func skit_pipeline_output_name(
  _ pipeline: OpaquePointer?, _ output: Int64, _ buffer: UnsafeMutablePointer<CChar>?, _ capacity: Int,
  _ length: UnsafeMutablePointer<Int>?, _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `CText` and `Handle` check every pointer before it is used.
  unsafe reporting(to: error) { () throws(ScoringError) in
    let names = try unsafe PipelineHandle.held(by: pipeline).document.outputNames
    let name = names[try Argument.index(output, below: names.count, named: "output")]
    try unsafe CText.answer(name, buffer: buffer, capacity: capacity, length: length)
  }
}

/// The column of a feature; scoringkit.h documents it.
@c @implementation
public func skit_pipeline_feature_index(
  _ pipeline: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ feature: UnsafeMutablePointer<Int64>?,
  _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `FeatureSchema` and `Handle` check every pointer before it is used.
  unsafe reporting(to: error) { () throws(ScoringError) in
    try unsafe PipelineHandle.held(by: pipeline).schema.answerIndex(ofFeature: name, into: feature)
  }
}

/// How many categories a feature has; scoringkit.h documents it.
@c @implementation
public func skit_pipeline_category_count(
  _ pipeline: OpaquePointer?, _ feature: Int64, _ count: UnsafeMutablePointer<Int64>?,
  _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `FeatureSchema` and `Handle` check every pointer before it is used.
  unsafe reporting(to: error) { () throws(ScoringError) in
    try unsafe PipelineHandle.held(by: pipeline).schema.answerCategoryCount(ofFeature: feature, into: count)
  }
}

/// A category's text; scoringkit.h documents it.
@c @implementation
public func skit_pipeline_category_name(
  _ pipeline: OpaquePointer?, _ feature: Int64, _ category: Int64, _ buffer: UnsafeMutablePointer<CChar>?,
  _ capacity: Int, _ length: UnsafeMutablePointer<Int>?, _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `FeatureSchema` and `Handle` check every pointer before it is used.
  unsafe reporting(to: error) { () throws(ScoringError) in
    let schema = try unsafe PipelineHandle.held(by: pipeline).schema
    try unsafe schema.answerCategory(
      category, ofFeature: feature, buffer: buffer, capacity: capacity, length: length)
  }
}

/// The number that stands for a category; scoringkit.h documents it.
@c @implementation
public func skit_pipeline_category_code(
  _ pipeline: OpaquePointer?, _ feature: Int64, _ text: UnsafePointer<CChar>?,
  _ code: UnsafeMutablePointer<Double>?, _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `FeatureSchema` and `Handle` check every pointer before it is used.
  unsafe reporting(to: error) { () throws(ScoringError) in
    let schema = try unsafe PipelineHandle.held(by: pipeline).schema
    try unsafe schema.answerCode(ofCategory: text, feature: feature, into: code)
  }
}

extension skit_pipeline_info {
  /// The facts about a loaded pipeline.
  fileprivate init(describing document: PipelineDocument) {
    self.init()
    struct_size = UInt32(MemoryLayout<Self>.size)
    feature_count = Int64(document.pipeline.inputCount)
    output_count = Int64(document.pipeline.outputCount)
    // Safety: each closure gets exactly the bytes of its field, and `writePrefix` stays inside them.
    unsafe withUnsafeMutableBytes(of: &digest) { unsafe CText.writePrefix(of: document.digest, into: $0) }
    unsafe withUnsafeMutableBytes(of: &format) { unsafe CText.writePrefix(of: document.format, into: $0) }
  }
}
