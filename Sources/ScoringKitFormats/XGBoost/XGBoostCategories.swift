internal import ScoringKit

/// `cats` (from 3.1): the categories a data frame had in training, in the order of the codes the trees
/// compare.
///
/// XGBoost uses them to turn another data frame's codes into these; rows of numbers hold these codes already
/// and are taken as they are. XGBoost's Python package, up to 3.2 at least, counts a name's characters where its
/// library counts bytes, so that names beyond ASCII are stored cut apart and may even be other names: a feature
/// with such is taken as one without names. Source: `src/data/cat_container.cc` of XGBoost 3.2.
struct XGBoostCategories {
  /// Of each feature, texts or whole numbers; nil for one without categories, and for one with a name beyond ASCII.
  let values: [[Category]?]

  init(_ container: TapeValue, featureCount: Int) throws(ScoringError) {
    let list = try container.required("enc")
    let columns = try list.elements()
    guard columns.count == featureCount || columns.isEmpty else {
      throw list.refusal(
        .inconsistentDocument, "categories of \(columns.count) features, the model has \(featureCount)")
    }
    var values: [[Category]?] = []
    for column in columns { values.append(try Self.values(column)) }
    self.values = columns.isEmpty ? Array(repeating: nil, count: featureCount) : values
  }

  /// Bytes of a category with its place among those of its column.
  private static let categorySize = 128

  private static func values(_ column: TapeValue) throws(ScoringError) -> [Category]? {
    guard let offsets = try column.member("offsets") else {
      let values = try column.required("values").integers(as: Int.self)
      try column.tape.budget.spend(elements: values.count, ofBytes: Self.categorySize)
      return values.isEmpty ? nil : values.map { .number(Double($0)) }
    }
    let starts = try offsets.integers().map(Int.init)
    let values = try column.required("values").integers()
    guard starts.first ?? 0 == 0, starts.last ?? 0 <= values.count,
      zip(starts, starts.dropFirst()).allSatisfy(<=)
    else {
      throw offsets.refusal(
        .inconsistentDocument, "expected numbers that rise from 0 to at most the \(values.count) bytes")
    }
    guard starts.count > 1, values.allSatisfy({ (0..<0x80).contains($0) }) else { return nil }
    try column.tape.budget.spend(elements: starts.count, ofBytes: Self.categorySize)
    let bytes = values.map { UInt8(truncatingIfNeeded: $0) }
    return zip(starts, starts.dropFirst()).map { .text(String(decoding: bytes[$0..<$1], as: UTF8.self)) }
  }
}
