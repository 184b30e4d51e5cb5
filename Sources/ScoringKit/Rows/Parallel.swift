private import CSched
private import Glibc
private import Synchronization

/// Divides a batch among threads of its own, which end with the call. The one file that starts threads.
///
/// Parts of the rows are taken one after the other by whichever thread is free, the caller's among them. Each part's
/// numbers are those of its rows, so the division changes no bit. If the system gives no thread, fewer work.
package enum Parallel {
  /// Rows of a part, unless the question says otherwise: long enough that taking it costs nothing, short enough that
  /// threads end together.
  static let partCapacity = 1024

  /// Works on rows part by part.
  ///
  /// - Parameters:
  ///   - elements: At least as many as the layout reaches; the caller has checked that.
  ///   - layout: Where the rows are in them.
  ///   - width: Numbers a row.
  ///   - partCapacity: Rows of a part; fewer where a row takes long.
  ///   - numbers: `rowCount · width` numbers; the caller has checked that.
  ///   - options: Threads and watch.
  ///   - write: Writes some rows' numbers: their elements, their layout, their part of the numbers.
  /// - Throws: What `write` throws for the first rows that it refuses, at their place among all rows;
  ///   ``ScoringError/Code/cancelled`` if the watch was told so, ``ScoringError/Code/invalidArgument`` for a
  ///   negative number of threads.
  static func divide<Scalar: RowScalar, Number>(
    _ elements: Span<Scalar>, _ layout: RowLayout, width: Int, partCapacity: Int,
    into numbers: inout MutableSpan<Number>, options: BatchOptions,
    _ write: (Span<Scalar>, RowLayout, inout MutableSpan<Number>) throws(ScoringError) -> Void
  ) throws(ScoringError) {
    guard options.threadCount >= 0 else {
      throw ScoringError(.invalidArgument, "the number of threads must not be negative")
    }
    // Rows without elements or numbers are one part, however many are claimed: their strides were not checked.
    guard layout.elementCount > 0, width > 0 else { return try write(elements, layout, &numbers) }
    let failure = unsafe elements.withUnsafeBufferPointer { elements in
      unsafe numbers.withUnsafeMutableBufferPointer { numbers in
        work(on: layout.rowCount, partCapacity: partCapacity, options: options) { rows throws(ScoringError) in
          let part = try layout.rows(rows)
          let start = rows.lowerBound * layout.rowStride
          // Safety: the model's `write` checks both buffers against the layout; parts are apart from each other.
          let source = unsafe UnsafeBufferPointer(rebasing: elements[start..<start + part.elementCount])
          let target = unsafe UnsafeMutableBufferPointer(
            rebasing: numbers[rows.lowerBound * width..<rows.upperBound * width])
          var span = unsafe target.mutableSpan
          do throws(ScoringError) {
            try write(unsafe source.span, part, &span)
          } catch {
            throw error.relocated(rows: rows.lowerBound) { $0 }
          }
        }
      }
    }
    if let failure { throw failure }
  }

  /// Works on all rows; returns the refusal of the first rows that were refused.
  @inline(never)  // Once, not once for each question: four kilobytes each.
  private static func work(
    on rowCount: Int, partCapacity: Int, options: BatchOptions,
    _ body: (Range<Int>) throws(ScoringError) -> Void
  ) -> ScoringError? {
    // One part without rows, so that their width is still looked at.
    let partCount = Swift.max((rowCount + partCapacity - 1) / partCapacity, 1)
    // One part is the caller's: to ask the system for its processors takes longer than a row.
    let threadCount = partCount == 1 ? 1 : Swift.min(threadCount(options), partCount)
    return withoutActuallyEscaping(body) { body in
      let job = Job(
        rowCount: rowCount, partCount: partCount, partCapacity: partCapacity, progress: options.progress, body
      )
      var threads: [pthread_t] = []
      while threads.count + 1 < threadCount {
        var thread = pthread_t()
        // Safety: the job outlives the threads, which are joined below; each gives its retain back.
        let context = unsafe Unmanaged.passRetained(job).toOpaque()
        let status = unsafe pthread_create(
          &thread, nil,
          { context in
            // Safety: it is the job that was retained for this thread.
            if let context = unsafe context {
              unsafe Unmanaged<Job>.fromOpaque(context).takeRetainedValue().run()
            }
            return nil
          }, context)
        guard status == 0 else {
          unsafe Unmanaged<Job>.fromOpaque(context).release()
          break
        }
        threads.append(thread)
      }
      job.run()
      for thread in threads { pthread_join(thread, nil) }
      return job.failure
    }
  }

  /// Threads that work where there are parts for all of them.
  static func threadCount(_ options: BatchOptions) -> Int {
    let available = options.threadCount == 1 ? 1 : processorCount
    return options.threadCount == 0 ? available : Swift.max(Swift.min(options.threadCount, available), 1)
  }

  /// Processors this process may use; 1 where the system does not say.
  package static var processorCount: Int {
    // Room for 8192 processors, a bit each.
    var mask = InlineArray<128, UInt64>(repeating: 0)
    // Safety: the function writes at most the size it is given.
    let size = MemoryLayout<InlineArray<128, UInt64>>.size
    guard unsafe sched_getaffinity(0, size, &mask) == 0 else { return 1 }
    var count = 0
    for word in mask.indices { count += mask[word].nonzeroBitCount }
    return Swift.max(count, 1)
  }

  /// Parts to be taken, and what went wrong in the first that failed.
  private final class Job {
    private let rowCount: Int
    private let partCount: Int
    private let partCapacity: Int
    private let progress: BatchProgress?
    private let body: (Range<Int>) throws(ScoringError) -> Void
    private let next = Atomic(0)
    private let firstFailure = Mutex<(part: Int, error: ScoringError)?>(nil)

    init(
      rowCount: Int, partCount: Int, partCapacity: Int, progress: BatchProgress?,
      _ body: @escaping (Range<Int>) throws(ScoringError) -> Void
    ) {
      self.rowCount = rowCount
      self.partCount = partCount
      self.partCapacity = partCapacity
      self.progress = progress
      self.body = body
    }

    var failure: ScoringError? { firstFailure.withLock { $0?.error } }

    /// Takes parts until there are no more. Parts before a failing one have been taken by then, so that the first
    /// failure is the same whichever thread was faster.
    func run() {
      while true {
        let part = next.add(1, ordering: .relaxed).oldValue
        guard part < partCount else { return }
        let first = part * partCapacity
        let rows = first..<Swift.min(first + partCapacity, rowCount)
        do throws(ScoringError) {
          try progress?.requireGoingOn()
          try body(rows)
          progress?.add(rows.count)
        } catch {
          fail(part, error)
          return
        }
      }
    }

    private func fail(_ part: Int, _ error: ScoringError) {
      next.store(partCount, ordering: .relaxed)
      firstFailure.withLock { failure in
        if let known = failure, known.part < part { return }
        failure = (part, error)
      }
    }
  }
}
