internal import ArgumentParser
internal import ScoringKit
internal import ScoringKitFormats

/// The options of every command that answers the rows of a table, and the way from them to the answers.
struct RowOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The model: LightGBM text, XGBoost JSON or UBJSON, a pickle or joblib file, or a bundle.",
      valueName: "file"),
    completion: .file())
  var model: String

  @Option(
    help: ArgumentHelp(
      "The rows: a CSV table whose header names the model's features, in any order. - is standard input.",
      valueName: "csv"),
    completion: .file(extensions: ["csv"]))
  var rows: String

  @Option(
    help: ArgumentHelp(
      "The file to write; replaced when the answer is complete, untouched if anything fails. Without it the "
        + "answer goes to standard output, once all of it is known.", valueName: "csv"),
    completion: .file(extensions: ["csv"]))
  var output: String?

  @Option(
    help: ArgumentHelp(
      "A column that names the rows. It comes first in the answer, each cell as it was; it need not be a "
        + "feature.", valueName: "column"))
  var id: String?

  @Option(
    name: .customLong("ignore"),
    help: ArgumentHelp(
      "A column that is no feature and may stay unused. May be repeated.", valueName: "column"))
  var ignored: [String] = []

  @Flag(
    help: "Refuse infinite numbers, naming line and column. Without it they are scored as the trainer would.")
  var rejectNonFinite = false
}

extension RowOptions {
  /// How the table is bound.
  var binding: RowTable.Binding {
    RowTable.Binding(id: id, ignored: Set(ignored), rejectsNonFinite: rejectNonFinite)
  }

  /// Loads the model.
  func loadModel() throws(ScoringError) -> ScoringModel { try ModelDocument.load(model).model }

  /// Answers the table block by block, in bounded memory, and puts the answers out when all are known.
  ///
  /// - Parameters:
  ///   - schema: The model's columns.
  ///   - verb: What is done, for the progress line.
  ///   - blockRows: Rows answered together at most.
  ///   - output: Where the answers go.
  ///   - answer: Gives one block's part of the output.
  func answerRows(
    _ schema: FeatureSchema, verb: String, blockRows: Int, into output: inout Output,
    _ answer: (RowBlock) throws(ScoringError) -> [UInt8]
  ) throws(ScoringError) {
    let limit = max(1, min(blockRows, Self.blockCells / schema.features.count))
    var progress = ProgressBar(verb)
    defer { progress.clear() }
    do throws(ScoringError) {
      let file = rows == "-" ? try FileReader.standardInput() : try FileReader(path: rows)
      let reader = try CSVReader { () throws(ScoringError) in try file.read(upTo: Self.readSize) }
      var table = try RowTable(reader, schema: schema, binding: binding)
      while let block = try table.next(limit: limit) {
        try output.append(try answer(block))
        progress.update(
          rows: block.firstRow + block.rowCount,
          fraction: file.size.map { Double(table.byteCount) / Double($0) })
      }
    } catch {
      throw error.inFile(rows == "-" ? "standard input" : rows)
    }
    try output.finish()
  }

  /// Cells of a block at most: 8 MiB of numbers.
  private static let blockCells = 1 << 20
  /// Bytes read at a time.
  private static let readSize = 1 << 16
}
