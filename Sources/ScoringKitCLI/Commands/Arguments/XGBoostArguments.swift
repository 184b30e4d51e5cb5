internal import ArgumentParser
internal import ScoringKitFormats

/// What an XGBoost file leaves open, for every command that reads one.
struct XGBoostArguments: ParsableArguments {
  @Option(
    // A negative number is a value too.
    parsing: .unconditional,
    help: ArgumentHelp(
      "The number that stood for a missing value when XGBoost trained, beside NaN; its files do not say. For "
        + "XGBoost's own files only.", valueName: "m"))
  var missing: Float?

  @Flag(
    help: ArgumentHelp(
      "Leave out the trees behind XGBoost's best iteration, as its scikit-learn wrapper does. For XGBoost's own "
        + "files only."))
  var bestIteration = false

  /// The same as the reader takes it.
  var options: XGBoostOptions {
    // NaN is always missing, and says nothing new.
    XGBoostOptions(
      missingValue: missing.flatMap { $0.isNaN ? nil : $0 }, stopsAtBestIteration: bestIteration)
  }
}
