import ScoringKit
import Testing

@testable import ScoringKitFormats

@Suite struct XGBoostTreeTests {
  private static let pruned = XGBoostSample.pruned
  private static let tree = "$.learner.gradient_booster.model.trees[0]"

  @Test func `nodes that were cut off are left out, and leaves keep their numbers`() throws {
    let tree = try Self.pruned.forest().trees[0]
    #expect(tree.splits.count == 5)
    #expect(tree.leafIDs == [4, 5, 7, 8, 13, 14])
  }

  @Test func `DART's leaves are weight times value in float32`() throws {
    let bytes = try XGBoostSample.dart.replacing(#""weight_drop":[1E0"#, by: #""weight_drop":[3.3333334E-1"#)
    let plain = try XGBoostSample.dart.forest().trees[0].leafValues
    let weighted = try XGBoostReader.read(json: bytes).forest.trees[0].leafValues
    #expect(weighted == plain.map { Double(Float($0) * Float(3.3333334E-1)) })
    #expect(weighted != plain)
  }

  @Test(arguments: [
    (#""name":"gbtree""#, #""name":"gbtree","weight_drop":[5E-1]"#, "[3,3,0]"),
    (#""iteration_indptr":"#, #""weight_drop":[5E-1],"iteration_indptr":"#, "[3,4,0]"),
  ])
  func `weights of ordinary trees are DART's, as since 3.3`(old: String, new: String, version: String) throws
  {
    let bytes = try Self.pruned.replacing([(old, new), ("[3,2,0]", version)])
    let plain = try Self.pruned.forest().trees.map(\.leafValues)
    let weighted = try XGBoostReader.read(json: bytes).forest.trees.map(\.leafValues)
    #expect(weighted == plain.map { $0.map { $0 / 2 } })
  }

  @Test(arguments: [
    (#""left_children":[1"#, #""left_children":[0"#, "left_children[0]"),
    (#""left_children":[1"#, #""left_children":[15"#, "left_children[0]"),
    (#""left_children":[1"#, #""left_children":[-2"#, "left_children[0]"),
    (#""left_children":[1"#, #""left_children":[2"#, "left_children[0]"),
    (#""left_children":[1,3"#, #""left_children":[1,1"#, "left_children[1]"),
    (#""right_children":[2"#, #""right_children":[-1"#, "right_children[0]"),
    (#""right_children":[2,4,6,8"#, #""right_children":[2,4,6,7"#, "left_children[3]"),
    (#""right_children":[2,4,6,8,-1"#, #""right_children":[2,4,6,8,12"#, "right_children[4]"),
    (#""parents":[2147483647,0,0,1"#, #""parents":[2147483647,0,0,2"#, "parents[3]"),
    (#""default_left":[0,1"#, #""default_left":[0,2"#, "default_left[1]"),
  ])
  func `a node that does not fit is refused at its place`(old: String, new: String, place: String) throws {
    let error = refusal(ofXGBoost: try Self.pruned.replacing(old, by: new))
    #expect(error?.code == .inconsistentDocument)
    #expect(error?.jsonPath == "\(Self.tree).\(place)")
    #expect(error?.location.byteOffset != nil)
  }

  @Test(arguments: [
    "left_children", "right_children", "parents", "split_indices", "split_conditions", "default_left",
    "loss_changes", "sum_hessian", "base_weights", "split_type",
  ])
  func `an array of another length is refused at its place`(key: String) throws {
    let error = refusal(ofXGBoost: try Self.pruned.replacing("\"\(key)\":[", by: "\"\(key)\":[0,"))
    #expect(error?.code == .inconsistentDocument)
    #expect(error?.message == "expected 15 numbers, found 16")
    #expect(error?.jsonPath == "\(Self.tree).\(key)")
  }

  @Test(arguments: [
    (#""split_conditions":[-6.5999997E-1"#, #""split_conditions":[NaN"#, ScoringError.Code.numberOutOfRange),
    (#"1.0761667E0,1.9824834E0"#, "Infinity,1.9824834E0", .numberOutOfRange),
    (#"1.0761667E0,1.9824834E0"#, "1E39,1.9824834E0", .numberOutOfRange),
    (#""split_indices":[1"#, #""split_indices":[2"#, .inconsistentDocument),
    (#""split_indices":[1"#, #""split_indices":[-1"#, .inconsistentDocument),
    (#""split_indices":[1"#, #""split_indices":[0.5"#, .numberOutOfRange),
    (#""split_indices":[1"#, #""split_indices":["1""#, .malformedDocument),
    (#""num_nodes":"15""#, #""num_nodes":"0""#, .numberOutOfRange),
    (#""num_nodes":"15""#, #""num_nodes":"99999999999""#, .numberOutOfRange),
    (#""num_trees":"1""#, #""num_trees":"2""#, .inconsistentDocument),
    (#""tree_info":[0]"#, #""tree_info":[1]"#, .inconsistentDocument),
    (#""id":0"#, #""id":1"#, .numberOutOfRange), (#""id":0"#, #""id":"0""#, .malformedDocument),
    (#""split_type":[0"#, #""split_type":[2"#, .inconsistentDocument),
    (#""split_type":[0"#, #""split_type":[1"#, .inconsistentDocument),
  ])
  func `a tree that cannot be is refused`(old: String, new: String, code: ScoringError.Code) throws {
    #expect(refusal(ofXGBoost: try Self.pruned.replacing(old, by: new))?.code == code)
  }

  @Test func `an infinite threshold is one that every number is below`() throws {
    let bytes = try Self.pruned.replacing(
      #""split_conditions":[-6.5999997E-1"#, by: #""split_conditions":[Infinity"#)
    let forest = try XGBoostReader.read(json: bytes).forest
    #expect(try forest.leaves(of: [9, 3e38]) == [4])
    #expect(try forest.leaves(of: [0, .nan]) == [13])
  }

  @Test func `sums that are no covers leave a model that scores and explains nothing`() throws {
    let bytes = try Self.pruned.replacing(#""sum_hessian":[4E2"#, by: #""sum_hessian":[-4E2"#)
    let forest = try XGBoostReader.read(json: bytes).forest
    #expect(try forest.singleMargins(of: Self.pruned.rows[0]) == Self.pruned.margins[0])
    #expect(throws: ScoringError.self) { try Explainer(forest) }
  }

  @Test func `booleans of 1_5 and files without split types are read`() throws {
    let booleans = (0..<15).map { [1, 6, 9, 10, 11, 12].contains($0) ? "true" : "false" }.joined(
      separator: ",")
    let bytes = try Self.pruned.replacing([
      ("[0,1,0,0,0,0,1,0,0,1,1,1,1,0,0]", "[\(booleans)]"),
      (#""split_type":[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]"#, #""_":[]"#),
    ])
    let forest = try XGBoostReader.read(json: bytes).forest
    for (row, margins) in zip(Self.pruned.rows, Self.pruned.margins) {
      #expect(try forest.singleMargins(of: row) == margins)
    }
  }
}
