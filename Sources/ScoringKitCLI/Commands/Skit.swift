internal import ArgumentParser
internal import ScoringKit
internal import ScoringKitFormats

/// The command `skit`.
@main
struct Skit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "skit",
    abstract: "Score, decide and explain applicants with a trained credit model.",
    discussion: """
      Reads models (\(ModelFormat.namesAndBundle)) and \
      gives the trainer's own numbers, to the bit. The content, not the name, says what a file is.

      EXAMPLES
        skit inspect model.txt
        skit score --model model.txt --rows applicants.csv --output scores.csv
        skit explain --model model.txt --rows applicants.csv --top 4
        skit verify --model model.txt --rows applicants.csv --expected scores.csv
        skit convert model.json scaler.pkl -o bundle.json
        skit bench --model model.txt
      """,
    version: Version.string,
    subcommands: [
      InspectCommand.self, ScoreCommand.self, ExplainCommand.self, VerifyCommand.self, ConvertCommand.self,
      BenchCommand.self,
    ])

  /// Runs the command line.
  ///
  /// A refusal is one line on standard error and exit status 1.
  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let error as ScoringError {
      try? FileBytes.write(
        Array("skit: \(error)\n".utf8), to: FileBytes.standardError, path: "standard error")
      exit(withError: ExitCode.failure)
    } catch {
      exit(withError: error)
    }
  }
}
