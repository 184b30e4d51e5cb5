internal import ArgumentParser
internal import ScoringKit
internal import ScoringKitFormats

/// How a model's file is read, for every command that reads one.
struct LoadArguments: ParsableArguments {
  @OptionGroup var xgBoost: XGBoostArguments

  @Option(
    help: ArgumentHelp(
      "Of a pickle that holds several things, the way to the one that is meant, such as $.model, which is then read "
        + "alone. skit inspect lists what a pickle holds.", valueName: "path"))
  var part: String?

  @Option(
    help: ArgumentHelp(
      "Refuse a larger document, and one that is larger without its compression "
        + "(\(ReadLimits.defaultMaximumBytes) if not given).", valueName: "n"))
  var maximumBytes = ReadLimits.defaultMaximumBytes

  @Option(
    help: ArgumentHelp(
      "Refuse a document that takes more steps of some fifty nanoseconds to read (ten million and 16 for each of its "
        + "bytes if not given).", valueName: "n"))
  var maximumWork: Int?

  @Option(
    help: ArgumentHelp(
      "Refuse a document that takes more bytes of memory to read (256 MiB and 64 for each of its bytes if not given).",
      valueName: "n"))
  var maximumMemory: Int?

  @Flag(
    help: ArgumentHelp(
      "Categories are given by the trainer's codes (pandas' .cat.codes under the training categories), not by "
        + "themselves."))
  var categoryCodes = false

  func validate() throws {
    guard maximumBytes >= 0 else { throw ValidationError("--maximum-bytes must not be negative.") }
    guard maximumWork ?? 1 > 0 else { throw ValidationError("--maximum-work must be at least 1.") }
    guard maximumMemory ?? 1 > 0 else { throw ValidationError("--maximum-memory must be at least 1.") }
  }

  /// The same as the readers take it.
  var options: ReadOptions {
    ReadOptions(
      limits: ReadLimits(
        maximumBytes: maximumBytes, maximumWork: maximumWork, maximumMemory: maximumMemory),
      xgBoost: xgBoost.options, part: part,
      categoryCodes: categoryCodes)
  }

  /// Reads a model's file; an error names it.
  func document(_ path: String) throws(ScoringError) -> ModelDocument {
    do throws(ScoringError) {
      return try ModelDocument(path: path, options: options)
    } catch {
      throw error.inFile(path)
    }
  }
}
