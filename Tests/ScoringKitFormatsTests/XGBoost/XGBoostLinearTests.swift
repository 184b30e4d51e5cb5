import Foundation
import ScoringKit
import Testing

@testable import ScoringKitFormats

@Suite struct XGBoostLinearTests {
  private static let sample = XGBoostSample.linear
  /// The margin of its base score, 0.2.
  private static let baseMargin: Float = -1.3862944

  /// The weights of `linear`, as text.
  private func weights() throws -> Substring {
    let text = Self.sample.text
    let start = try #require(text.range(of: #""weights":["#)?.upperBound)
    return text[start...].prefix { $0 != "]" }
  }

  @Test func `the bias is the last weight, and the base margin is added to it in float32`() throws {
    let forest = try Self.sample.forest()
    let bias = try #require(Float(try weights().split(separator: ",")[2]))
    #expect(try forest.singleMargins(of: [.nan, .nan]) == [bias + Self.baseMargin])
  }

  @Test func `weights of several outputs alternate, and all begin as the first one does`() throws {
    let bytes = try XGBoostSample.dart.replacing([
      (#""base_score":"[-5.850637E-2,-3.7172055E-1,4.3022698E-1]""#, #""base_score":"[1E0,2E0,3E0]""#)
    ])
    let text = String(decoding: bytes, as: UTF8.self)
    let start = try #require(text.range(of: #""gradient_booster":"#)?.upperBound)
    let end = try #require(text.range(of: #","learner_model_param""#)?.lowerBound)
    let model = #"{"model":{"boosted_rounds":1,"weights":[1,2,4,8,16,32,0.5,0.25,0.125]},"name":"gblinear"}"#
    let linear = Array((text[..<start] + model + text[end...]).utf8)
    let forest = try XGBoostReader.read(json: linear).forest
    #expect(try forest.singleMargins(of: [1, 10]) == [82.5, 163.25, 325.125])
    let newer = String(decoding: linear, as: UTF8.self).replacing("[3,2,0]", with: "[3,3,0]")
    let same = try XGBoostReader.read(json: Array(newer.utf8)).forest
    #expect(try same.singleMargins(of: [1, 10]) == [82.5, 163.25, 325.125])
  }

  @Test func `another number of weights is refused`() throws {
    let error = refusal(ofXGBoost: try Self.sample.replacing(#""weights":["#, by: #""weights":[1,"#))
    #expect(error?.code == .inconsistentDocument)
    #expect(error?.jsonPath == "$.learner.gradient_booster.model.weights")
  }

  @Test func `an untrained linear model is its bias of zero`() throws {
    let bytes = try Self.sample.replacing(#""weights":[\#(try weights())]"#, by: #""weights":[]"#)
    let forest = try XGBoostReader.read(json: bytes).forest
    #expect(
      try forest.singleMargins(of: [1, 2]) == [Self.baseMargin])
  }

  @Test func `a value that stands for a missing one adds nothing`() throws {
    let forest = try Self.sample.forest(.init(missingValue: -999))
    let expected = try Self.sample.forest().singleMargins(of: [0.4, .nan])
    #expect(try forest.singleMargins(of: [0.4, -999]) == expected)
    let contributions = try Explainer(forest).contributions(of: [0.4, -999])
    #expect(contributions[1] == 0)
  }
}
