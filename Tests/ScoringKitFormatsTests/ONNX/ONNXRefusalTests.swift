import ScoringKit
import Testing

@testable import ScoringKitFormats

@Suite struct ONNXRefusalTests {
  private typealias Document = ONNXDocument

  private func code(_ document: ONNXDocument) -> ScoringError.Code? { refusal(ofONNX: document.bytes)?.code }

  @Test(arguments: ["BRANCH_EQ", "BRANCH_NEQ", "BRANCH_MEMBER", "leaf", ""])
  func `another comparison is refused by name`(mode: String) {
    let error = refusal(ofONNX: Document.regressor(mode: mode).bytes)
    #expect(error?.code == .unsupportedFeature)
    #expect(error?.message == "TreeEnsembleRegressor: the comparison '\(mode)' is not supported")
  }

  @Test(arguments: [
    ("post_transform", "PROBIT"), ("post_transform", "SOFTMAX"), ("aggregate_function", "AVERAGE"),
    ("aggregate_function", "MAX"),
  ])
  func `another transform or aggregate is refused by name`(name: String, value: String) {
    let error = refusal(ofONNX: Document.regressor().with(name, Document.attribute(name, text: value)).bytes)
    #expect(error?.code == .unsupportedFeature)
    #expect(error?.message == "TreeEnsembleRegressor: \(name) '\(value)' is not supported")
  }

  @Test(arguments: ["nodes_values_as_tensor", "base_values_as_tensor", "target_weights_as_tensor"])
  func `numbers in double are refused by name`(name: String) {
    let document = Document.regressor().with(name, Document.attribute(name, integer: 1))
    #expect(code(document) == .unsupportedFeature)
  }

  @Test(arguments: ["Concat", "OneHotEncoder", "LinearClassifier", "TreeEnsemble", "Clip"])
  func `another operator is refused by name, before the trees and behind them`(operation: String) {
    var document = Document.regressor()
    document.before = [.init(operation: operation, inputs: ["X"], outputs: ["Z"])]
    document.ensemble.inputs = ["Z"]
    var error = refusal(ofONNX: document.bytes)
    #expect(error?.code == .unsupportedFeature)
    #expect(error?.message.hasPrefix("\(operation): ") ?? false)
    document = Document.regressor()
    document.behind = [.init(operation: operation, inputs: ["Y"], outputs: ["Z"])]
    error = refusal(ofONNX: document.bytes)
    #expect(error?.code == .unsupportedFeature)
    #expect(error?.message.hasPrefix("\(operation): ") ?? false)
  }

  @Test func `an operator of another domain is refused`() {
    var document = Document.regressor()
    document.behind = [.init(operation: "Identity", inputs: ["Y"], outputs: ["Z"], domain: "example")]
    #expect(code(document) == .unsupportedFeature)
    document.behind[0].domain = ""
    #expect(code(document) == nil)
  }

  @Test func `only a multiplication by one may follow the trees`() {
    var document = Document.regressor()
    document.behind = [.init(operation: "Mul", inputs: ["Y", "factor"], outputs: ["Z"], domain: "")]
    document.constants = [("factor", [1])]
    #expect(code(document) == nil)
    document.constants = [("factor", [2])]
    #expect(code(document) == .unsupportedFeature)
    document.constants = []
    #expect(code(document) == .unsupportedFeature)
  }

  @Test func `a graph that is no chain from one matrix of float32 is refused`() {
    var document = Document.regressor()
    document.inputs = ["X", "Z"]
    #expect(code(document) == .unsupportedFeature)
    document = Document.regressor()
    document.elementType = 11
    #expect(code(document) == .unsupportedFeature)
    document = Document.regressor()
    document.ensemble.inputs = ["Q"]
    #expect(code(document) == .unsupportedFeature)
    document = Document.regressor()
    document.ensemble.operation = "Identity"
    #expect(code(document) == .unsupportedFeature)
    document = Document.regressor()
    document.operatorVersion = 5
    #expect(code(document) == .unsupportedVersion)
  }

  @Test(arguments: [
    ("nodes_nodeids", [0, 1, 2], ScoringError.Code.inconsistentDocument),
    ("nodes_nodeids", [0, 1, 1, 0], .inconsistentDocument),
    ("nodes_treeids", [0, 0, 7, 0], .unsupportedFeature),
    ("nodes_treeids", [0, 7, 0, 0], .unsupportedFeature),
    ("nodes_truenodeids", [2, 0, 0, 0], .inconsistentDocument),
    ("nodes_truenodeids", [0, 0, 0, 0], .inconsistentDocument),
    ("nodes_truenodeids", [9, 0, 0, 0], .inconsistentDocument),
    ("nodes_truenodeids", [-1, 0, 0, 0], .inconsistentDocument),
    ("nodes_featureids", [-1, 0, 0, 0], .numberOutOfRange),
    ("nodes_featureids", [2, 0, 0, 0], .inconsistentDocument),
    ("nodes_featureids", [Int64.max, 0, 0, 0], .numberOutOfRange),
    ("nodes_missing_value_tracks_true", [1], .inconsistentDocument),
    ("target_treeids", [0, 0, 8], .inconsistentDocument),
    ("target_nodeids", [0, 2, 0], .inconsistentDocument), ("target_nodeids", [2, 2, 0], .unsupportedFeature),
    ("target_ids", [0, 0, 1], .inconsistentDocument), ("target_ids", [0, 0, -1], .inconsistentDocument),
    ("target_ids", [0], .inconsistentDocument),
  ])
  func `numbers that are no trees are refused`(name: String, numbers: [Int64], code: ScoringError.Code) {
    #expect(self.code(Document.regressor().with(name, Document.attribute(name, numbers))) == code)
  }

  @Test func `weights that no leaf can have are refused`() {
    let document = Document.regressor()
    func with(_ name: String, _ singles: [Float]) -> ONNXDocument {
      document.with(name, Document.attribute(name, singles: singles))
    }
    #expect(code(with("target_weights", [1, .nan, 0])) == .numberOutOfRange)
    #expect(code(with("target_weights", [1, .infinity, 0])) == .numberOutOfRange)
    #expect(code(with("nodes_values", [.nan, 0, 0, 0])) == .numberOutOfRange)
    #expect(code(with("base_values", [.nan])) == .inconsistentDocument)
    #expect(code(with("base_values", [1, 2])) == .unsupportedFeature)
    #expect(
      code(document.with("n_targets", Document.attribute("n_targets", integer: 0))) == .inconsistentDocument)
    #expect(
      code(document.with("n_targets", Document.attribute("n_targets", integer: .max)))
        == .inconsistentDocument)
  }
}
