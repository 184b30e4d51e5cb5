internal import ScoringKit

/// The names in a table's first line.
struct TableHeader {
  /// One a column.
  let names: [String]
  private let places: [CSVRecord.Place]

  /// Reads the names.
  ///
  /// - Throws: ``ScoringError/Code/malformedDocument`` for a name that is not UTF-8.
  init(_ record: CSVRecord) throws(ScoringError) {
    var names: [String] = []
    for column in 0..<record.count {
      guard let name = record.text(column) else {
        throw ScoringError(
          .malformedDocument, "column \(column + 1): the name is not UTF-8; save the table as UTF-8",
          at: record.place(column).location
        )
      }
      names.append(name)
    }
    self.names = names
    places = (0..<record.count).map { record.place($0) }
  }

  /// The one column of that name.
  ///
  /// - Throws: ``ScoringError/Code/columnMismatch`` if there is none, or two.
  func column(named name: String) throws(ScoringError) -> Int {
    let columns = names.indices.filter { names[$0] == name }
    guard let column = columns.first else {
      throw ScoringError(
        .columnMismatch, "the column '\(name)' is missing" + separatorAdvice, at: .line(1, byte: 0))
    }
    guard columns.count == 1 else { throw refusal("the column '\(name)' occurs twice", column: columns[1]) }
    return column
  }

  /// The column of each feature; nil for one without a column that no answer depends on.
  ///
  /// The id column may be a feature too; if it is none, it is ignored.
  ///
  /// - Throws: ``ScoringError/Code/columnMismatch`` with line and column.
  func bind(to schema: FeatureSchema, _ binding: RowTable.Binding) throws(ScoringError) -> [Int?] {
    let unused = binding.unused.map { schema.features[$0].name }
    let needed = Set(schema.features.map { FeatureSchema.storedName($0.name) })
      .subtracting(unused.map(FeatureSchema.storedName))
    for name in binding.ignored where needed.contains(FeatureSchema.storedName(name)) {
      throw ScoringError(
        .columnMismatch, "the column '\(name)' cannot be ignored: it is a feature of the model")
    }
    // Rows without a header would otherwise be quoted, as unknown names, in a message.
    guard names.indices.contains(where: { schema.hasFeature(forColumn: names[$0], at: $0) }) else {
      throw ScoringError(
        .columnMismatch,
        "the first line names none of the model's \(schema.features.count) features; expected a header"
          + separatorAdvice,
        at: .line(1, byte: 0))
    }
    var ignored = binding.ignored
    if let id = binding.id, !needed.contains(FeatureSchema.storedName(id)) { ignored.insert(id) }
    do throws(ScoringError) {
      return try schema.bind(header: names, ignoring: ignored, optional: binding.unused)
    } catch {
      guard case .row(_, column: let column?) = error.location, names.indices.contains(column - 1) else {
        throw ScoringError(error.code, error.message + separatorAdvice, at: .line(1, byte: 0))
      }
      throw refusal(error.message, column: column - 1, error.code)
    }
  }

  private var separatorAdvice: String { names.count == 1 ? Self.separatorAdvice(Array(names[0].utf8)) : "" }

  /// What a message says of a line of one cell where the cell holds another separator.
  static func separatorAdvice(_ cell: [UInt8]) -> String {
    guard let found = separators.first(where: { cell.contains($0.byte) }) else { return "" }
    return "; the line is one cell that holds \(found.name): --separator \(found.option)"
  }

  private static let separators = [
    (byte: UInt8(ascii: ";"), name: "semicolons", option: "';'"),
    (byte: UInt8(ascii: "\t"), name: "tabs", option: "tab"),
    (byte: UInt8(ascii: "|"), name: "bars", option: "'|'"),
    (byte: UInt8(ascii: ","), name: "commas", option: "','"),
  ]

  private func refusal(
    _ message: String, column: Int, _ code: ScoringError.Code = .columnMismatch
  ) -> ScoringError {
    ScoringError(code, "column \(column + 1): \(message)", at: places[column].location)
  }
}
