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
  }

  private var reader: CSVReader
  private var record = CSVRecord()
  private let columnCount: Int
  /// One a feature, and the column each reads.
  private var cellReaders: [CellReader]
  private let idColumn: Int?
  private var rowCount = 0

  /// Bytes of the table taken so far.
  var byteCount: Int { reader.byteCount }

  /// Reads the header and binds its columns.
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
    let header = try TableHeader(record)
    columnCount = record.count
    idColumn = try binding.id.map { id throws(ScoringError) in try header.column(named: id) }
    let columns = try header.bind(to: schema, binding)
    cellReaders = columns.indices.map { feature in
      CellReader(
        schema: schema, feature: feature, column: columns[feature], title: header.names[columns[feature]],
        rejectsNonFinite: binding.rejectsNonFinite)
    }
  }

  /// Reads the next rows, at most `limit`; nil when there are none.
  ///
  /// - Throws: ``ScoringError/Code/emptyDocument`` for a table without rows,
  ///   ``ScoringError/Code/malformedDocument`` for a row of another length than the header, and what
  ///   ``CSVReader`` and ``CellReader`` throw.
  mutating func next(limit: Int) throws(ScoringError) -> RowBlock? {
    var block = RowBlock(firstRow: rowCount)
    while block.rowCount < limit, try reader.next(into: &record) {
      guard record.count == columnCount else {
        throw ScoringError(
          .malformedDocument, "the header has \(columnCount) columns, this row has \(record.count)",
          at: record.place.location)
      }
      for feature in cellReaders.indices {
        block.values.append(try cellReaders[feature].number(in: record))
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
}
