internal import Synchronization

/// Something that is made by the first thread that needs it, while the others wait, and kept; a process that is forked
/// meanwhile makes its own.
final class SharedPreparation<Value: AnyObject & Sendable>: Sendable {
  private let prepared = AtomicLazyReference<Value>()
  private let making = ProcessClaim()

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
      if making.attempt(takesOver: true) == .made {
        defer { making.release() }
        // Another thread may have been ready just before.
        if let value = prepared.load() { return value }
        return prepared.storeIfNil(try make())
      }
      try progress?.requireGoingOn()
      ProcessClaim.pause()
    }
  }
}
