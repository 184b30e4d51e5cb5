import ScoringKit
import Testing

@testable import ScoringKitFormats

@Suite struct XGBoostParameterTests {
  private static let pruned = XGBoostSample.pruned
  private static let dart = XGBoostSample.dart

  @Test(arguments: ["1,5,0", "1,7,6", "2,0,3", "2,1,4", "3,0,5", "3,4,9"])
  func `a release from 1_5 to 3_4 is read`(version: String) throws {
    let bytes = try Self.pruned.replacing("[3,2,0]", by: "[\(version)]")
    #expect(try XGBoostReader.read(json: bytes).version.description == version.replacing(",", with: "."))
  }

  @Test(arguments: ["0,90,0", "1,4,2", "3,5,0", "4,0,0", "-1,-1,-1"])
  func `another release is refused by its number`(version: String) throws {
    let error = refusal(ofXGBoost: try Self.pruned.replacing("[3,2,0]", by: "[\(version)]"))
    #expect(error?.code == .unsupportedVersion)
    #expect(error?.jsonPath == "$.version")
    #expect(error?.message.contains(version.replacing(",", with: ".")) == true)
  }

  @Test(arguments: [
    ("\"num_class\":\"0\"", "\"num_class\":\"-1\"", ScoringError.Code.numberOutOfRange, ".num_class"),
    ("\"num_class\":\"0\"", "\"num_class\":\"2000000000\"", .numberOutOfRange, ".num_class"),
    ("\"num_class\":\"0\"", "\"num_class\":0", .malformedDocument, ".num_class"),
    ("\"num_class\":\"0\"", "\"num_class\":\"2x\"", .malformedDocument, ".num_class"),
    ("\"num_target\":\"1\"", "\"num_target\":\"0\"", .numberOutOfRange, ".num_target"),
    (
      "\"num_feature\":\"2\",\"num_target\"", "\"num_feature\":\"0\",\"num_target\"", .numberOutOfRange,
      ".num_feature"
    ),
    ("\"base_score\":\"[2.5E-1]\"", "\"base_score\":\"[1E0,2E0]\"", .inconsistentDocument, ".base_score"),
  ])
  func `a parameter that cannot be is refused at its place`(
    old: String, new: String, code: ScoringError.Code, place: String
  ) throws {
    let error = refusal(ofXGBoost: try Self.pruned.replacing(old, by: new))
    #expect(error?.code == code)
    #expect(error?.jsonPath == "$.learner.learner_model_param" + place)
  }

  @Test func `classes of objective and learner must agree`() throws {
    let error = refusal(
      ofXGBoost: try Self.dart.replacing(
        #""softmax_multiclass_param":{"num_class":"3"}"#, by: #""softmax_multiclass_param":{"num_class":"4"}"#
      ))
    #expect(error?.code == .inconsistentDocument)
  }

  @Test func `one base score serves every class`() throws {
    let bytes = try Self.dart.replacing(
      #""base_score":"[-5.850637E-2,-3.7172055E-1,4.3022698E-1]""#, by: #""base_score":"5E-1""#)
    #expect(try XGBoostReader.read(json: bytes).forest.baseMargins == [0.5, 0.5, 0.5])
  }

  @Test func `several targets with leaves of one number are outputs`() throws {
    let bytes = try Self.dart.replacing([
      (
        #""num_class":"3","num_feature":"2","num_target":"1""#,
        #""num_class":"0","num_feature":"2","num_target":"3""#
      ),
      (
        #""name":"multi:softprob","softmax_multiclass_param":{"num_class":"3"}"#, #""name":"binary:logistic""#
      ),
      (#"[-5.850637E-2,-3.7172055E-1,4.3022698E-1]"#, #"[5E-1,5E-1,5E-1]"#),
    ])
    let forest = try XGBoostReader.read(json: bytes).forest
    #expect(forest.outputCount == 3)
    #expect(forest.link == .sigmoid(.xgBoost))
  }

  @Test(arguments: [
    (
      #""num_class":"3","num_feature":"2","num_target":"1""#,
      #""num_class":"3","num_feature":"2","num_target":"2""#,
      "num_target and num_class"
    ),
    (#""size_leaf_vector":"1""#, #""size_leaf_vector":"3""#, "multi_output_tree"),
    (#""name":"dart""#, #""name":"oblique""#, "'oblique'"),
  ])
  func `what is not supported is refused by name`(old: String, new: String, name: String) throws {
    let error = refusal(ofXGBoost: try Self.dart.replacing(old, by: new))
    #expect(error?.code == .unsupportedFeature)
    #expect(error?.message.contains(name) == true)
  }

  @Test func `a model of several quantiles is refused by name`() throws {
    let error = refusal(
      ofXGBoost: try Self.pruned.replacing([
        (#""num_target":"1""#, #""num_target":"2""#), ("reg:squarederror", "reg:quantileerror"),
      ]))
    #expect(error?.code == .unsupportedFeature)
    #expect(error?.message.contains("quantile") == true)
  }

  @Test func `names must be as many as features, and features without names not without end`() throws {
    let few = refusal(ofXGBoost: try Self.pruned.replacing(#"["income","debt"]"#, by: #"["income"]"#))
    #expect(few?.code == .inconsistentDocument)
    #expect(few?.jsonPath == "$.learner.feature_names")
    let many = refusal(
      ofXGBoost: try Self.pruned.replacing([
        (#"["income","debt"]"#, "[]"),
        (#""num_feature":"2","num_target""#, #""num_feature":"2000000000","num_target""#),
      ]))
    #expect(many?.code == .numberOutOfRange)
  }

  @Test(arguments: [
    #""version":[3,2,0]"#, #""learner_model_param":{"#, #""objective":{"name""#, #""gradient_booster":{"#,
    #""num_feature":"2","num_target""#, #""base_score""#, #""num_trees""#, #""tree_info""#, #""trees""#,
    #""left_children""#, #""right_children""#, #""parents""#, #""split_indices""#, #""split_conditions""#,
    #""default_left""#, #""loss_changes""#, #""sum_hessian""#, #""base_weights""#, #""num_nodes""#,
    #""id""#, #""categories_nodes""#, #""enc""#,
  ])
  func `a key that is needed and missing is refused`(key: String) throws {
    let error = refusal(ofXGBoost: try Self.pruned.replacing(key, by: "\"_" + key.dropFirst()))
    #expect(error?.code == .malformedDocument)
    #expect(error?.message.contains("is missing") == true)
  }
}
