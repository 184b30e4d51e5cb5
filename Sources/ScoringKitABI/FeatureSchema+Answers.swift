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

  /// Whether a column is none of those that change no answer.
  func answerUse(
    ofFeature feature: Int64, unused: Set<Int>, into isUsed: UnsafeMutablePointer<Int32>?
  ) throws(ScoringError) {
    let feature = try Argument.index(feature, below: features.count, named: "feature")
    // Safety: `Argument` checks the pointer.
    try unsafe Argument.pointer(isUsed, named: "is_used").pointee = unused.contains(feature) ? 0 : 1
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

  private func feature(_ index: Int64) throws(ScoringError) -> Feature {
    features[try Argument.index(index, below: features.count, named: "feature")]
  }
}

extension FeatureSchema.Feature {
  /// The categories of a categorical column; none for a numeric one.
  fileprivate var categories: [ScoringKit.Category] {
    switch kind {
    case .numeric: []
    case .categorical(let categories, _): categories
    }
  }
}
