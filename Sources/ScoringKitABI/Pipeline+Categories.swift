public import CScoringKit
internal import ScoringKit
internal import ScoringKitFormats

/// How every feature takes its values; scoringkit.h documents it.
@c @implementation
public func skit_pipeline_feature_flags(
  _ pipeline: OpaquePointer?, _ flags: UnsafeMutablePointer<UInt32>?, _ flagCount: Int64,
  _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `FeatureSchema` and `Handle` check every pointer before it is used.
  unsafe reporting(to: error) { () throws(ScoringError) in
    let document = try unsafe PipelineHandle.held(by: pipeline).document
    try unsafe document.schema.answerFlags(flags, count: flagCount, unused: document.pipeline.unusedInputs)
  }
}

/// What a category is; scoringkit.h documents it.
@c @implementation
public func skit_pipeline_category_value(
  _ pipeline: OpaquePointer?, _ feature: Int64, _ category: Int64, _ valueType: UnsafeMutablePointer<Int32>?,
  _ number: UnsafeMutablePointer<Double>?, _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `FeatureSchema` and `Handle` check every pointer before it is used.
  unsafe reporting(to: error) { () throws(ScoringError) in
    let schema = try unsafe PipelineHandle.held(by: pipeline).schema
    try unsafe schema.answerValue(
      ofCategory: category, feature: feature, valueType: valueType, number: number)
  }
}

/// The number that stands for a category that is no text; scoringkit.h documents it.
@c @implementation
public func skit_pipeline_category_code_of(
  _ pipeline: OpaquePointer?, _ feature: Int64, _ valueType: Int32, _ number: Double,
  _ code: UnsafeMutablePointer<Double>?, _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `FeatureSchema` and `Handle` check every pointer before it is used.
  unsafe reporting(to: error) { () throws(ScoringError) in
    let schema = try unsafe PipelineHandle.held(by: pipeline).schema
    try unsafe schema.answerCode(ofType: valueType, number: number, feature: feature, into: code)
  }
}
