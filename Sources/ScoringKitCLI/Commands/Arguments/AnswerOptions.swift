internal import ArgumentParser
internal import ScoringKit

/// The options of every command that answers each row of a table, and the way from rows to answers.
struct AnswerOptions: ParsableArguments {
  @OptionGroup var table: TableOptions

  @Option(
    help: ArgumentHelp(
      "The file to write; replaced when the answer is complete, untouched if anything fails, with its owner and mode "
        + "as they were. Links are followed; a named pipe may stand for a file. Without it the answer goes to standard "
        + "output, once all of it is known.", valueName: "csv"),
    completion: .file(extensions: ["csv"]))
  var output: String?

  @Option(
    help: ArgumentHelp(
      "A column that names the rows. It comes first in the answer, each cell as it was; it need not be a "
        + "feature.", valueName: "column"))
  var id: String?
}

extension AnswerOptions {
  /// Answers the table block by block, in bounded memory, and puts the answers out when all are known.
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - verb: What is done, for the progress line.
  ///   - blockRows: Rows answered together at most.
  ///   - output: Where the answers go.
  ///   - answer: Gives one block's part of the output.
  func answerRows(
    _ model: ScoringModel, verb: String, blockRows: Int, into output: inout Output,
    _ answer: (RowBlock) throws(ScoringError) -> [UInt8]
  ) throws(ScoringError) {
    try table.forEachBlock(model, id: id, verb: verb, blockRows: blockRows) { block throws(ScoringError) in
      let lines = try table.inRows(block) { () throws(ScoringError) in try answer(block) }
      try output.append(lines)
    }
    try output.finish()
  }
}
