internal import ScoringKit
internal import ScoringKitFormats

/// Turns the cells of one feature's column into the numbers the model takes.
///
/// Whether a cell is missing is decided first, by the table's ``MissingWords``. A number is decimal, with an exponent
/// if need be, or an infinity, and is read as the nearest double; `True` and `False`, in any case of letters, are 1 and
/// 0, and blanks around a number are nothing, as in `pandas.read_csv`. A category is looked up by its whole text,
/// blanks included, unless the column's name has blanks around it that the feature's has not: then they are the
/// table's, and not its cells' either.
struct CellReader {
  private static let infinityWords = ["inf", "infinity"].map { Array($0.utf8) }

  /// Codes that are kept.
  private static let codeLimit = 65_536

  private let schema: FeatureSchema
  private let feature: Int
  private let column: Int
  private let title: String
  private let rejectsNonFinite: Bool
  private let missing: MissingWords
  /// The words' bytes, and the numbers among them.
  private let missingTexts: [[UInt8]]
  private let missingNumbers: [Double]
  private let isCategorical: Bool
  private let trims: Bool
  /// The categories met so far, the first ones.
  private var codes: [String: Double] = [:]

  /// Prepares for a column.
  ///
  /// - Parameters:
  ///   - schema: The model's columns.
  ///   - feature: Which of them this is.
  ///   - column: The place in the table, from 0.
  ///   - title: The table's name for it.
  ///   - missing: What stands for a missing value.
  ///   - rejectsNonFinite: Whether an infinity is refused.
  init(
    schema: FeatureSchema, feature: Int, column: Int, title: String, missing: MissingWords,
    rejectsNonFinite: Bool
  ) {
    self.schema = schema
    self.feature = feature
    self.column = column
    self.title = title
    self.missing = missing
    self.rejectsNonFinite = rejectsNonFinite
    missingTexts = missing.words.map { Array($0.utf8) }
    missingNumbers = missingTexts.compactMap { DecimalText.double($0.span, $0.indices) }
    if case .categorical = schema.features[feature].kind {
      isCategorical = true
    } else {
      isCategorical = false
    }
    let ends = [title.utf8.first, title.utf8.last].compactMap { $0 }
    trims =
      ends.contains(where: Self.isBlank)
      && FeatureSchema.storedName(title) != FeatureSchema.storedName(schema.features[feature].name)
  }

  /// Reads the column's cell of a record; NaN where it is missing.
  ///
  /// - Throws: ``ScoringError/Code/invalidValue`` or ``ScoringError/Code/nonFiniteValue`` with line, column and
  ///   column name, never the value.
  mutating func number(in record: CSVRecord) throws(ScoringError) -> Double {
    var range = record.range(column)
    if trims { range = Self.trimmed(range, record.bytes) }
    if isCategorical { return try categoryCode(in: record, range) }
    if let value = DecimalText.double(record.bytes.span, range) {
      return missingNumbers.contains(value) ? .nan : value
    }
    return try otherNumber(in: record, range)
  }

  /// Whether a cell of the column's own name would be a category of the feature.
  var listsTitle: Bool { schema.features[feature].lists(title) }

  /// A cell that is no plain number.
  private func otherNumber(in record: CSVRecord, _ range: Range<Int>) throws(ScoringError) -> Double {
    let text = record.bytes[range]
    if text.isEmpty ? missingTexts.contains([]) : missingTexts.contains(where: text.elementsEqual) {
      return .nan
    }
    let bare = Self.trimmed(range, record.bytes)
    if let value = DecimalText.double(record.bytes.span, bare) {
      return missingNumbers.contains(value) ? .nan : value
    }
    if let truth = Category.truth(reading: String(decoding: record.bytes[bare], as: UTF8.self)) {
      return truth ? 1 : 0
    }
    guard let value = Self.infinity(record.bytes[bare]) else {
      throw refusal(.invalidValue, NumberDoubt(text).advice, record)
    }
    guard !rejectsNonFinite else { throw refusal(.nonFiniteValue, "the number is infinite", record) }
    return value
  }

  private mutating func categoryCode(in record: CSVRecord, _ range: Range<Int>) throws(ScoringError) -> Double
  {
    guard let text = String(validating: record.bytes[range], as: UTF8.self) else {
      throw refusal(.invalidValue, "the text is not UTF-8; save the table as UTF-8", record)
    }
    if let code = codes[text] { return code }
    do {
      let bare = Self.trimmed(range, record.bytes)
      let number =
        DecimalText.double(record.bytes.span, bare) ?? Self.infinity(record.bytes[bare])
      let isMissing =
        missing.contain(text, in: schema.features[feature]) || number.map(missingNumbers.contains) == true
      let code =
        isMissing ? .nan : try schema.code(reading: text, number: number, feature: feature)
      // A table may hold a new text in every row.
      if codes.count < Self.codeLimit { codes[text] = code }
      return code
    } catch {
      throw refusal(error.code, error.message, record)
    }
  }

  private func refusal(_ code: ScoringError.Code, _ what: String, _ record: CSVRecord) -> ScoringError {
    ScoringError(code, "column \(column + 1) ('\(title)'): \(what)", at: record.place(column).location)
  }
}

extension CellReader {
  /// Whether a cell of that text could be of any row: a number in any form, or a missing value.
  static func couldRead(_ text: String, missing: MissingWords) -> Bool {
    let bytes = Array(text.utf8)
    let bare = trimmed(bytes.indices, bytes)
    return bare.isEmpty || missing.words.contains(text)
      || DecimalText.double(bytes.span, bare) != nil || infinity(bytes[bare]) != nil
      || Category.truth(reading: String(decoding: bytes[bare], as: UTF8.self)) != nil
  }

  /// An infinity, in any case of letters; nil for any other text.
  static func infinity(_ text: ArraySlice<UInt8>) -> Double? {
    let isNegative = text.first == UInt8(ascii: "-")
    let isSigned = isNegative || text.first == UInt8(ascii: "+")
    guard infinityWords.contains(small(text.dropFirst(isSigned ? 1 : 0))) else { return nil }
    return isNegative ? -.infinity : .infinity
  }

  /// The text in small letters: bit 5 is what tells one from a capital.
  private static func small(_ text: ArraySlice<UInt8>) -> [UInt8] { text.map { $0 | 0x20 } }

  /// A cell without the blanks around it.
  private static func trimmed(_ range: Range<Int>, _ bytes: [UInt8]) -> Range<Int> {
    var range = range
    while let first = range.first, isBlank(bytes[first]) { range.removeFirst() }
    while let last = range.last, isBlank(bytes[last]) { range.removeLast() }
    return range
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }
}
