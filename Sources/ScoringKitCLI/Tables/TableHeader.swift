internal import ScoringKit

/// The names in a table's first line, or those that a table without a header takes from the model.
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

  /// Takes the model's names for the columns of a table without a header, by their places.
  ///
  /// - Parameter first: The table's first row.
  /// - Throws: ``ScoringError/Code/columnMismatch`` if the names say more than places, for then the columns may be in
  ///   another order, or if there are more or fewer columns than features.
  init(of schema: FeatureSchema, first: CSVRecord) throws(ScoringError) {
    guard Self.hasPlaceNames(schema) else {
      throw ScoringError(
        .columnMismatch,
        "the model's columns have names of their own, by which a table's columns are found; give it a header, and "
          + "leave out --no-rows-header", at: .line(1, byte: 0))
    }
    guard first.count == schema.features.count else {
      throw ScoringError(
        .columnMismatch,
        "the first row has \(first.count) columns, the model has \(schema.features.count) features"
          + (first.count == 1 ? Self.separatorAdvice(first.bytes) : ""), at: .line(1, byte: 0))
    }
    names = schema.features.map(\.name)
    places = (0..<first.count).map { first.place($0) }
  }

  /// Whether the features' names say nothing but their places.
  private static func hasPlaceNames(_ schema: FeatureSchema) -> Bool {
    schema.features.indices.allSatisfy { FeatureSchema.isPlace(schema.features[$0].name, at: $0) }
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
    try requireHeader(schema, binding)
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

  /// Refuses a first line that may be an applicant's row: he would be dropped, and his values be quoted, as unknown
  /// names, in a message.
  private func requireHeader(_ schema: FeatureSchema, _ binding: RowTable.Binding) throws(ScoringError) {
    let named = schema.columns(namingFeaturesIn: names)
    guard !named.isEmpty else {
      throw ScoringError(
        .columnMismatch,
        "the first line names none of the model's \(schema.features.count) features; expected a header"
          + (Self.hasPlaceNames(schema) ? ", or --no-rows-header" : "") + separatorAdvice,
        at: .line(1, byte: 0))
    }
    guard binding.hasHeader == nil, !isCertain(schema, binding) else { return }
    throw ScoringError(
      .columnMismatch,
      "the first line may be a header or an applicant's row: every name of the model's in it could be a number "
        + "too; say --rows-header"
        + (Self.hasPlaceNames(schema) ? " or --no-rows-header" : " if it is one, or give the table a header"),
      at: .line(1, byte: 0))
  }

  /// Whether the line can be no row: it holds a name, a feature's or one that the caller gave, that is no value.
  func isCertain(_ schema: FeatureSchema, _ binding: RowTable.Binding) -> Bool {
    let given = names.indices.filter { names[$0] == binding.id || binding.ignored.contains(names[$0]) }
    return (schema.columns(namingFeaturesIn: names) + given).contains {
      !CellReader.couldRead(names[$0], missing: binding.missing)
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
