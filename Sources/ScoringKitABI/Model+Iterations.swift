public import CScoringKit
internal import ScoringKit
internal import ScoringKitFormats

/// The number of boosting iterations; scoringkit.h documents it.
@c @implementation
public func skit_model_iteration_count(
  _ model: OpaquePointer?, _ count: UnsafeMutablePointer<Int64>?, _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `Argument` and `Handle` check every pointer before it is used.
  unsafe reporting(to: error) { () throws(ScoringError) in
    let count = try unsafe Argument.pointer(count, named: "count")
    unsafe count.pointee = Int64(try ModelHandle.held(by: model).model.forest.iterationStarts.count - 1)
  }
}

/// Some of a model's boosting iterations; scoringkit.h documents it.
@c @implementation
public func skit_model_limit_iterations(
  _ model: OpaquePointer?, _ first: Int64, _ count: Int64, _ limited: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `Argument`, `emptied` and `Handle` check every pointer before it is used.
  unsafe reporting(to: error) { () throws(ScoringError) in
    let limited = try unsafe emptied(limited, named: "limited")
    let document = try unsafe ModelHandle.held(by: model).document
    let (end, overflows) = first.addingReportingOverflow(count)
    guard count > 0, !overflows else {
      throw ScoringError(.invalidArgument, "count must be 1 or more, and within the model's iterations")
    }
    let part = try document.limited(toIterations: Int(clamping: first)..<Int(clamping: end))
    unsafe limited.pointee = ModelHandle(part).handOver()
  }
}

/// How important each feature is; scoringkit.h documents it.
@c @implementation
public func skit_model_importances(
  _ model: OpaquePointer?, _ importance: Int32, _ answer: UnsafeMutablePointer<Double>?, _ answerCount: Int64,
  _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `Argument` and `Handle` check every pointer before it is used.
  unsafe reporting(to: error) { () throws(ScoringError) in
    let model = try unsafe ModelHandle.held(by: model).model
    let answer = try unsafe Argument.buffer(answer, count: answerCount, named: "answer")
    guard let measure = FeatureImportance(rawValue: importance) else {
      throw ScoringError(
        .invalidArgument, "importance is \(importance); SKIT_IMPORTANCE_SPLIT, _GAIN and _COVER are known")
    }
    let values = try model.importances(measure)
    guard answer.count == values.count else {
      throw ScoringError(
        .bufferTooSmall, "the answer takes \(values.count) numbers, the buffer has \(answer.count)")
    }
    // Safety: the buffer has as many elements as there are values.
    for (index, value) in values.enumerated() { unsafe answer[index] = value }
  }
}
