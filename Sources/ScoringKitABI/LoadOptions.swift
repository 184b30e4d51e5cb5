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

  /// Refuses what is said of an XGBoost model where none is loaded.
  func requireNoXGBoost() throws(ScoringError) {
    guard xgBoost == XGBoostOptions() else {
      throw ScoringError(
        .unknownOption, "a missing value and a best iteration are XGBoost's, not a pipeline's")
    }
  }

  /// A copy of a caller's document; refuses null for anything but nothing, and one over the limit.
  func document(_ bytes: UnsafeRawPointer?, count: Int) throws(ScoringError) -> [UInt8] {
    guard count >= 0 else { throw ScoringError(.sizeOverflow, "byte_count is beyond the address space") }
    try limits.requireFit(byteCount: count)
    // Safety: `buffer` checks pointer and count; that the memory is there is the caller's word.
    return try unsafe Array(
      Argument.buffer(bytes?.assumingMemoryBound(to: UInt8.self), count: Int64(count), named: "bytes"))
  }
}
