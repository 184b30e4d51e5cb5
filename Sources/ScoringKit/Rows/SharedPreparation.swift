private import Glibc
internal import Synchronization

/// Something that is made by the first thread that needs it, while the others wait, and kept.
///
/// No lock is held while it is made: one that another thread holds stays locked for ever in a process that is forked
/// meanwhile, where that thread is not. Who makes it is known by the process, so that a child makes its own.
final class SharedPreparation<Value: AnyObject & Sendable>: Sendable {
  private let prepared = AtomicLazyReference<Value>()
  /// The process of which a thread is making the value; 0 for none.
  private let makingProcess = Atomic<Int32>(0)

  /// How long a thread sleeps before it looks again whether another has made the value, in microseconds.
  private static var waitingTime: UInt32 { 1000 }

  /// The value, the same one in every call.
  ///
  /// - Parameters:
  ///   - progress: Ends the waiting, too, once it is cancelled.
  ///   - make: Makes the value; where it throws, nothing is kept, and the next thread tries again.
  /// - Throws: What `make` throws; ``ScoringError/Code/cancelled``.
  func value(
    progress: BatchProgress?, _ make: () throws(ScoringError) -> Value
  ) throws(ScoringError) -> Value {
    while true {
      if let value = prepared.load() { return value }
      if claim() {
        defer { makingProcess.store(0, ordering: .releasing) }
        // Another thread may have been ready just before.
        if let value = prepared.load() { return value }
        return prepared.storeIfNil(try make())
      }
      try progress?.requireGoingOn()
      usleep(Self.waitingTime)
    }
  }

  /// Whether this thread is the one to make the value.
  private func claim() -> Bool {
    let process = getpid()
    let known = makingProcess.load(ordering: .acquiring)
    return known != process
      && makingProcess.compareExchange(expected: known, desired: process, ordering: .acquiringAndReleasing)
        .exchanged
  }
}
