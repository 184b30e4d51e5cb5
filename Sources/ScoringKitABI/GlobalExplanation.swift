public import CScoringKit
internal import ScoringKit

/// Begins a global explanation; scoringkit.h documents it.
@c @implementation
public func skit_global_create(
  _ featureCount: Int64, _ outputCount: Int64, _ groupOfFeature: UnsafePointer<Int64>?, _ groupCount: Int64,
  _ explanation: UnsafeMutablePointer<OpaquePointer?>?, _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `emptied` and `groups` check every pointer before it is used.
  unsafe reporting(to: error) { () throws(ScoringError) in
    let target = try unsafe emptied(explanation, named: "explanation")
    // Before memory is taken for as many groups as are claimed.
    try ExplanationMemory.shared.requireRoom(
      for: GlobalExplanation.bytes(
        featureCount: Int(clamping: featureCount), groupCount: Int(clamping: groupCount),
        outputCount: Int(clamping: outputCount)))
    let groups = try unsafe groups(groupOfFeature, featureCount: featureCount, count: groupCount)
    let explanation = try GlobalExplanation(
      featureCount: Int(clamping: featureCount), outputCount: Int(clamping: outputCount), sumsOf: groups)
    unsafe target.pointee = GlobalExplanationHandle(explanation).handOver()
  }
}

/// Frees a global explanation; scoringkit.h documents it.
@c @implementation
public func skit_global_free(_ explanation: OpaquePointer?) {
  // Safety: `Handle` skips null; the interface leaves it to the caller that no thread uses it any more.
  unsafe GlobalExplanationHandle.free(explanation)
}

/// Adds contributions; scoringkit.h documents it.
@c @implementation
public func skit_global_add(
  _ explanation: OpaquePointer?, _ contributions: UnsafePointer<Double>?, _ contributionCount: Int64,
  _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `Argument` and `Handle` check every pointer before it is used.
  unsafe reporting(to: error) { () throws(ScoringError) in
    let handle = try unsafe GlobalExplanationHandle.held(by: explanation)
    let contributions = try unsafe Argument.buffer(
      contributions, count: contributionCount, named: "contributions")
    try unsafe handle.add(contributions.span)
  }
}

/// Describes a feature's or group's contributions; scoringkit.h documents it.
@c @implementation
public func skit_global_describe(
  _ explanation: OpaquePointer?, _ output: Int64, _ term: Int64,
  _ summary: UnsafeMutablePointer<skit_summary>?,
  _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `Argument` and `Handle` check every pointer before it is used.
  unsafe reporting(to: error) { () throws(ScoringError) in
    let target = try unsafe Argument.structure(summary, named: "summary")
    let found = try unsafe GlobalExplanationHandle.held(by: explanation).summary(output: output, term: term)
    unsafe target.pointee = skit_summary(
      struct_size: UInt32(MemoryLayout<skit_summary>.size), reserved: 0, row_count: Int64(found.rowCount),
      mean_magnitude: found.meanMagnitude, mean: found.mean, minimum: found.minimum, maximum: found.maximum,
      quantile_error: found.quantileError)
  }
}

/// A quantile of contributions; scoringkit.h documents it.
@c @implementation
public func skit_global_quantile(
  _ explanation: OpaquePointer?, _ output: Int64, _ term: Int64, _ share: Double,
  _ quantile: UnsafeMutablePointer<Double>?, _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `Argument` and `Handle` check every pointer before it is used.
  unsafe reporting(to: error) { () throws(ScoringError) in
    let target = try unsafe Argument.pointer(quantile, named: "quantile")
    let found = try unsafe GlobalExplanationHandle.held(by: explanation).summary(output: output, term: term)
    guard share >= 0, share <= 1 else {
      throw ScoringError(.invalidArgument, "share is a number from 0 to 1")
    }
    unsafe target.pointee = found.quantile(share)
  }
}

/// The groups of an array that names one for each feature.
private func groups(
  _ groupOfFeature: UnsafePointer<Int64>?, featureCount: Int64, count: Int64
) throws(ScoringError) -> [FeatureGroup] {
  guard count >= 0, count <= max(featureCount, 0) else {
    throw ScoringError(.invalidArgument, "group_count is from 0 to feature_count")
  }
  guard count > 0 else { return [] }
  // Safety: `buffer` refuses null and a count beyond the address space.
  let owners = try unsafe Argument.buffer(groupOfFeature, count: featureCount, named: "group_of_feature")
  var members = [[Int]](repeating: [], count: Int(count))
  for feature in owners.indices where unsafe owners[feature] != -1 {
    members[try unsafe Argument.index(owners[feature], below: members.count, named: "a feature's group")]
      .append(feature)
  }
  var groups: [FeatureGroup] = []
  for (index, features) in members.enumerated() {
    groups.append(try FeatureGroup(name: "\(index)", features: features))
  }
  return groups
}
