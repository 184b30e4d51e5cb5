internal import ScoringKit
internal import ScoringKitFormats

/// A trainer's answers in a table, as `numpy.savetxt` and pandas' `to_csv` write it, read line by line.
struct ExpectedAnswers {
  private static let comment = UInt8(ascii: "#")
  /// What pandas and NumPy write and read for a missing answer.
  private static let missingWords = MissingWords.pandas.words.map { Array($0.utf8) }

  private var reader: CSVReader
  private var record = CSVRecord()
  /// The cells of ``record``, as runs of its bytes.
  private var cells: [Range<Int>] = []
  /// Whether ``record`` is a row that is still to be given.
  private var isPending = false
  /// Columns of the table.
  private let columnCount: Int
  /// The place of each answer.
  private let places: [Int]
  /// Whether numbers are rounded to float32, as the model computes.
  private let isSingle: Bool
  /// Rows given so far.
  private var rowCount = 0

  /// Reads the header, if there is one, and finds the columns.
  ///
  /// - Parameters:
  ///   - comparison: What the answers are to be compared with.
  ///   - columns: The columns' names, in the order of the outputs; none for all columns.
  ///   - hasHeader: Whether the first line is a header; nil to find out.
  /// - Throws: ``ScoringError/Code/emptyDocument`` for a table without a line,
  ///   ``ScoringError/Code/shapeMismatch`` for another number of columns than of answers a row,
  ///   ``ScoringError/Code/columnMismatch`` for a column that is not there,
  ///   ``ScoringError/Code/invalidArgument`` where the first line may be a header or a row.
  init(
    _ reader: CSVReader, _ comparison: AnswerComparison, columns: [String], hasHeader: Bool?
  ) throws(ScoringError) {
    self.reader = reader
    isSingle = comparison.isSingle
    guard let first = try Self.nextLine(&self.reader, &record) else {
      throw ScoringError(
        .emptyDocument, "the table is empty; expected a line for each row", at: .line(1, byte: 0))
    }
    cells = first
    let names = Self.texts(first, record)
    let isHeader = try Self.isHeader(cells, names, record, stated: hasHeader)
    columnCount = cells.count
    // pandas leaves the name of its index empty.
    var places = Array(cells.indices.dropFirst(isHeader && cells.count > 1 && cells[0].isEmpty ? 1 : 0))
    if !columns.isEmpty {
      guard isHeader else {
        throw ScoringError(
          .columnMismatch, "a column is asked for by name, and the first line is no header",
          at: record.place.location)
      }
      places = try Self.places(of: columns, names, record)
    }
    let width = comparison.width
    if columns.isEmpty, comparison.isOneProbability, places.count == 2 { places.removeFirst() }
    guard places.count == width else {
      throw ScoringError(
        .shapeMismatch,
        "found columns of answers: \(places.count); \(comparison.question.noun) the model gives a row: \(width)"
          + (record.count == 1 ? TableHeader.separatorAdvice(record.bytes) : ""),
        at: record.place.location)
    }
    self.places = places
    isPending = !isHeader
  }

  /// The answers for the next rows, row-major.
  ///
  /// - Throws: ``ScoringError/Code/shapeMismatch`` where lines are missing or of another length,
  ///   ``ScoringError/Code/invalidValue`` for a cell that is no number.
  mutating func next(_ count: Int) throws(ScoringError) -> [Double] {
    var numbers: [Double] = []
    numbers.reserveCapacity(count * places.count)
    for _ in 0..<count {
      guard try advance() else {
        throw ScoringError(
          .shapeMismatch, "the table has \(rowCount) rows of answers; there are more rows to compare",
          at: reader.nextPlace.location)
      }
      guard cells.count == columnCount else {
        throw ScoringError(
          .shapeMismatch, "the first line has \(columnCount) columns, this one has \(cells.count)",
          at: record.place.location)
      }
      for place in places {
        guard let number = number(cells[place]) else {
          throw ScoringError(
            .invalidValue,
            "column \(place + 1): expected a number"
              + (record.count == 1 ? TableHeader.separatorAdvice(record.bytes) : ""),
            at: record.place.location)
        }
        numbers.append(number)
      }
      rowCount += 1
    }
    return numbers
  }

