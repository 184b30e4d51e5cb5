import Foundation
import ScoringKit
import Testing

@testable import ScoringKitFormats

/// A small model that a converter wrote, with ONNX Runtime's own answers.
struct ONNXSample: CustomTestStringConvertible, Sendable {
  let base64: String
  let rows: [[Double]]
  let margins: [[Float]]
  let predictions: [[Float]]

  static let all = [forest, tree, boosted, classes]

  var testDescription: String { "\(bytes.count) bytes, \(margins[0].count) outputs" }

  var bytes: [UInt8] {
    [UInt8](Data(base64Encoded: base64.replacing("\n", with: "")) ?? Data())
  }
}

/// What a document of ONNX is refused with; nil if it is read.
func refusal(ofONNX bytes: [UInt8]) -> ScoringError? {
  do throws(ScoringError) {
    _ = try ONNXReader.read(bytes)
    return nil
  } catch {
    return error
  }
}
