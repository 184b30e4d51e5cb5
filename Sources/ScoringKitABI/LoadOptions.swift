internal import CScoringKit
internal import ScoringKit
internal import ScoringKitFormats

/// `skit_load_options`, checked.
struct LoadOptions {
  let limits: ReadLimits
  let xgBoost: XGBoostOptions
  /// Whether rows state categories by the trainer's codes.
  let categoryCodes: Bool

  /// Refuses an unknown struct size, unknown flags and a reserved field in use; null stands for the defaults.
  init(_ options: UnsafePointer<skit_load_options>?) throws(ScoringError) {
    guard let options = try unsafe Argument.options(options) else {
      limits = ReadLimits()
      xgBoost = XGBoostOptions()
      categoryCodes = false
      return
    }
    try Argument.requireKnown(
      flags: options.flags, among: SKIT_LOAD_MISSING | SKIT_LOAD_BEST_ITERATION | SKIT_LOAD_CATEGORY_CODES)
    guard options.reserved == 0 else {
      throw ScoringError(.unknownOption, "the options' reserved field must be 0")
    }
    limits = ReadLimits(maximumBytes: Int(clamping: options.maximum_bytes))
    // NaN is always missing, and says nothing new.
    let statesMissing = options.flags & SKIT_LOAD_MISSING != 0 && !options.missing.isNaN
    xgBoost = XGBoostOptions(
      missingValue: statesMissing ? options.missing : nil,
      stopsAtBestIteration: options.flags & SKIT_LOAD_BEST_ITERATION != 0)
    categoryCodes = options.flags & SKIT_LOAD_CATEGORY_CODES != 0
  }

  /// Refuses what is said of a model where none is loaded.
  func requireNoModel() throws(ScoringError) {
    guard xgBoost == XGBoostOptions(), !categoryCodes else {
      throw ScoringError(
        .unknownOption, "a missing value, a best iteration and category codes are a model's, not a pipeline's"
      )
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
