import ScoringKit
import Testing

@testable import ScoringKitFormats

/// Files that are no model, by what they begin with.
@Suite struct ForeignDocumentTests {
  private static let samples: [(content: [UInt8], words: String)] = [
    (Array("version https://git-lfs.github.com/spec/v1\n".utf8), "Git LFS"),
    (Array("CBM1xyz".utf8), "CatBoost"),
    (Array("binf\u{0}\u{0}".utf8), "XGBoost's old binary"),
    (Array("PK\u{3}\u{4}____archive/data.pkl".utf8), "PyTorch"), (Array("PK\u{3}\u{4}".utf8), "zip"),
    ([0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A], "HDF5"), (Array("PAR1".utf8), "Parquet"),
    (Array("RDX3\n".utf8), "R workspace"), ([0x7F, 0x45, 0x4C, 0x46], "compiled"), ([0, 0, 0], "zeros"),
    ([0xEF, 0xBB, 0xBF, 0x74, 0x72, 0x65, 0x65], "byte order mark"),
    (Array(" <!DOCTYPE HTML>".utf8), "web page"),
    (Array("<?xml version='1.0'?><PMML>".utf8), "PMML"), (Array("booster[0]:\n0:[f0<1]".utf8), "dump"),
    (Array("flavors:\nmlflow_version: 2\n".utf8), "MLflow"), (Array("a,b\n1,2\n".utf8), "CSV"),
    (Array("[1, 2]".utf8), "JSON list"), ([0x08, 0x01, 0x12, 0x20, 0x0A, 0x01, 0x41], "TensorFlow"),
    (Array("{\"cells\": [], \"nbformat\": 4}".utf8), "notebook"),
    (Array("{\"num_leaves\": 31}".utf8), "parameters"),
  ]

  @Test(arguments: samples)
  func `what a file is stands in the refusal`(content: [UInt8], words: String) throws {
    let error = try #require(throws: ScoringError.self) { try ModelDocument(bytes: content) }
    #expect(error.code == .unknownFormat)
    #expect(error.message.contains(words))
  }

  @Test(arguments: samples)
  func `a beginning cut anywhere is refused`(content: [UInt8], words: String) {
    for count in content.indices {
      #expect(throws: ScoringError.self) { try ModelDocument(bytes: Array(content.prefix(count))) }
    }
  }

  @Test func `a bundle is a bundle whatever its features are called`() throws {
    let features = ["learning_rate", "cells"].map { FeatureSchema.Feature(name: $0) }
    let bundle = Bundle(
      schema: try FeatureSchema(features), scaler: nil, policy: nil,
      model: EmbeddedModel(
        lightGBMText: BundleSample.modelText.replacing("duration purpose", with: "learning_rate cells")))
    let document = try ModelDocument(bytes: bundle.jsonBytes())
    #expect(document.model.schema.features.map(\.name) == ["learning_rate", "cells"])
  }
}
