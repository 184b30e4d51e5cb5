internal import CScoringKit
internal import ScoringKit
internal import ScoringKitFormats

/// `skit_load_options`, checked.
struct LoadOptions {
  let limits: ReadLimits
  let xgBoost: XGBoostOptions

  /// Refuses an unknown struct size, unknown flags and a reserved field in use; null stands for the defaults.
  init(_ options: UnsafePointer<skit_load_options>?) throws(ScoringError) {
    guard let options = try unsafe Argument.options(options) else {
      limits = ReadLimits()
      xgBoost = XGBoostOptions()
      return
    }
    try Argument.requireKnown(flags: options.flags, among: SKIT_LOAD_MISSING | SKIT_LOAD_BEST_ITERATION)
    guard options.reserved == 0 else {
      throw ScoringError(.unknownOption, "the options' reserved field must be 0")
    }
    limits = ReadLimits(maximumBytes: Int(clamping: options.maximum_bytes))
    // NaN is always missing, and says nothing new.
    let statesMissing = options.flags & SKIT_LOAD_MISSING != 0 && !options.missing.isNaN
    xgBoost = XGBoostOptions(
      missingValue: statesMissing ? options.missing : nil,
      stopsAtBestIteration: options.flags & SKIT_LOAD_BEST_ITERATION != 0)
  }
}
