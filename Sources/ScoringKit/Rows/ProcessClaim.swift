private import Glibc
internal import Synchronization

/// Whether a thread has something to itself, and a thread of which process.
///
/// In place of a lock where work takes long: in a process that is forked meanwhile the thread that has it does not
/// exist, a lock would stay locked for ever, and to find a claim of another process is how the child knows.
package struct ProcessClaim: ~Copyable, Sendable {
  /// What became of a claim.
  package enum Outcome: Sendable {
    /// This thread has it, until ``release()``.
    case made
    /// Another thread has it.
    case refused
    /// A thread had it that the process was forked beside.
    case abandoned
  }

  /// The process of the thread that has it; 0 for none.
  private let holder = Atomic<Int32>(0)

  /// Makes a claim that no thread has.
  package init() {}

  /// Claims it.
  ///
  /// - Parameter takesOver: Whether one that was abandoned is taken over.
  package func attempt(takesOver: Bool = false) -> Outcome {
    let process = getpid()
    let (isMade, known) = holder.compareExchange(
      expected: 0, desired: process, ordering: .acquiringAndReleasing)
    if isMade { return .made }
    if known == process { return .refused }
    guard takesOver else { return .abandoned }
    return holder.compareExchange(expected: known, desired: process, ordering: .acquiringAndReleasing)
      .exchanged
      ? .made : .refused
  }

  /// Lets another thread have it.
  package func release() { holder.store(0, ordering: .releasing) }

  /// Waits a little before the next attempt.
  package static func pause() { usleep(200) }
}
