internal import ScoringKit
internal import ScoringKitFormats

/// Turns the cells of one feature's column into the numbers the model takes.
///
/// A number is decimal, with an exponent if need be, or an infinity; it is read as the nearest double. An empty
/// cell, `NaN`, `nan` and `NA` are missing, unless the feature lists that very text as a category. A category
/// is looked up by its whole text. Nothing is trimmed.
struct CellReader {
  private static let missingWords = ["", "NaN", "nan", "NA"].map { Array($0.utf8) }
  private static let infinityWords = ["inf", "infinity"].map { Array($0.utf8) }

  private let schema: FeatureSchema
  private let feature: Int
  private let column: Int
  private let title: String
  private let rejectsNonFinite: Bool
  private let isCategorical: Bool
  /// The categories met so far.
  private var codes: [String: Double] = [:]

  /// Prepares for a column.
  ///
  /// - Parameters:
  ///   - schema: The model's columns.
  ///   - feature: Which of them this is.
  ///   - column: The place in the table, from 0.
  ///   - title: The table's name for it.
  ///   - rejectsNonFinite: Whether an infinity is refused.
  init(schema: FeatureSchema, feature: Int, column: Int, title: String, rejectsNonFinite: Bool) {
    self.schema = schema
    self.feature = feature
    self.column = column
    self.title = title
    self.rejectsNonFinite = rejectsNonFinite
    if case .categorical = schema.features[feature].kind {
      isCategorical = true
    } else {
      isCategorical = false
    }
  }

  /// Reads the column's cell of a record; NaN where it is missing.
  ///
  /// - Throws: ``ScoringError/Code/invalidValue`` or ``ScoringError/Code/nonFiniteValue`` with line, column and
  ///   column name, never the value.
  mutating func number(in record: CSVRecord) throws(ScoringError) -> Double {
    if isCategorical { return try categoryCode(in: record) }
    let range = record.range(column)
    if let value = DecimalText.double(record.bytes.span, range) { return value }
    if Self.isMissing(record.bytes[range]) { return .nan }
    guard let value = Self.infinity(record.bytes[range]) else {
      throw refusal(
        .invalidValue, "expected a number (or an empty cell, NA or NaN where it is missing)", record)
    }
    guard !rejectsNonFinite else { throw refusal(.nonFiniteValue, "the number is infinite", record) }
    return value
  }

  private mutating func categoryCode(in record: CSVRecord) throws(ScoringError) -> Double {
    guard let text = record.text(column) else {
      throw refusal(.invalidValue, "the text is not UTF-8", record)
    }
    if let code = codes[text] { return code }
    do {
      let code = try schema.code(of: .text(text), feature: feature)
      codes[text] = code
      return code
    } catch {
      if Self.isMissing(record.bytes[record.range(column)]) { return .nan }
      throw refusal(error.code, error.message, record)
    }
  }

  /// A cell that is missing, as NaN, or an infinity; nil for any other text.
  static func nonFinite(_ text: ArraySlice<UInt8>) -> Double? { isMissing(text) ? .nan : infinity(text) }

  private static func isMissing(_ text: ArraySlice<UInt8>) -> Bool {
    text.count <= 3 && missingWords.contains { text.elementsEqual($0) }
  }

  private static func infinity(_ text: ArraySlice<UInt8>) -> Double? {
    let isNegative = text.first == UInt8(ascii: "-")
    let isSigned = isNegative || text.first == UInt8(ascii: "+")
    // Bit 5 is what tells a small letter from a capital one.
    let word = text.dropFirst(isSigned ? 1 : 0).map { $0 | 0x20 }
    guard infinityWords.contains(word) else { return nil }
    return isNegative ? -.infinity : .infinity
  }

  private func refusal(_ code: ScoringError.Code, _ what: String, _ record: CSVRecord) -> ScoringError {
    ScoringError(code, "column \(column + 1) ('\(title)'): \(what)", at: record.place(column).location)
  }
}
