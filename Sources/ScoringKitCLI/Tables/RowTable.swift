internal import ScoringKit

/// A CSV table whose columns are bound to a model's features by name, read block by block.
struct RowTable {
  /// How a table is bound.
  struct Binding {
    /// The column that names the rows; nil where the rows' numbers do.
    var id: String?
    /// Columns that are no features and may stay unused.
    var ignored: Set<String> = []
    /// Whether an infinite number is refused.
    var rejectsNonFinite = false
    /// What stands for a missing value.
    var missing = MissingWords.pandas
    /// Features that no answer depends on: their columns may be left out and hold anything.
    var unused: Set<Int> = []
    /// Whether the first line is a header; nil where its text must say so, without doubt.
    var hasHeader: Bool?
  }

  private var reader: CSVReader
  private var record = CSVRecord()
  private let columnCount: Int
  /// One a feature, and the column each reads; nil for one that is not read.
  private var cellReaders: [CellReader?]
  /// The first line.
  private let titles: CSVRecord
  /// Whether the header's text may be a row's too, because its names are values.
  private let isOwnRow: Bool
  /// Whether the record is a row that is still to be given.
  private var isPending: Bool
  private let idColumn: Int?
  private var rowCount = 0

  /// Bytes of the table taken so far.
  var byteCount: Int { reader.byteCount }

  /// Reads the header, if there is one, and binds the columns.
  ///
  /// - Throws: ``ScoringError/Code/emptyDocument`` for a table without a line,
  ///   ``ScoringError/Code/columnMismatch`` with line and column for a header that does not fit the model, and
  ///   what ``CSVReader`` throws.
  init(_ reader: CSVReader, schema: FeatureSchema, binding: Binding) throws(ScoringError) {
    self.reader = reader
    guard try self.reader.next(into: &record) else {
      throw ScoringError(
        .emptyDocument, "the table is empty; expected a header line with the columns' names",
        at: .line(1, byte: 0))
    }
    isPending = binding.hasHeader == false
    let header = isPending ? try TableHeader(of: schema, first: record) : try TableHeader(record)
    columnCount = record.count
    guard !isPending || (binding.id == nil && binding.ignored.isEmpty) else {
      throw ScoringError(
        .invalidArgument,
        "--id and --ignore name columns of a header, and --no-rows-header says that there is none")
    }
    idColumn = try binding.id.map { id throws(ScoringError) in try header.column(named: id) }
    let columns = isPending ? Array(header.names.indices) : try header.bind(to: schema, binding)
    cellReaders = columns.enumerated().map { feature, column in
      binding.unused.contains(feature)
        ? nil
        : column.map {
          CellReader(
            schema: schema, feature: feature, column: $0, title: header.names[$0], missing: binding.missing,
            rejectsNonFinite: binding.rejectsNonFinite)
        }
    }
    titles = record
    isOwnRow =
      isPending || !header.isCertain(schema, binding) || cellReaders.contains { $0?.listsTitle == true }
  }

  /// Reads the next rows, at most `limit`; nil when there are none.
  ///
  /// - Throws: ``ScoringError/Code/emptyDocument`` for a table without rows,
  ///   ``ScoringError/Code/malformedDocument`` for a row of another length than the header, and what
  ///   ``CSVReader`` and ``CellReader`` throw.
  mutating func next(limit: Int) throws(ScoringError) -> RowBlock? {
    var block = RowBlock(firstRow: rowCount)
    while block.rowCount < limit, try advance() {
      if columnCount > 1, record.isEmptyLine { continue }
      try requireRow()
      for feature in cellReaders.indices {
        block.values.append(try cellReaders[feature]?.number(in: record) ?? .nan)
      }
      if let idColumn { block.ids.append(Array(record.bytes[record.range(idColumn)])) }
      block.places.append(record.place)
    }
    rowCount += block.rowCount
    guard rowCount > 0 else {
      throw ScoringError(
        .emptyDocument, "the table ends behind its header; expected a row",
        at: reader.nextPlace.location)
    }
    return block.rowCount > 0 ? block : nil
  }

  /// Goes to the next record; false when there is none.
  private mutating func advance() throws(ScoringError) -> Bool {
    defer { isPending = false }
    return isPending ? true : try reader.next(into: &record)
  }

  /// Refuses a record that is no row of this table.
  private func requireRow() throws(ScoringError) {
    guard record.count == columnCount else {
      let isLonger = record.count == columnCount + 1 && record.range(columnCount).isEmpty
      throw ScoringError(
        .malformedDocument,
        "the header has \(columnCount) columns, this row has \(record.count)"
          + (isLonger ? "; the line ends in a separator, and the header's does not" : ""),
        at: record.place.location)
    }
    guard isOwnRow || !record.holdsCells(of: titles) else {
      throw ScoringError(
        .malformedDocument, "the header is repeated here; were two tables joined?", at: record.place.location)
    }
  }
}
