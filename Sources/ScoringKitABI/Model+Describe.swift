public import CScoringKit
internal import ScoringKit
internal import ScoringKitFormats

/// Describes a model; scoringkit.h documents it.
@c @implementation
public func skit_model_describe(
  _ model: OpaquePointer?, _ info: UnsafeMutablePointer<skit_model_info>?,
  _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  unsafe reporting(to: error) { () throws(ScoringError) in
    let document = try unsafe ModelHandle.held(by: model).document
    // Safety: `structure` found it aligned and of the size this library knows.
    try unsafe Argument.structure(info, named: "info").pointee = skit_model_info(describing: document)
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
    let feature = try unsafe ModelHandle.held(by: model).feature(feature)
    try unsafe CText.answer(feature.name, buffer: buffer, capacity: capacity, length: length)
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
    let name = try unsafe CText.read(name, named: "name")
    let feature = try unsafe Argument.pointer(feature, named: "feature")
    unsafe feature.pointee = Int64(try schema.index(ofFeature: name))
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
    let feature = try unsafe ModelHandle.held(by: model).feature(feature)
    try unsafe Argument.pointer(count, named: "count").pointee = Int64(feature.categories.count)
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
    let categories = try unsafe ModelHandle.held(by: model).feature(feature).categories
    let name = categories[try Argument.index(category, below: categories.count, named: "category")]
    try unsafe CText.answer(name, buffer: buffer, capacity: capacity, length: length)
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
    let text = try unsafe CText.read(text, named: "text")
    let code = try unsafe Argument.pointer(code, named: "code")
    let feature = try Argument.index(feature, below: schema.features.count, named: "feature")
    unsafe code.pointee = try schema.code(ofCategory: text, feature: feature)
  }
}

extension ModelHandle {
  /// One of the columns.
  fileprivate func feature(_ index: Int64) throws(ScoringError) -> FeatureSchema.Feature {
    let features = model.schema.features
    return features[try Argument.index(index, below: features.count, named: "feature")]
  }
}

extension FeatureSchema.Feature {
  /// The texts of a categorical column; none for a numeric one.
  fileprivate var categories: [String] {
    switch kind {
    case .numeric: []
    case .categorical(let texts, _): texts
    }
  }
}
