public import CScoringKit
internal import ScoringKit
internal import ScoringKitFormats

/// A model whose contributions are of other players; scoringkit.h documents it.
@c @implementation
public func skit_model_explaining(
  _ model: OpaquePointer?, _ playerOfFeature: UnsafePointer<Int64>?, _ playerCount: Int64, _ flags: UInt32,
  _ explaining: UnsafeMutablePointer<OpaquePointer?>?, _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `emptied`, `Handle` and `players` check every pointer before it is used.
  unsafe reporting(to: error) { () throws(ScoringError) in
    let target = try unsafe emptied(explaining, named: "explaining")
    let document = try unsafe ModelHandle.held(by: model).document
    try Argument.requireKnown(flags: flags, among: SKIT_SUMS)
    let players = try unsafe players(playerOfFeature, count: playerCount, of: document.model.schema)
    unsafe target.pointee = ModelHandle(try document.explaining(players, sums: flags & SKIT_SUMS != 0))
      .handOver()
  }
}

/// A background whose contributions are of other players; scoringkit.h documents it.
@c @implementation
public func skit_background_explaining(
  _ background: OpaquePointer?, _ playerOfFeature: UnsafePointer<Int64>?, _ playerCount: Int64,
  _ flags: UInt32, _ explaining: UnsafeMutablePointer<OpaquePointer?>?,
  _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `emptied`, `Handle` and `players` check every pointer before it is used.
  unsafe reporting(to: error) { () throws(ScoringError) in
    let target = try unsafe emptied(explaining, named: "explaining")
    let held = try unsafe BackgroundHandle.held(by: background).background
    try Argument.requireKnown(flags: flags, among: SKIT_SUMS)
    let players = try unsafe players(playerOfFeature, count: playerCount, of: held.model.schema)
    unsafe target.pointee = BackgroundHandle(try held.explaining(players, sums: flags & SKIT_SUMS != 0))
      .handOver()
  }
}

/// The players of an array that names one for each feature; nil, every feature for itself, for a null array.
private func players(
  _ playerOfFeature: UnsafePointer<Int64>?, count: Int64, of schema: FeatureSchema
) throws(ScoringError) -> Players? {
  // Safety: `buffer` refuses a count beyond the address space; there are as many as features, as the interface says.
  if unsafe playerOfFeature == nil {
    guard count == 0 else {
      throw ScoringError(.nullPointer, "player_of_feature is null, and player_count is \(count)")
    }
    return nil
  }
  let players = try unsafe Argument.buffer(
    playerOfFeature, count: Int64(schema.features.count), named: "player_of_feature")
  var ofFeature: [Int] = []
  for index in players.indices { ofFeature.append(Int(clamping: unsafe players[index])) }
  return try Players(ofFeature: ofFeature, count: Int(clamping: count))
}
