import Foundation
import ScoringKit
import ScoringKitTestSupport
import Testing

@testable import ScoringKitFormats

@Suite struct XGBoostObjectiveTests {
  private func forest(_ objective: String, base: String, version: String = "3,2,0") throws -> Forest {
    let bytes = try XGBoostSample.pruned.replacing([
      ("reg:squarederror", objective), ("[2.5E-1]", base), ("[3,2,0]", "[\(version)]"),
    ])
    return try XGBoostReader.read(json: bytes).forest
  }

  @Test(arguments: ["binary:logistic", "reg:logistic"])
  func `the sigmoid of XGBoost 1.5 has no bound`(objective: String) throws {
    #expect(try forest(objective, base: "5E-1", version: "1,5,2").link == .sigmoid(.xgBoostBefore1_6))
    #expect(try forest(objective, base: "5E-1", version: "1,6,0").link == .sigmoid(.xgBoost))
  }

  @Test(
    arguments: [
      ("binary:logistic", .sigmoid(.xgBoost)), ("reg:logistic", .sigmoid(.xgBoost)),
      ("binary:logitraw", .identity),
      ("binary:hinge", .hinge), ("reg:squarederror", .identity), ("reg:linear", .identity),
      ("reg:squaredlogerror", .identity), ("reg:pseudohubererror", .identity),
      ("reg:absoluteerror", .identity), ("reg:quantileerror", .identity),
      ("reg:gamma", .exponential(.xgBoost)),
      ("reg:tweedie", .exponential(.xgBoost)), ("count:poisson", .exponential(.xgBoost)),
      ("survival:cox", .exponential(.xgBoost)), ("survival:aft", .exponential(.xgBoostSurvival)),
      ("rank:pairwise", .identity),
      ("rank:ndcg", .identity), ("rank:map", .identity),
    ] as [(String, LinkFunction)])
  func `an objective has its link`(objective: String, link: LinkFunction) throws {
    let forest = try forest(objective, base: "[5E-1]")
    #expect(forest.link == link)
    #expect(forest.objective == objective)
  }

  /// The margins are those that XGBoost itself starts from, of 3.0 and 3.2 alike.
  @Test(
    arguments: [
      ("binary:logistic", "2E-1", -1.3862944 as Float), ("reg:logistic", "[4E-1]", -0.4054651),
      ("binary:logistic", "9.116092E-1", 2.3334439), ("binary:logitraw", "[3E-1]", 0.3),
      ("binary:hinge", "7E-1", 0.7), ("reg:squarederror", "-3.25E0", -3.25),
      ("count:poisson", "[3.7E-1]", -0.99425226), ("reg:gamma", "3.1E0", 1.1314021),
      ("reg:tweedie", "[1.29E1]", 2.5572274), ("survival:cox", "8E-1", -0.22314353),
      ("survival:aft", "5E-1", -0.6931472), ("rank:ndcg", "5E-1", 0.5),
    ] as [(String, String, Float)])
  func `the base score passes the inverse of the link in float32`(
    objective: String, base: String, margin: Float
  ) throws {
    #expect(try forest(objective, base: base).baseMargins.map { Float($0) } == [margin])
  }

  @Test func `from 3_2 on a base probability is held off 0 and 1`() throws {
    #expect(try forest("binary:logistic", base: "[1E-7]").baseMargins.map { Float($0) } == [-13.81551])
    #expect(try forest("binary:logistic", base: "[0E0]").baseMargins.map { Float($0) } == [-13.81551])
    let older = try forest("binary:logistic", base: "[1E-7]", version: "3,1,0")
    #expect(older.baseMargins.map { Float($0) } == [-16.118095])
  }

  @Test(arguments: [
    ("binary:logistic", "[1.5E0]", "3,2,0"), ("binary:logistic", "[0E0]", "3,1,0"),
    ("binary:logistic", "[1E0]", "2,0,0"), ("reg:gamma", "[0E0]", "3,2,0"), ("reg:gamma", "[-1E0]", "3,2,0"),
  ])
  func `a base score that the objective cannot have is refused`(
    objective: String, base: String, version: String
  ) throws {
    let error = #expect(throws: ScoringError.self) { try forest(objective, base: base, version: version) }
    #expect(error?.code == .numberOutOfRange)
    #expect(error?.jsonPath == "$.learner.learner_model_param.base_score")
  }

  @Test(arguments: [
    "5E-1", "[5E-1]", "0.5", "5.000000e-01", " [ 5E-1 ] ", "[0.5]", "+.5", "500e-3",
  ])
  func `a base score is read in every form`(text: String) throws {
    #expect(try forest("reg:squarederror", base: text).baseMargins == [0.5])
  }

  @Test(arguments: [
    "", "[]", "[", "5E-1]", "[5E-1", "[5E-1,]", "x", "[nan]", "inf", "1e99", "[[1]]", "(5E-1)",
  ])
  func `what is no base score is refused`(text: String) throws {
    let error = #expect(throws: ScoringError.self) { try forest("reg:squarederror", base: text) }
    #expect(error?.code == .malformedDocument)
  }

  @Test func `an unknown objective is refused by name`() throws {
    let error = refusal(
      ofXGBoost: try XGBoostSample.pruned.replacing("reg:squarederror", by: "reg:expectileerror"))
    #expect(error?.code == .unsupportedObjective)
    #expect(error?.message.contains("'reg:expectileerror'") == true)
    #expect(error?.jsonPath == "$.learner.objective.name")
  }

  @Test func `softmax answers a class, softprob a probability for each`() throws {
    let bytes = try XGBoostSample.dart.replacing("multi:softprob", by: "multi:softmax")
    let forest = try XGBoostReader.read(json: bytes).forest
    #expect(forest.predictionCount == 1)
    for (row, margins) in zip(XGBoostSample.dart.rows, XGBoostSample.dart.margins) {
      let greatest = margins.firstIndex(of: margins.max() ?? 0) ?? -1
      #expect(try Evaluator(forest).predictions(of: row) == [Double(greatest)])
    }
  }

  /// 3.1 takes the score of a model that was never fitted for a margin, so its answers here are 0.5, not 0.
  @Test func `an estimated base score of a model without trees is a margin from 3_1 on`() throws {
    let untrained = [
      ("reg:squarederror", "binary:logistic"), (#""num_trees":"1""#, #""num_trees":"0""#),
      ("[2.5E-1]", "[5E-1]"), (#""boost_from_average":"0""#, #""boost_from_average":"1""#),
      (#""iteration_indptr":[0,1],"tree_info":[0]"#, #""iteration_indptr":[0],"tree_info":[]"#),
    ]
    let text = String(decoding: try XGBoostSample.pruned.replacing(untrained), as: UTF8.self)
    let start = try #require(text.range(of: #""trees":["#)?.upperBound)
    let end = try #require(text.range(of: #"]},"name":"gbtree""#)?.lowerBound)
    let bytes = Array((text[..<start] + text[end...]).utf8)
    #expect(try XGBoostReader.read(json: bytes).forest.baseMargins == [0.5])
    let older = Array(String(decoding: bytes, as: UTF8.self).replacing("[3,2,0]", with: "[3,0,5]").utf8)
    #expect(try XGBoostReader.read(json: older).forest.baseMargins == [0])
  }
}
