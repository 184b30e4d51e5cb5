internal import ArgumentParser
internal import ScoringKit
internal import ScoringKitFormats

/// `skit bench`: what a model does on this machine.
struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measure how fast a model loads and scores on this machine.",
    discussion: """
      Measures predictions as `skit score` makes them, without reading and writing tables: one row at a time, \
      each call timed, in ten runs, of which the medians and the spread are reported; then rows per second in \
      batches of 1 to 10 000, with one thread and with more, up to one a processor. Load is everything from \
      the file to a model that is ready; prepare is the part of it that lays the trees out for evaluation.

      Without --rows the rows are made up: values at and between the model's own thresholds, one in ten \
      missing where the model accepts missing values; the same rows in every run.

      The command is built for every processor. The library's builds for newer ones, which install.sh puts \
      into lib/glibc-hwcaps, are faster.

      EXAMPLES
        skit bench --model model.txt
        skit bench --model credit.json --rows applicants.csv --ignore number --format json
      """)

  @Option(
    help: ArgumentHelp(
      "The model: \(ModelFormat.namesAndBundle).",
      valueName: "file"),
    completion: .file())
  var model: String

  @Option(
    help: ArgumentHelp(
      "The rows: a CSV table as for score, of which the first 10 000 rows are used, again and again if it has "
        + "fewer. - is standard input.", valueName: "csv"),
    completion: .file(extensions: ["csv"]))
  var rows: String?

  @Option(
    name: .customLong("ignore"),
    help: ArgumentHelp(
      "A column that is no feature and may stay unused. May be repeated.", valueName: "column"))
  var ignored: [String] = []

  @Option(help: ArgumentHelp("About how long to measure; a large model may take longer.", valueName: "s"))
  var seconds = 6.0

  @Option(help: "text for a person, json for a program.")
  var format = ReportFormat.text

  @OptionGroup var tableFormat: TableFormat

  @OptionGroup var loading: LoadArguments

  func validate() throws {
    guard seconds > 0, seconds <= 3600 else { throw ValidationError("--seconds must be from 0 to 3600.") }
  }

  func run() throws {
    let document = try loading.document(model)
    let rows = try benchRows(document.model)
    var benchmark = Benchmark(document.model, rows: rows, seconds: seconds)
    let load = try benchmark.medianTime { () throws(ScoringError) in
      _ = try loading.document(model)
    }
    let report = BenchReport(document, rows: rows, load: load, measurements: try benchmark.run())
    var output = try Output(path: nil)
    switch format {
    case .text: try output.append(Array(report.text.utf8))
    case .json: try output.append(try report.json.bytes())
    }
    try output.finish()
  }

  private func benchRows(_ model: ScoringModel) throws(ScoringError) -> BenchRows {
    guard let rows else { return try BenchRows(generatedFor: model) }
    do throws(ScoringError) {
      return try BenchRows(of: rows, model, ignored: Set(ignored), format: tableFormat)
    } catch {
      throw error.inFile(TableOptions.name(rows))
    }
  }
}
