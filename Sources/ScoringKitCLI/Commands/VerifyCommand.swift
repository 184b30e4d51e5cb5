internal import ArgumentParser
internal import ScoringKit
internal import ScoringKitFormats

/// `skit verify`: a trainer's stored answers beside this library's.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Compare the model's answers with those the trainer gave for the same rows.",
    discussion: """
      Reports how many rows and values are equal to the bit, the largest difference, absolute and in ulps (steps \
      between neighbouring floating-point numbers), and the first row and tree that differ. Rows are numbered \
      from 1, outputs and trees from 0. The report holds no value of the table and no score.

      THE EXPECTED ANSWERS: a CSV table as numpy.savetxt or pandas' to_csv write it, one line a row in the rows' \
      order, one column an output:

        (no option)    predictions, as predict; for one probability also the two
                       columns of predict_proba, of which the second is compared
        --raw-score    margins, before the link
        --leaf         the leaf in each tree, as pred_leaf or apply: a column a tree

      Commas, or spaces and tabs as savetxt's own default, may stand between the numbers. Lines that begin with \
      # are passed over. A first line that holds a cell that is no number is a header; a first line that \
      counts 0, 1, 2, ... may be a header or not, and --header or --no-header must say. Behind a header that \
      begins with an empty cell the first column is pandas' index, and is left out. With --column only the \
      columns named are taken.

      EQUAL means: the same float64, or for a model that computes in float32 (XGBoost) the same float32, to \
      which the text is rounded once. 0 and -0 are equal, and so are NaN and NaN. With --tolerance a \
      difference of at most that much is let pass; the counts stay those of equal bits. A leaf is equal or not.

      THE FIRST TREE can be told only from leaves: a sum does not say which of its parts is another. Write the \
      trainer's leaf indices and compare them with --leaf.

      \(TableRules.text)
      Exit status 1 also if an answer differs; the report is written all the same.

      EXAMPLES
        skit verify --model model.json --rows applicants.csv --expected probabilities.csv
        skit verify --model model.txt --rows applicants.csv --expected margins.csv --raw-score
        skit verify --model model.txt --rows applicants.csv --expected leaves.csv --leaf
        skit verify --model logistic.pkl --rows applicants.csv --expected scored.csv \\
          --column probability --tolerance 1e-12
      """)

  @OptionGroup var table: TableOptions

  @Option(
    help: ArgumentHelp("The trainer's answers, one line a row. - is standard input.", valueName: "csv"),
    completion: .file(extensions: ["csv"]))
  var expected: String

  @Option(
    name: .customLong("column"),
    help: ArgumentHelp(
      "A column of the answers, by its name in their header. Repeated, the columns stand for the outputs in "
        + "that order.", valueName: "name"))
  var columns: [String] = []

  @Flag(
    inversion: .prefixedNo, help: "Whether the answers' first line is a header; found out where it is clear.")
  var header: Bool?

  @Flag(help: "The answers are margins (raw scores, before the link).")
  var rawScore = false

  @Flag(help: "The answers are the indices of leaves, one column a tree.")
  var leaf = false

  @Option(
    help: ArgumentHelp("The largest absolute difference that is let pass; 0 if not given.", valueName: "t"))
  var tolerance = 0.0

  @Option(help: "text for a person, json for a program.")
  var format = ReportFormat.text

  func validate() throws {
    guard !(rawScore && leaf) else {
      throw ValidationError("--raw-score and --leaf are two kinds of answers; give one.")
    }
    guard tolerance >= 0, tolerance.isFinite else {
      throw ValidationError("--tolerance must be a number, 0 or more.")
    }
    guard !(leaf && tolerance > 0) else {
      throw ValidationError("--tolerance is no use with --leaf: a leaf is equal or not.")
    }
    guard table.rows != "-" || expected != "-" else {
      throw ValidationError("--rows and --expected cannot both be standard input.")
    }
    guard columns.isEmpty || header != false else {
      throw ValidationError("--column needs a header.")
    }
  }

  func run() throws {
    let comparison = try compare(try table.loadModel())
    let report = VerificationReport(comparison)
    var output = try Output(path: nil)
    switch format {
    case .text: try output.append(Array(report.text.utf8))
    case .json: try output.append(try report.json.bytes())
    }
    try output.finish()
    if comparison.first != nil { throw ExitCode.failure }
  }

  private func compare(_ model: ScoringModel) throws(ScoringError) -> AnswerComparison {
    let question: AnswerComparison.Question = leaf ? .leaves : (rawScore ? .margins : .predictions)
    var comparison = AnswerComparison(of: model, question, tolerance: tolerance)
    var answers = try inExpected { () throws(ScoringError) in
      try ExpectedAnswers(
        try table.tableFormat.open(expected).0, comparison, columns: columns, hasHeader: header)
    }
    try table.forEachBlock(model, id: nil, verb: "verifying", blockRows: comparison.blockRows) {
      block throws(ScoringError) in
      let own = try table.inRows(block) { () throws(ScoringError) in try comparison.answers(to: block) }
      let theirs = try inExpected { () throws(ScoringError) in try answers.next(block.rowCount) }
      comparison.add(own, theirs, block)
    }
    try inExpected { () throws(ScoringError) in try answers.requireEnd() }
    return comparison
  }

  private func inExpected<Result>(_ work: () throws(ScoringError) -> Result) throws(ScoringError) -> Result {
    do throws(ScoringError) {
      return try work()
    } catch {
      throw error.inFile(TableOptions.name(expected))
    }
  }
}
