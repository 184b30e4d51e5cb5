internal import ArgumentParser
internal import ScoringKit

/// The option of every command that can use more than one thread.
struct ThreadOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How many threads may work, 0 for one a processor; never more than there are. No number changes a bit of "
        + "the answer.", valueName: "n"))
  var threads = 1

  func validate() throws {
    guard threads >= 0 else { throw ValidationError("--threads must be 0 or more.") }
  }

  /// The same as the model takes it.
  var batch: BatchOptions { BatchOptions(threadCount: threads) }
}
