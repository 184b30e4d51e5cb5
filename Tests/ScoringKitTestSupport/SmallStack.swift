private import Glibc

/// A thread with as little stack as a careful server gives: whatever goes down as deep as its input must not use it up.
package enum SmallStack {
  /// 256 KiB.
  private static let byteCount = 256 << 10

  /// Does work on such a thread, and waits for it.
  package static func run<Answer>(_ work: @escaping () throws -> Answer) throws -> Answer {
    var result: Result<Answer, any Error>?
    let job = Job { result = Result(catching: work) }
    var attributes = pthread_attr_t()
    var thread = pthread_t()
    // Safety: both are ours; the job outlives the thread, which is joined here and gives its retain back.
    let context = unsafe Unmanaged.passRetained(job).toOpaque()
    unsafe pthread_attr_init(&attributes)
    unsafe pthread_attr_setstacksize(&attributes, byteCount)
    let status = unsafe pthread_create(
      &thread, &attributes,
      { context in
        if let context = unsafe context {
          unsafe Unmanaged<Job>.fromOpaque(context).takeRetainedValue().body()
        }
        return nil
      }, context)
    unsafe pthread_attr_destroy(&attributes)
    guard status == 0 else {
      unsafe Unmanaged<Job>.fromOpaque(context).release()
      throw NoThread(status: status)
    }
    pthread_join(thread, nil)
    guard let result else { throw NoThread(status: 0) }
    return try result.get()
  }

  private struct NoThread: Error {
    let status: Int32
  }

  private final class Job {
    let body: () -> Void

    init(_ body: @escaping () -> Void) { self.body = body }
  }
}
