internal import Synchronization

/// Watches a long batch, and may end it early, from any thread: counts to read, a request to set.
///
///     let progress = BatchProgress()
///     // in the thread that works
///     try model.writePredictions(of: rows, layout: layout, into: &answers, options: .init(progress: progress))
///     // in the thread that watches
///     print(progress.rowCount)
///     progress.cancel()
public final class BatchProgress: Sendable {
  private let answered = Atomic(0)
  private let prepared = Atomic(0)
  private let isCancelRequested = Atomic(false)

  /// Makes a watch at 0.
  public init() {}

  /// Rows answered so far, of all batches that were given this watch.
  public var rowCount: Int { answered.load(ordering: .relaxed) }

  /// Trees prepared to be explained so far: by the first explanation of a model, once more by its first interactions,
  /// and by every background. A tree whose leaves hold several outputs counts once for each.
  public var preparedTreeCount: Int { prepared.load(ordering: .relaxed) }

  /// Whether ``cancel()`` was called.
  public var isCancelled: Bool { isCancelRequested.load(ordering: .relaxed) }

  /// Asks the batch to end: it stops within some thousand rows, or within the tree that is being prepared, of which
  /// nothing is kept, and throws ``ScoringError/Code/cancelled``.
  public func cancel() { isCancelRequested.store(true, ordering: .relaxed) }

  /// Counts rows.
  func add(_ rowCount: Int) { answered.add(rowCount, ordering: .relaxed) }

  /// Counts a tree that is prepared.
  func addPreparedTree() { prepared.add(1, ordering: .relaxed) }

  /// Ends the work once it is cancelled.
  ///
  /// - Throws: ``ScoringError/Code/cancelled``.
  func requireGoingOn() throws(ScoringError) {
    guard !isCancelled else {
      throw ScoringError(.cancelled, "the batch was cancelled; its answers are not complete")
    }
  }
}
