internal import CScoringKit
internal import ScoringKit

// What the interface asks of a model's columns and of a pipeline's alike; every pointer is checked here.
extension FeatureSchema {
  /// A column's name.
  func answerName(
    ofFeature feature: Int64, buffer: UnsafeMutablePointer<CChar>?, capacity: Int,
    length: UnsafeMutablePointer<Int>?
  ) throws(ScoringError) {
    let name = try self.feature(feature).name
    // Safety: `CText` checks every pointer before it is used.
    try unsafe CText.answer(name, buffer: buffer, capacity: capacity, length: length)
  }

  /// The column of a name.
  func answerIndex(
    ofFeature name: UnsafePointer<CChar>?, into feature: UnsafeMutablePointer<Int64>?
  ) throws(ScoringError) {
    // Safety: `CText` and `Argument` check every pointer before it is used.
    let name = try unsafe CText.read(name, named: "name")
    let feature = try unsafe Argument.pointer(feature, named: "feature")
    unsafe feature.pointee = Int64(try index(ofFeature: name))
  }

  /// How many categories a column has.
  func answerCategoryCount(
    ofFeature feature: Int64, into count: UnsafeMutablePointer<Int64>?
  ) throws(ScoringError) {
    let categories = try self.feature(feature).categories
    // Safety: `Argument` checks the pointer.
    try unsafe Argument.pointer(count, named: "count").pointee = Int64(categories.count)
  }

  /// A category's text.
  func answerCategory(
    _ category: Int64, ofFeature feature: Int64, buffer: UnsafeMutablePointer<CChar>?, capacity: Int,
    length: UnsafeMutablePointer<Int>?
  ) throws(ScoringError) {
    let categories = try self.feature(feature).categories
    let text = categories[try Argument.index(category, below: categories.count, named: "category")]
    // Safety: `CText` checks every pointer before it is used.
    try unsafe CText.answer(text.description, buffer: buffer, capacity: capacity, length: length)
  }

  /// The number that stands for a category's text.
  func answerCode(
    ofCategory text: UnsafePointer<CChar>?, feature: Int64, into code: UnsafeMutablePointer<Double>?
  ) throws(ScoringError) {
    // Safety: `CText` and `Argument` check every pointer before it is used.
    let text = try unsafe CText.read(text, named: "text")
    let code = try unsafe Argument.pointer(code, named: "code")
    let feature = try Argument.index(feature, below: features.count, named: "feature")
    unsafe code.pointee = try self.code(of: .text(text), feature: feature)
  }

  /// What a category is, and its number if it is one.
  func answerValue(
    ofCategory category: Int64, feature: Int64, valueType: UnsafeMutablePointer<Int32>?,
    number: UnsafeMutablePointer<Double>?
  ) throws(ScoringError) {
    let categories = try self.feature(feature).categories
    // Safety: `Argument` checks the pointers.
    let valueType = try unsafe Argument.pointer(valueType, named: "value_type")
    let number = try unsafe Argument.pointer(number, named: "number")
    let value = categories[try Argument.index(category, below: categories.count, named: "category")]
    unsafe valueType.pointee = value.kind.rawValue
    unsafe number.pointee =
      switch value {
      case .text, .none: .nan
      case .number(let number): number
      case .boolean(let truth): truth ? 1 : 0
      }
  }

  /// The number that stands for a category that is no text.
  func answerCode(
    ofType valueType: Int32, number: Double, feature: Int64, into code: UnsafeMutablePointer<Double>?
  ) throws(ScoringError) {
    // Safety: `Argument` checks the pointer.
    let code = try unsafe Argument.pointer(code, named: "code")
    let feature = try Argument.index(feature, below: features.count, named: "feature")
    let category: ScoringKit.Category
    switch valueType {
    case SKIT_CATEGORY_NUMBER where !number.isNaN: category = .number(number)
    case SKIT_CATEGORY_BOOLEAN where number == 0 || number == 1: category = .boolean(number == 1)
    case SKIT_CATEGORY_NONE: category = .none
    default:
      throw ScoringError(
        .invalidArgument,
        "value_type must be SKIT_CATEGORY_NUMBER with a number, SKIT_CATEGORY_BOOLEAN with 0 or 1, or "
          + "SKIT_CATEGORY_NONE"
      )
    }
    unsafe code.pointee = try self.code(of: category, feature: feature)
  }

  /// How every feature takes its values.
  func answerFlags(
    _ flags: UnsafeMutablePointer<UInt32>?, count: Int64, unused: Set<Int>
  ) throws(ScoringError) {
    // Safety: `Argument` checks the pointer; the buffer is found to have one element a feature.
    let flags = try unsafe Argument.buffer(flags, count: count, named: "flags")
    guard flags.count == features.count else {
      throw ScoringError(.bufferTooSmall, "flag_count must be \(features.count), one flag a feature")
    }
    for (index, feature) in features.enumerated() {
      unsafe flags[index] = feature.flags | (unused.contains(index) ? SKIT_FEATURE_UNUSED : 0)
    }
  }

  private func feature(_ index: Int64) throws(ScoringError) -> Feature {
    features[try Argument.index(index, below: features.count, named: "feature")]
  }
}

extension FeatureSchema.Feature {
  /// The interface's SKIT_FEATURE flags.
  fileprivate var flags: UInt32 {
    var flags: UInt32 = 0
    if case .categorical(_, let acceptsUnknown) = kind {
      flags |= SKIT_FEATURE_CATEGORICAL | (acceptsUnknown ? SKIT_FEATURE_ACCEPTS_UNKNOWN : 0)
    }
    switch rule {
    case .codes: flags |= SKIT_FEATURE_PANDAS_CODES
    case .values: break
    case .objects: flags |= SKIT_FEATURE_TELLS_NONE
    }
    return flags
  }

  /// The categories of a categorical column; none for a numeric one.
  fileprivate var categories: [ScoringKit.Category] {
    switch kind {
    case .numeric: []
    case .categorical(let categories, _): categories
    }
  }
}
