internal import CScoringKit
internal import ScoringKit

/// `skit_predict_options`, checked.
struct PredictOptions {
  private let rejectsNonFinite: Bool
  /// Threads and watch.
  let batch: BatchOptions

  /// Refuses an unknown struct size, unknown flags and a negative thread count; null stands for the defaults.
  init(_ options: UnsafePointer<skit_predict_options>?) throws(ScoringError) {
    // Safety: `options` checks the pointer; `Handle` takes what skit_progress_create made.
    let options =
      try unsafe Argument.options(options, earlierSizes: [Self.firstSize], defaults: Self.defaults)
      ?? Self.defaults
    try Argument.requireKnown(flags: options.flags, among: SKIT_REJECT_NON_FINITE)
    guard options.thread_count >= 0 else {
      throw ScoringError(.invalidArgument, "thread_count must not be negative")
    }
    guard options.reserved == 0 else {
      throw ScoringError(.unknownOption, "the options' reserved field must be 0")
    }
    rejectsNonFinite = options.flags & SKIT_REJECT_NON_FINITE != 0
    let progress = unsafe options.progress == nil ? nil : try BatchProgress.held(by: options.progress)
    batch = BatchOptions(threadCount: Int(options.thread_count), progress: progress)
  }

  /// Bytes of the struct of ABI 1.
  private static var firstSize: Int { 12 }

  /// What null and the INIT macro stand for.
  static var defaults: skit_predict_options {
    // Safety: null is no watch.
    unsafe skit_predict_options(
      struct_size: UInt32(MemoryLayout<skit_predict_options>.size), flags: 0, thread_count: 1, reserved: 0,
      progress: nil)
  }

  /// Refuses infinite values if the caller asked for it.
  func requireAcceptable<Scalar>(_ rows: RowMatrix<Scalar>, featureCount: Int) throws(ScoringError) {
    guard rejectsNonFinite else { return }
    // Safety: `RowMatrix` checked the pointer; the memory is the caller's for the length of the call.
    try rows.layout.requireFinite(unsafe rows.elements.span, featureCount: featureCount)
  }
}
