internal import ArgumentParser
internal import ScoringKit
internal import ScoringKitFormats

/// How the tables of a command are written: the options of every command that reads one.
struct TableFormat: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What stands between the cells of every table: one character, such as ';', or tab. A comma if not given.",
      valueName: "character"), transform: Self.separator)
  var separator: UInt8 = CSVReader.comma

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The cells that are missing values, separated by commas, instead of pandas' (skit score --help); an empty word is the empty "
        + "cell: ',NA,-999'. These are missing also where the model lists one of them as a category.",
      valueName: "words"))
  var missingWords: String?

  @Flag(
    inversion: .prefixedNo,
    help: ArgumentHelp(
      "Whether the first line of the rows is a header, where every name in it could be a number too (a model whose "
        + "columns are called 0, 1, ...). Without a header the columns are taken by their places, of a model "
        + "whose columns have no other names."))
  var rowsHeader: Bool?

  /// What stands for a missing value.
  var missing: MissingWords {
    guard let missingWords else { return .pandas }
    return MissingWords(missingWords.split(separator: ",", omittingEmptySubsequences: false).map(String.init))
  }

  /// Begins a CSV table, - standing for standard input.
  ///
  /// - Returns: The table, and the file's size, where it has one.
  func open(_ path: String) throws(ScoringError) -> (CSVReader, size: Int?) {
    let file = path == "-" ? try FileReader.standardInput() : try FileReader(path: path)
    do throws(ScoringError) {
      return (
        try CSVReader(separator: separator) { () throws(ScoringError) in try file.read(upTo: Self.readSize) },
        file.size
      )
    } catch {
      throw error.inFile(TableOptions.name(path))
    }
  }

  /// All rows of a table.
  ///
  /// - Parameters:
  ///   - path: The table; - stands for standard input.
  ///   - schema: The model's columns.
  ///   - binding: How the table's columns are bound to them.
  func allRows(
    of path: String, _ schema: FeatureSchema, binding: RowTable.Binding
  ) throws(ScoringError) -> RowBlock {
    let (reader, _) = try open(path)
    var table = try RowTable(reader, schema: schema, binding: binding)
    return try table.next(limit: .max) ?? RowBlock(firstRow: 0)
  }

  /// Bytes read at a time.
  private static let readSize = 1 << 16
}

extension TableFormat {
  fileprivate static func separator(_ text: String) throws -> UInt8 {
    if ["tab", "\\t"].contains(text) { return UInt8(ascii: "\t") }
    guard let byte = text.utf8.first, text.utf8.count == 1, byte < 0x80, !isPartOfCells(byte) else {
      throw ValidationError(
        "expected tab or one character that is no letter, digit, quote, sign, point or line end, such as ';'")
    }
    return byte
  }

  /// Whether a character may stand in a number or a word, or is a quote or a line end.
  private static func isPartOfCells(_ byte: UInt8) -> Bool {
    let character = Character(Unicode.Scalar(byte))
    return character.isLetter || character.isNumber
      || "\"'+-._\r\n\0".unicodeScalars.contains(Unicode.Scalar(byte))
  }
}
