internal import Synchronization

/// The memory that explanations may take, all threads together: what is prepared and kept for a model or a background,
/// and what each call works with.
///
/// It is counted before it is taken, so that an explanation that would need too much is refused, where a failed
/// allocation would end the process. Models share one such allowance unless they are given their own
/// (``ScoringModel/explaining(within:)``).
///
///     let memory = ExplanationMemory(maximumBytes: 4 << 30)
///     let explainer = try Explainer(forest, memory: memory)
public final class ExplanationMemory: Sendable {
  /// 1 GiB.
  public static let defaultMaximumBytes = 1 << 30

  /// What all models share that are not given their own.
  public static let shared = ExplanationMemory()

  /// Bytes that may be taken at once.
  public let maximumBytes: Int
  private let taken = Atomic(0)

  /// Bytes that are taken now.
  public var bytesInUse: Int { taken.load(ordering: .relaxed) }

  /// Makes an allowance.
  ///
  /// - Parameter maximumBytes: Bytes; less than 0 counts as 0.
  public init(maximumBytes: Int = defaultMaximumBytes) { self.maximumBytes = Swift.max(maximumBytes, 0) }

  /// What the scratch of one thread may take where there is a slower way with less: so that eight find room.
  var preferredScratchBytes: Int { maximumBytes / 8 }

  /// A thread's scratch of fewer bytes is not counted: it is less than the thread's own stack, and to count it would
  /// have all threads write to one place in memory all the time.
  private static let uncountedScratchBytes = 1 << 16

  /// Refuses what would not fit even if nothing were taken.
  ///
  /// - Throws: ``ScoringError/Code/outOfMemory``.
  package func requireRoom(for bytes: Int) throws(ScoringError) {
    guard bytes <= maximumBytes else { throw refusal(of: bytes, bytesInUse: bytesInUse) }
  }

  /// Takes memory until the share is let go.
  ///
  /// - Throws: ``ScoringError/Code/outOfMemory``; nothing is taken then.
  func take(_ bytes: Int) throws(ScoringError) -> Share {
    try count(bytes)
    return Share(of: self, bytes: bytes)
  }

  /// Takes a call's scratch until the share is let go; nil for so little that it is not counted.
  ///
  /// - Throws: As ``take(_:)``.
  func takeScratch(_ bytes: Int) throws(ScoringError) -> Share? {
    bytes < Self.uncountedScratchBytes ? nil : try take(bytes)
  }

  /// The options with no more threads than find room for their scratch; at least one.
  func limiting(_ options: BatchOptions, scratchBytes: Int) -> BatchOptions {
    // A negative number of threads is refused by who divides the rows.
    guard scratchBytes >= Self.uncountedScratchBytes, options.threadCount >= 0, options.threadCount != 1
    else { return options }
    let room = Swift.max(1, (maximumBytes - bytesInUse) / scratchBytes)
    return BatchOptions(
      threadCount: Swift.min(room, Parallel.threadCount(options)), progress: options.progress)
  }

  private func count(_ bytes: Int) throws(ScoringError) {
    var before = bytesInUse
    while true {
      guard before <= maximumBytes - bytes else { throw refusal(of: bytes, bytesInUse: before) }
      let (isTaken, current) = taken.weakCompareExchange(
        expected: before, desired: before + bytes, ordering: .relaxed)
      if isTaken { return }
      before = current
    }
  }

  private func refusal(of bytes: Int, bytesInUse: Int) -> ScoringError {
    ScoringError(
      .outOfMemory,
      "to explain this takes \(Self.text(bytes)) more; of \(Self.text(maximumBytes)) that explanations may take "
        + "together, \(Self.text(bytesInUse)) are in use; \(Self.advice)")
  }

  private func giveBack(_ bytes: Int) { taken.subtract(bytes, ordering: .relaxed) }

  /// How the limit is raised, at every door.
  private static let advice =
    "raise it with explanationMemory of ReadOptions (Swift), explanation_memory of the load options (C) or of load "
    + "(Python), or --explanation-memory (skit)"

  /// Bytes for a person: whole MiB, rounded up.
  private static func text(_ bytes: Int) -> String { "\((bytes >> 20) + (bytes & 0xFFFFF == 0 ? 0 : 1)) MiB" }
}

extension ExplanationMemory {
  /// Memory that is taken as long as this lives.
  final class Share: Sendable {
    private let memory: ExplanationMemory
    private let bytes: Atomic<Int>

    fileprivate init(of memory: ExplanationMemory, bytes: Int) {
      self.memory = memory
      self.bytes = Atomic(bytes)
    }

    deinit { memory.giveBack(bytes.load(ordering: .relaxed)) }

    /// Takes more.
    ///
    /// - Throws: ``ScoringError/Code/outOfMemory``; the share stays what it is then.
    func grow(by more: Int) throws(ScoringError) {
      try memory.count(more)
      bytes.add(more, ordering: .relaxed)
    }

    /// Gives a part back.
    func shrink(by less: Int) {
      bytes.subtract(less, ordering: .relaxed)
      memory.giveBack(less)
    }

    /// Makes room for more elements of an array, counting what is taken while they move.
    ///
    /// - Throws: As ``grow(by:)``; the array stays what it is then.
    func makeRoom<Element>(in array: inout [Element], for more: Int) throws(ScoringError) {
      let needed = array.count + more
      guard needed > array.capacity else { return }
      let size = MemoryLayout<Element>.stride
      let before = array.capacity
      let capacity = Swift.max(needed, before * 2)
      try grow(by: capacity * size)
      array.reserveCapacity(capacity)
      // Which may be a little more than was asked for.
      shrink(by: (before + capacity - array.capacity) * size)
    }
  }
}
