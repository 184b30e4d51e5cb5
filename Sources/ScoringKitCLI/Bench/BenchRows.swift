internal import ScoringKit

/// The rows that `skit bench` scores.
struct BenchRows {
  /// Rows used, whatever there are: the largest batch.
  static let count = 10_000

  /// Numbers of the rows, and of the answers to them, at most: a gigabyte each.
  private static let numberLimit = 1 << 27

  /// Row-major; ``count`` rows.
  let values: [Double]
  /// Columns of a row.
  let width: Int
  /// Where the rows come from, for the report.
  let origin: String

  /// Reads a table's first rows; fewer than ``count`` are repeated.
  ///
  /// - Throws: As ``RowTable``.
  init(
    of path: String, _ model: ScoringModel, ignored: Set<String>, format: TableFormat
  ) throws(ScoringError) {
    try Self.requireFit(model)
    let schema = model.schema
    let (reader, _) = try format.open(path)
    let binding = RowTable.Binding(
      ignored: ignored, missing: format.missing, unused: model.unusedFeatures, hasHeader: format.rowsHeader)
    var table = try RowTable(reader, schema: schema, binding: binding)
    var read: [Double] = []
    var rowCount = 0
    while rowCount < Self.count, let block = try table.next(limit: min(1024, Self.count - rowCount)) {
      read += block.values
      rowCount += block.rowCount
    }
    width = schema.features.count
    values = (0..<Self.count * width).map { read[$0 % read.count] }
    origin = "the first \(rowCount) of \(TableOptions.name(path))"
  }

  /// Makes rows up out of the model's own thresholds.
  ///
  /// - Throws: ``ScoringError/Code/invalidValue`` if the model's pipeline refuses such rows,
  ///   ``ScoringError/Code/outOfMemory`` for a model of too many columns.
  init(generatedFor model: ScoringModel) throws(ScoringError) {
    try Self.requireFit(model)
    var generator = BenchRowGenerator(model)
    width = model.schema.features.count
    if model.forest.acceptsMissing || model.pipeline != nil {
      let rows = generator.rows(Self.count, missing: 0.1)
      if Self.refusal(of: rows, by: model) == nil {
        values = rows
        origin = "made up, one value in ten missing"
        return
      }
    }
    values = generator.rows(Self.count, missing: 0)
    origin = "made up, none missing"
    if let refusal = Self.refusal(of: values, by: model) {
      throw ScoringError(
        refusal.code, "the model refuses rows that are made up (\(refusal.message)); give some with --rows")
    }
  }

  private static func requireFit(_ model: ScoringModel) throws(ScoringError) {
    let width = max(model.schema.features.count, model.forest.predictionCount)
    guard width <= numberLimit / count else {
      throw ScoringError(
        .outOfMemory,
        "\(count) rows of \(width) numbers do not fit a gigabyte; models of up to \(numberLimit / count) columns and "
          + "outputs are measured")
    }
  }

  private static func refusal(of rows: [Double], by model: ScoringModel) -> ScoringError? {
    do throws(ScoringError) {
      let layout = try RowLayout(rowCount: count, columnCount: model.schema.features.count)
      var answers = [Double](repeating: 0, count: count * model.forest.predictionCount)
      var span = answers.mutableSpan
      try model.writePredictions(of: rows.span, layout: layout, into: &span)
      return nil
    } catch {
      return error
    }
  }
}
