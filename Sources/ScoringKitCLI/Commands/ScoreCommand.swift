internal import ArgumentParser
internal import ScoringKit
internal import ScoringKitFormats

/// `skit score`: rows in, predictions or decisions out.
struct ScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score",
    abstract: "Score the rows of a CSV table, and decide where the model has a policy.",
    discussion: """
      Writes one line a row, in the rows' order, under a header line:

        a model                       probability, or prediction where the model's
                                      output is no probability
        a model of several outputs    probability_0,probability_1,...
        with --raw                    margin, or margin_0,margin_1,...
        a bundle with a policy        probability,margin,decision
                                      where decision is accept or refuse
        with --id                     that column first, each cell as it was

      Numbers are the shortest text that reads back to the same bits. Margins have the same bits on every \
      machine; a probability may differ in its last one, so decisions compare margins.

      \(TableRules.text)

      EXAMPLES
        skit score --model model.txt --rows applicants.csv
        skit score --model credit.json --rows applicants.csv --id number \\
          --ignore comment --output decisions.csv
        cut -d, -f2- all.csv | skit score --model model.txt --rows - --raw
      """)

  /// Enough for several threads.
  private static let blockRows = 16384

  @OptionGroup var answer: AnswerOptions

  @Flag(name: .customLong("raw"), help: "Write margins (before the link), and decide nothing.")
  var isRaw = false

  @OptionGroup var threads: ThreadOption

  func run() throws {
    let model = try answer.table.loadModel()
    let sheet = ScoreSheet(model, isRaw: isRaw, id: answer.id, batch: threads.batch)
    var output = try Output(path: answer.output)
    try output.append(sheet.header())
    try answer.answerRows(model, verb: "scoring", blockRows: Self.blockRows, into: &output) {
      block throws(ScoringError) in try sheet.lines(of: block)
    }
  }
}
