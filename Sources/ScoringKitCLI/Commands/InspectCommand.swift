internal import ArgumentParser
internal import ScoringKit
internal import ScoringKitFormats

/// `skit inspect`: a model in, what it is out.
struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract:
      "Say what a model is: its kind, columns, classes, outputs, policy, and whether it can be explained.",
    discussion: """
      The digest is the SHA-256 of the model's own document; inside a bundle, of the embedded one.

      Of a pickle that holds several things it lists each, and what became of it: applied to every row, read for \
      the columns' names, or of no use to an answer. Preprocessing without a model (a scaler, an encoder, a column \
      transformer) is described too.

      With --format json every key is always present: kind, format, digest, objective, outputs, link, classes (null \
      where the file names none), probability_of (the class; null where there is no one probability), linear, trees, \
      leaves, splits (how many treat missing values in which way), scaler, policy, background (rows, dtype, digest), \
      cannot_explain_because \
      (null where the model can be explained), features (name, kind, categories), importances (name, split, gain, \
      cover), tables (unused_features, which a table need not have; cells_not_missing, the categories of a feature \
      that are spelled like a missing value), parts (path, content, role, note). Of preprocessing: kind, format, digest, \
      steps, features, columns, parts. What a model does not have is null.

      EXAMPLES
        skit inspect model.txt
        skit inspect credit.json --format json
      """)

  @Argument(
    help: ArgumentHelp(
      "The model: \(ModelFormat.namesAndBundle).",
      valueName: "model"),
    completion: .file())
  var model: String

  @Option(help: "text for a person, json for a program.")
  var format = ReportFormat.text

  @Flag(help: "List the features' importance too: splits, what they gained, the training weight they saw.")
  var importances = false

  @Flag(name: .customLong("all"), help: "List every feature and category, not only the first.")
  var showsAll = false

  @OptionGroup var loading: LoadArguments

  func run() throws {
    do throws(ScoringError) {
      try describe(try loading.document(model))
    } catch {
      // The library's word for a pickle that prepares rows; the content, not the name, says what it is.
      // Without categories' codes, which are a model's.
      var options = loading.options
      options.categoryCodes = false
      guard error.code == .unsupportedOperation,
        let document = try? PipelineDocument(path: model, options: options)
      else { throw error }
      try describe(PipelineSummary(document: document))
    }
  }

  private func describe(_ document: ModelDocument) throws(ScoringError) {
    let summary = ModelSummary(document)
    var output = try Output(path: nil)
    switch format {
    case .text:
      try output.append(Array(summary.text(showsAll: showsAll).utf8))
      guard importances else { break }
      let lines = [""] + ImportanceTable(document.model).lines
      try output.append(Array((lines.joined(separator: "\n") + "\n").utf8))
    case .json: try output.append(try summary.json.bytes())
    }
    try output.finish()
  }

  private func describe(_ summary: PipelineSummary) throws(ScoringError) {
    var output = try Output(path: nil)
    switch format {
    case .text: try output.append(Array(summary.text(showsAll: showsAll).utf8))
    case .json: try output.append(try summary.json.bytes())
    }
    try output.finish()
  }
}
