import ScoringKit
import Testing

@testable import ScoringKitFormats

@Suite struct XGBoostIterationTests {
  private static let sample = XGBoostSample.dart

  private func forest(
    _ iterations: XGBoostIterations, attributes: String = "{}", changes: [(old: String, new: String)] = []
  ) throws -> Forest {
    let bytes = try Self.sample.replacing([("\"attributes\":{}", "\"attributes\":" + attributes)] + changes)
    return try XGBoostReader.read(json: bytes, options: .init(iterations: iterations)).forest
  }

  @Test func `all iterations count unless others are asked for`() throws {
    #expect(try forest(.all, attributes: #"{"best_iteration":"0"}"#).trees.count == 6)
  }

  @Test func `the best ones end with the best iteration`() throws {
    #expect(try forest(.best, attributes: #"{"best_iteration":"0","best_score":"1"}"#).trees.count == 3)
    #expect(try forest(.best, attributes: #"{"best_iteration":"1"}"#).trees.count == 6)
  }

  @Test func `without a best iteration the best ones are all`() throws {
    #expect(try forest(.best).trees.count == 6)
    #expect(try forest(.best, attributes: #"{"best_iteration":"-1"}"#).trees.count == 6)
  }

  @Test func `a best iteration that the model does not have is refused`() throws {
    let error = #expect(throws: ScoringError.self) {
      try forest(.best, attributes: #"{"best_iteration":"2"}"#)
    }
    #expect(error?.code == .inconsistentDocument)
    #expect(error?.jsonPath == "$.learner.attributes.best_iteration")
  }

  @Test func `a range of iterations has their trees and outputs`() throws {
    let second = try forest(.range(1..<2))
    let all = try forest(.all)
    #expect(second.trees.map(\.leafValues) == all.trees.suffix(3).map(\.leafValues))
    #expect(second.outputOfTree == [0, 1, 2])
    #expect(second.baseMargins == all.baseMargins)
    #expect(try forest(.range(0..<0)).trees.isEmpty)
    for range in [0..<3, -1..<1, 3..<3] {
      let error = #expect(throws: ScoringError.self) { try forest(.range(range)) }
      #expect(error?.code == .invalidArgument)
    }
  }

  private static let withoutStarts = (old: #""iteration_indptr":[0,3,6]"#, new: #""_":[]"#)

  @Test func `before 2_0 an iteration has num_parallel_tree trees an output`() throws {
    let parallel = (old: #""num_parallel_tree":"1""#, new: #""num_parallel_tree":"2""#)
    #expect(try forest(.range(0..<1), changes: [Self.withoutStarts]).trees.count == 3)
    #expect(try forest(.range(0..<1), changes: [parallel, Self.withoutStarts]).trees.count == 6)
  }

  @Test func `before 1_6 early stopping tells how many trees an iteration has`() throws {
    let unknown = (old: #""num_parallel_tree":"1""#, new: #""size_leaf_vector":"0""#)
    let attributes = #"{"best_iteration":"0","best_ntree_limit":"2"}"#
    let forest = try forest(.best, attributes: attributes, changes: [unknown, Self.withoutStarts])
    #expect(forest.trees.count == 6)
  }

  @Test(arguments: ["[0,3]", "[1,6]", "[]", "[0,6,3,6]", "[0,7]", "[0,\"6\"]", "6"])
  func `iterations that do not make up the trees are refused`(starts: String) throws {
    let error = #expect(throws: ScoringError.self) {
      try forest(.all, changes: [(#""iteration_indptr":[0,3,6]"#, #""iteration_indptr":"# + starts)])
    }
    #expect(error?.code == .inconsistentDocument || error?.code == .malformedDocument)
    #expect(error?.jsonPath == "$.learner.gradient_booster.gbtree.model.iteration_indptr")
  }

  @Test func `a linear model has no iterations to choose from, and its best are all`() throws {
    #expect(try XGBoostSample.linear.forest(.init(iterations: .best)).trees.count == 1)
    let error = refusal(
      ofXGBoost: XGBoostSample.linear.jsonBytes, options: .init(iterations: .range(0..<1)))
    #expect(error?.code == .unsupportedFeature)
  }
}
