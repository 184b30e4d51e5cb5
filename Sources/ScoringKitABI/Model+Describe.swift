public import CScoringKit
internal import ScoringKit
internal import ScoringKitFormats

/// Describes a model; scoringkit.h documents it.
@c @implementation
public func skit_model_describe(
  _ model: OpaquePointer?, _ info: UnsafeMutablePointer<skit_model_info>?,
  _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `Handle` checks the model; `structure` finds the info aligned and of the size this library knows.
  unsafe reporting(to: error) { () throws(ScoringError) in
    let document = try unsafe ModelHandle.held(by: model).document
    try unsafe Argument.structure(info, named: "info").pointee = skit_model_info(describing: document)
  }
}

/// The engine that scores a model; scoringkit.h documents it.
@c @implementation
public func skit_model_engine(
  _ model: OpaquePointer?, _ buffer: UnsafeMutablePointer<CChar>?, _ capacity: Int,
  _ length: UnsafeMutablePointer<Int>?, _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `Argument`, `CText` and `Handle` check every pointer before it is used.
  unsafe reporting(to: error) { () throws(ScoringError) in
    let choice = try unsafe ModelHandle.held(by: model).model.evaluator.engineChoice
    try unsafe CText.answer(choice.description, buffer: buffer, capacity: capacity, length: length)
  }
}

/// A feature's name; scoringkit.h documents it.
@c @implementation
public func skit_model_feature_name(
  _ model: OpaquePointer?, _ feature: Int64, _ buffer: UnsafeMutablePointer<CChar>?, _ capacity: Int,
  _ length: UnsafeMutablePointer<Int>?, _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `Argument`, `CText` and `Handle` check every pointer before it is used.
  unsafe reporting(to: error) { () throws(ScoringError) in
    let schema = try unsafe ModelHandle.held(by: model).model.schema
    try unsafe schema.answerName(ofFeature: feature, buffer: buffer, capacity: capacity, length: length)
  }
}

/// The column of a feature; scoringkit.h documents it.
@c @implementation
public func skit_model_feature_index(
  _ model: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ feature: UnsafeMutablePointer<Int64>?,
  _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `Argument`, `CText` and `Handle` check every pointer before it is used.
  unsafe reporting(to: error) { () throws(ScoringError) in
    let schema = try unsafe ModelHandle.held(by: model).model.schema
    try unsafe schema.answerIndex(ofFeature: name, into: feature)
  }
}

/// How many categories a feature has; scoringkit.h documents it.
@c @implementation
public func skit_model_category_count(
  _ model: OpaquePointer?, _ feature: Int64, _ count: UnsafeMutablePointer<Int64>?,
  _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `Argument`, `CText` and `Handle` check every pointer before it is used.
  unsafe reporting(to: error) { () throws(ScoringError) in
    try unsafe ModelHandle.held(by: model).model.schema.answerCategoryCount(ofFeature: feature, into: count)
  }
}

/// A category's text; scoringkit.h documents it.
@c @implementation
public func skit_model_category_name(
  _ model: OpaquePointer?, _ feature: Int64, _ category: Int64, _ buffer: UnsafeMutablePointer<CChar>?,
  _ capacity: Int, _ length: UnsafeMutablePointer<Int>?, _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `Argument`, `CText` and `Handle` check every pointer before it is used.
  unsafe reporting(to: error) { () throws(ScoringError) in
    let schema = try unsafe ModelHandle.held(by: model).model.schema
    try unsafe schema.answerCategory(
      category, ofFeature: feature, buffer: buffer, capacity: capacity, length: length)
  }
}

/// The number that stands for a category; scoringkit.h documents it.
@c @implementation
public func skit_model_category_code(
  _ model: OpaquePointer?, _ feature: Int64, _ text: UnsafePointer<CChar>?,
  _ code: UnsafeMutablePointer<Double>?,
  _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `Argument`, `CText` and `Handle` check every pointer before it is used.
  unsafe reporting(to: error) { () throws(ScoringError) in
    let schema = try unsafe ModelHandle.held(by: model).model.schema
    try unsafe schema.answerCode(ofCategory: text, feature: feature, into: code)
  }
}
