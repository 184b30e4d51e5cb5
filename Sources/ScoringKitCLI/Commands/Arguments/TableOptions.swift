internal import ArgumentParser
internal import ScoringKit
internal import ScoringKitFormats

/// The options of every command that puts a table's rows through a model, and the way from them to the rows.
struct TableOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The model: \(ModelFormat.namesAndBundle).",
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
    name: .customLong("ignore"),
    help: ArgumentHelp(
      "A column that is no feature and may stay unused. May be repeated.", valueName: "column"))
  var ignored: [String] = []

  @Flag(
    help: "Refuse infinite numbers, naming line and column. Without it they are scored as the trainer would.")
  var rejectNonFinite = false

  @OptionGroup var tableFormat: TableFormat

  @OptionGroup var loading: LoadArguments

  @Option(
    help: ArgumentHelp(
      "Answer with these boosting iterations only, from 0, the second not included, such as 0:50. Nothing is "
        + "decided then: a policy's threshold was found for the whole model.", valueName: "first:end"))
  var iterations: IterationRange?
}

extension TableOptions {
  /// Loads the model.
  func loadModel() throws(ScoringError) -> ScoringModel { try loadDocument().model }

  /// Loads the model with what its file says besides.
  func loadDocument() throws(ScoringError) -> ModelDocument {
    let whole = try loading.document(model)
    guard let iterations else { return whole }
    return try whole.limited(toIterations: iterations.range)
  }

  /// What messages call the rows' file.
  var rowsName: String { Self.name(rows) }

  /// Reads the table block by block, in bounded memory.
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - id: The column that names the rows; nil for none.
  ///   - verb: What is done, for the progress line.
  ///   - blockRows: Rows in a block at most.
  ///   - take: Gets the blocks in their order; an error of its own names its file itself.
  func forEachBlock(
    _ model: ScoringModel, id: String?, verb: String, blockRows: Int,
    _ take: (RowBlock) throws(ScoringError) -> Void
  ) throws(ScoringError) {
    let widest = max(model.schema.features.count, model.forest.outputCount, model.forest.predictionCount)
    let limit = max(1, min(blockRows, Self.blockCells / widest))
    let binding = binding(model, id: id, ignored: Set(ignored))
    var progress = ProgressBar(verb)
    defer { progress.clear() }
    let (reader, size) = try tableFormat.open(rows)
    var table = try inRows(nil) { () throws(ScoringError) in
      try RowTable(reader, schema: model.schema, binding: binding)
    }
    while let block = try inRows(nil, { () throws(ScoringError) in try table.next(limit: limit) }) {
      try take(block)
      progress.update(
        rows: block.firstRow + block.rowCount, fraction: size.map { Double(table.byteCount) / Double($0) })
    }
  }

  /// All rows of another table like ``rows``, for what is compared with them.
  ///
  /// - Parameters:
  ///   - path: The table; - stands for standard input.
  ///   - model: The model.
  ///   - id: The column that names the rows of ``rows``, which this table may have too.
  func allRows(of path: String, _ model: ScoringModel, id: String?) throws(ScoringError) -> RowBlock {
    var ignored = Set(ignored)
    let names = Set(model.schema.features.map { FeatureSchema.storedName($0.name) })
    if let id, !names.contains(FeatureSchema.storedName(id)) { ignored.insert(id) }
    return try tableFormat.allRows(
      of: path, model.schema, binding: binding(model, id: nil, ignored: ignored))
  }

  private func binding(_ model: ScoringModel, id: String?, ignored: Set<String>) -> RowTable.Binding {
    RowTable.Binding(
      id: id, ignored: ignored, rejectsNonFinite: rejectNonFinite, missing: tableFormat.missing,
      unused: model.unusedFeatures, hasHeader: tableFormat.rowsHeader)
  }

  /// Does something with the rows; an error names their file.
  ///
  /// - Parameter block: The rows from which an error counts; nil for the whole table.
  func inRows<Result>(
    _ block: RowBlock?, _ work: () throws(ScoringError) -> Result
  ) throws(ScoringError) -> Result {
    do throws(ScoringError) {
      return try work()
    } catch {
      throw (block?.inTable(error) ?? error).inFile(rowsName)
    }
  }

  /// What messages call a table's file.
  static func name(_ path: String) -> String { path == "-" ? "standard input" : path }

  /// Cells of a block, or answers to it, at most: 8 MiB of numbers.
  private static let blockCells = 1 << 20
}
