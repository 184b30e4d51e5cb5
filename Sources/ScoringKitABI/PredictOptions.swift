internal import CScoringKit
internal import ScoringKit

/// `skit_predict_options`, checked.
struct PredictOptions {
  private let rejectsNonFinite: Bool
  /// Threads and watch.
  let batch: BatchOptions

  /// Refuses an unknown struct size, unknown flags and a negative thread count; null stands for the defaults.
  init(_ options: UnsafePointer<skit_predict_options>?) throws(ScoringError) {
    let options = try unsafe Self.copy(of: options)
    try Argument.requireKnown(flags: options.flags, among: SKIT_REJECT_NON_FINITE)
    guard options.thread_count >= 0 else {
      throw ScoringError(.invalidArgument, "thread_count must not be negative")
    }
    guard options.reserved == 0 else {
      throw ScoringError(.unknownOption, "the options' reserved field must be 0")
    }
    rejectsNonFinite = options.flags & SKIT_REJECT_NON_FINITE != 0
    // Safety: `Handle` takes what skit_progress_create made.
    let progress = unsafe options.progress == nil ? nil : try BatchProgress.held(by: options.progress)
    batch = BatchOptions(threadCount: Int(options.thread_count), progress: progress)
  }

  /// The caller's options, those of ABI 1 filled up with defaults.
  private static func copy(
    of options: UnsafePointer<skit_predict_options>?
  ) throws(ScoringError) -> skit_predict_options {
    guard let given = unsafe options else { return defaults }
    let pointer = try unsafe Argument.pointer(given, named: "options")
    // Safety: not null and aligned; every version of the struct starts with struct_size and holds these three.
    let bytes = unsafe UnsafeRawPointer(pointer)
    guard unsafe bytes.load(as: UInt32.self) == Self.firstSize else {
      return unsafe try Argument.options(options) ?? defaults
    }
    var first = defaults
    first.flags = unsafe bytes.load(fromByteOffset: 4, as: UInt32.self)
    first.thread_count = unsafe bytes.load(fromByteOffset: 8, as: Int32.self)
    return first
  }

  /// Bytes of the struct of ABI 1.
  private static var firstSize: UInt32 { 12 }

  /// What null and the INIT macro stand for.
  static var defaults: skit_predict_options {
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
