/// How a batch is answered. Nothing of it changes a bit of any answer.
public struct BatchOptions: Sendable {
  /// Threads that work, the caller's included: 1 for that alone, 0 for one a processor the process may use. Never
  /// more than there are such processors, nor than the rows are worth.
  public let threadCount: Int
  /// Counts rows and may end the batch early; nil for none.
  public let progress: BatchProgress?

  /// Makes options.
  ///
  /// - Parameters:
  ///   - threadCount: 0 or more.
  ///   - progress: A watch.
  public init(threadCount: Int = 1, progress: BatchProgress? = nil) {
    self.threadCount = threadCount
    self.progress = progress
  }

  /// Whether the batch is answered in one piece by the caller's thread.
  var isPlain: Bool { threadCount == 1 && progress == nil }
}
