internal import CScoringKit
internal import ScoringKit
internal import ScoringKitFormats

/// `skit_load_options`, checked.
struct LoadOptions {
  let reading: ReadOptions

  /// What `skit_load_options_init` sets.
  static var defaults: skit_load_options {
    // Safety: null pointers, which whoever reads them asks for.
    unsafe skit_load_options(
      struct_size: UInt32(MemoryLayout<skit_load_options>.size), flags: 0,
      maximum_bytes: UInt64(ReadLimits.defaultMaximumBytes), missing: 0, reserved: 0, part: nil,
      maximum_work: 0, maximum_memory: 0)
  }

  /// The struct's bytes before `part` was appended, and before `maximum_work`.
  private static let earlierSizes = [24, 32]

  /// Refuses an unknown struct size, unknown flags, a reserved field in use and a part that is no text; null stands for
  /// the defaults.
  init(_ options: UnsafePointer<skit_load_options>?) throws(ScoringError) {
    let options = try unsafe Argument.options(options, earlierSizes: Self.earlierSizes, defaults: Self.defaults)
    guard let options = unsafe options else {
      reading = ReadOptions()
      return
    }
    try unsafe Argument.requireKnown(
      flags: options.flags, among: SKIT_LOAD_MISSING | SKIT_LOAD_BEST_ITERATION | SKIT_LOAD_CATEGORY_CODES)
    guard unsafe options.reserved == 0 else {
      throw ScoringError(.unknownOption, "the options' reserved field must be 0")
    }
    // Safety: `CText` checks the pointer; null is no part.
    let part = try unsafe CText.readIfGiven(options.part, named: "part")
    // NaN is always missing, and says nothing new.
    let statesMissing = unsafe options.flags & SKIT_LOAD_MISSING != 0 && !options.missing.isNaN
    reading = unsafe ReadOptions(
      limits: ReadLimits(
        maximumBytes: Int(clamping: options.maximum_bytes), maximumWork: Self.limit(options.maximum_work),
        maximumMemory: Self.limit(options.maximum_memory)),
      xgBoost: XGBoostOptions(
        missingValue: statesMissing ? options.missing : nil,
        stopsAtBestIteration: options.flags & SKIT_LOAD_BEST_ITERATION != 0),
      part: part, categoryCodes: options.flags & SKIT_LOAD_CATEGORY_CODES != 0)
  }

  /// 0 stands for the default, which grows with the document.
  private static func limit(_ stated: UInt64) -> Int? { stated == 0 ? nil : Int(clamping: stated) }

  /// A copy of a caller's document; refuses null for anything but nothing, and one over the limit.
  func document(_ bytes: UnsafeRawPointer?, count: Int) throws(ScoringError) -> [UInt8] {
    guard count >= 0 else { throw ScoringError(.sizeOverflow, "byte_count is beyond the address space") }
    try reading.limits.requireFit(byteCount: count)
    // Safety: `buffer` checks pointer and count; that the memory is there is the caller's word.
    return try unsafe Array(
      Argument.buffer(bytes?.assumingMemoryBound(to: UInt8.self), count: Int64(count), named: "bytes"))
  }
}
