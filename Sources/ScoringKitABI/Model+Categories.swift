public import CScoringKit
internal import ScoringKit
internal import ScoringKitFormats

/// How every feature takes its values; scoringkit.h documents it.
@c @implementation
public func skit_model_feature_flags(
  _ model: OpaquePointer?, _ flags: UnsafeMutablePointer<UInt32>?, _ flagCount: Int64,
  _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `FeatureSchema` and `Handle` check every pointer before it is used.
  unsafe reporting(to: error) { () throws(ScoringError) in
    let model = try unsafe ModelHandle.held(by: model).model
    try unsafe model.schema.answerFlags(flags, count: flagCount, unused: model.unusedFeatures)
  }
}

/// What a category is; scoringkit.h documents it.
@c @implementation
public func skit_model_category_value(
  _ model: OpaquePointer?, _ feature: Int64, _ category: Int64, _ valueType: UnsafeMutablePointer<Int32>?,
  _ number: UnsafeMutablePointer<Double>?, _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `FeatureSchema` and `Handle` check every pointer before it is used.
  unsafe reporting(to: error) { () throws(ScoringError) in
    let schema = try unsafe ModelHandle.held(by: model).model.schema
    try unsafe schema.answerValue(
      ofCategory: category, feature: feature, valueType: valueType, number: number)
  }
}

/// The number that stands for a category that is no text; scoringkit.h documents it.
@c @implementation
public func skit_model_category_code_of(
  _ model: OpaquePointer?, _ feature: Int64, _ valueType: Int32, _ number: Double,
  _ code: UnsafeMutablePointer<Double>?, _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `FeatureSchema` and `Handle` check every pointer before it is used.
  unsafe reporting(to: error) { () throws(ScoringError) in
    let schema = try unsafe ModelHandle.held(by: model).model.schema
    try unsafe schema.answerCode(ofType: valueType, number: number, feature: feature, into: code)
  }
}