  /// Refuses answers beyond the last row.
  ///
  /// - Throws: ``ScoringError/Code/shapeMismatch``.
  mutating func requireEnd() throws(ScoringError) {
    guard try advance() else { return }
    throw ScoringError(
      .shapeMismatch,
      "there are answers behind the last of the \(rowCount) rows; is the first line a header?",
      at: record.place.location)
  }
}

extension ExpectedAnswers {
  private mutating func advance() throws(ScoringError) -> Bool {
    if isPending {
      isPending = false
      return true
    }
    guard let next = try Self.nextLine(&reader, &record) else { return false }
    cells = next
    return true
  }

  /// The cells of the next line that is no comment, without the spaces around them.
  private static func nextLine(
    _ reader: inout CSVReader, _ record: inout CSVRecord
  ) throws(ScoringError) -> [Range<Int>]? {
    while try reader.next(into: &record) {
      if record.bytes.first == comment { continue }
      // Without a separator the line may be savetxt's own form, with spaces between the numbers.
      if record.count == 1 { return words(record) }
      return (0..<record.count).map { trimmed(record.range($0), record) }
    }
    return nil
  }

  private static func texts(_ cells: [Range<Int>], _ record: CSVRecord) -> [String] {
    cells.map { String(decoding: record.bytes[$0], as: UTF8.self) }
  }

  private static func words(_ record: CSVRecord) -> [Range<Int>] {
    let words = record.bytes.split(whereSeparator: isSpace).map { $0.startIndex..<$0.endIndex }
    return words.isEmpty ? [0..<0] : words
  }

  private static func trimmed(_ range: Range<Int>, _ record: CSVRecord) -> Range<Int> {
    var range = range
    while let first = range.first, isSpace(record.bytes[first]) { range.removeFirst() }
    while let last = range.last, isSpace(record.bytes[last]) { range.removeLast() }
    return range
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }

  private static func isHeader(
    _ cells: [Range<Int>], _ names: [String], _ record: CSVRecord, stated: Bool?
  ) throws(ScoringError) -> Bool {
    if let stated { return stated }
    // An empty cell is a missing number, but in a first line more likely the name of pandas' index.
    guard cells.allSatisfy({ !$0.isEmpty && number($0, record, isSingle: false) != nil }) else { return true }
    // A data frame made of an array calls its columns 0, 1, 2, ...
    guard names.indices.allSatisfy({ names[$0] == "\($0)" }) else { return false }
    throw ScoringError(
      .invalidArgument,
      "the first line counts \(names.count == 1 ? "0" : "0, 1, ..."), which may be a header or the first row; say "
        + "--header or --no-header", at: record.place.location)
  }

  private static func places(
    of columns: [String], _ names: [String], _ record: CSVRecord
  ) throws(ScoringError) -> [Int] {
    var places: [Int] = []
    for column in columns {
      let found = names.indices.filter { names[$0] == column }
      guard found.count == 1 else {
        throw ScoringError(
          .columnMismatch, "the column '\(column)' \(found.isEmpty ? "is missing" : "occurs twice")",
          at: record.place.location)
      }
      places.append(found[0])
    }
    return places
  }

  private func number(_ cell: Range<Int>) -> Double? { Self.number(cell, record, isSingle: isSingle) }

  private static func number(_ cell: Range<Int>, _ record: CSVRecord, isSingle: Bool) -> Double? {
    let bytes = record.bytes.span
    if isSingle {
      if let number = DecimalText.single(bytes, cell) { return Double(number) }
    } else if let number = DecimalText.double(bytes, cell) {
      return number
    }
    let text = record.bytes[cell]
    if missingWords.contains(where: text.elementsEqual) { return .nan }
    return CellReader.infinity(text)
  }
}
