import ScoringKit
import ScoringKitTestSupport
import Testing

@testable import ScoringKitFormats

/// A small model that a converter wrote, with ONNX Runtime's own answers.
struct ONNXSample: CustomTestStringConvertible, Sendable {
  let bytes: [UInt8]
  let rows: [[Double]]
  let margins: [[Float]]
  let predictions: [[Float]]

  /// skl2onnx: an imputer, a scaler, and a random forest of two classes.
  static let forest = ONNXSample("forest")
  /// skl2onnx: a MinMaxScaler and a regression tree.
  static let tree = ONNXSample("tree")
  /// onnxmltools: XGBoost of two classes, by LOGISTIC.
  static let boosted = ONNXSample("boosted")
  /// onnxmltools: LightGBM of three classes, by SOFTMAX.
  static let classes = ONNXSample("classes")

  static let all = [forest, tree, boosted, classes]

  var testDescription: String { "\(bytes.count) bytes, \(margins[0].count) outputs" }

  private init(_ name: String) {
    bytes = Samples.bytes("ONNX/\(name).onnx")
    let tables = NumberTables(Samples.text("ONNX/\(name).txt"))
    rows = tables["rows"]
    margins = tables["margins"]
    predictions = tables["predictions"]
  }
}

/// What a document of ONNX is refused with; nil if it is read.
func refusal(ofONNX bytes: [UInt8]) -> ScoringError? {
  refusedWith { try ONNXReader.read(bytes) }
}
