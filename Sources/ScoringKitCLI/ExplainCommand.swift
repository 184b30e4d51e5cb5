internal import ArgumentParser
internal import ScoringKit
internal import ScoringKitFormats

/// `skit explain`: rows in, Shapley values out.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain the margins of a CSV table's rows: what each feature added.",
    discussion: """
      The numbers are exact path-dependent Shapley values in margin: a row's contributions and its base value \
      (the model's average over its training data) add up to its margin.

      Writes one line a feature and row, under a header line:

        row             the row's number from 1; with --id that column instead
        output          only for a model of several outputs: which one, from 0
        rank            1 for the row's strongest contribution by magnitude
        feature         the feature's name
        contribution    what it added to the margin

      Each row's last line is its base value: no rank, and (base) for a name. Without --top the features come \
      in the model's order; with it the strongest come first. On a terminal the answer is a table for a \
      person instead; --output or a pipe gives the lines above.

      \(TableRules.text)

      EXAMPLES
        skit explain --model credit.json --rows applicants.csv --id number --top 4
        skit explain --model model.txt --rows applicants.csv --output reasons.csv
      """)

  private static let blockRows = 64

  @OptionGroup var answer: AnswerOptions

  @Option(
    help: ArgumentHelp("State only the k strongest contributions of a row, strongest first.", valueName: "k"))
  var top: Int?

  func validate() throws {
    if let top, top < 1 { throw ValidationError("--top must be 1 or more.") }
  }

  func run() throws {
    let model = try answer.table.loadModel()
    if let refusal = model.explanationRefusal { throw refusal.inFile(answer.table.model) }
    var output = try Output(path: answer.output)
    let sheet = ExplanationSheet(model, top: top, id: answer.id, style: output.isTerminal ? .table : .csv)
    try output.append(sheet.header())
    try answer.answerRows(model.schema, verb: "explaining", blockRows: Self.blockRows, into: &output) {
      block throws(ScoringError) in try sheet.lines(of: block)
    }
  }
}
