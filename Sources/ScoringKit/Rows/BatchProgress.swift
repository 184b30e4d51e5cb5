internal import Synchronization

/// Watches a long batch, and may end it early, from any thread: a count to read, a request to set.
///
///     let progress = BatchProgress()
///     // in the thread that works
///     try model.writePredictions(of: rows, layout: layout, into: &answers, options: .init(progress: progress))
///     // in the thread that watches
///     print(progress.rowCount)
///     progress.cancel()
public final class BatchProgress: Sendable {
  private let answered = Atomic(0)
  private let isCancelRequested = Atomic(false)

  /// Makes a watch at 0.
  public init() {}

  /// Rows answered so far, of all batches that were given this watch.
  public var rowCount: Int { answered.load(ordering: .relaxed) }

  /// Whether ``cancel()`` was called.
  public var isCancelled: Bool { isCancelRequested.load(ordering: .relaxed) }

  /// Asks the batch to end: it stops within some thousand rows and throws ``ScoringError/Code/cancelled``.
  public func cancel() { isCancelRequested.store(true, ordering: .relaxed) }

  /// Counts rows.
  func add(_ rowCount: Int) { answered.add(rowCount, ordering: .relaxed) }
}
