public import CScoringKit
internal import ScoringKit

/// Makes a watch for batches; scoringkit.h documents it.
@c @implementation
public func skit_progress_create(
  _ progress: UnsafeMutablePointer<OpaquePointer?>?, _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `emptied` checks the pointer before it is used.
  unsafe reporting(to: error) { () throws(ScoringError) in
    let target = try unsafe emptied(progress, named: "progress")
    unsafe target.pointee = BatchProgress().handOver()
  }
}

/// Rows answered so far; scoringkit.h documents it.
@c @implementation
public func skit_progress_row_count(_ progress: OpaquePointer?) -> Int64 {
  // Safety: `Handle` refuses null, which counts nothing.
  Int64((try? unsafe BatchProgress.held(by: progress))?.rowCount ?? 0)
}

/// Trees prepared so far; scoringkit.h documents it.
@c @implementation
public func skit_progress_prepared_count(_ progress: OpaquePointer?) -> Int64 {
  // Safety: `Handle` refuses null, which counts nothing.
  Int64((try? unsafe BatchProgress.held(by: progress))?.preparedTreeCount ?? 0)
}

/// Asks batches to end; scoringkit.h documents it.
@c @implementation
public func skit_progress_cancel(_ progress: OpaquePointer?) {
  // Safety: `Handle` refuses null, which is ignored.
  (try? unsafe BatchProgress.held(by: progress))?.cancel()
}

/// Frees a watch; scoringkit.h documents it.
@c @implementation
public func skit_progress_free(_ progress: OpaquePointer?) {
  // Safety: `Handle` skips null; the interface leaves it to the caller that no batch uses the watch any more.
  unsafe BatchProgress.free(progress)
}

extension BatchProgress: Handle {
  static var argumentName: StaticString { "progress" }
}
