import ScoringKit
import Testing

@testable import ScoringKitFormats

@Suite struct BundleOpenCategoryTests {
  private func bundle(acceptsUnknown: Bool) throws -> Bundle {
    let home = FeatureSchema.Feature(
      name: "home", kind: .categorical(["own", "rent"], acceptsUnknown: acceptsUnknown))
    return Bundle(
      schema: try FeatureSchema([home]), scaler: nil, policy: nil, modelText: BundleSample.modelText)
  }

  @Test(arguments: [false, true])
  func `a bundle keeps whether a column takes other texts`(acceptsUnknown: Bool) throws {
    let bundle = try bundle(acceptsUnknown: acceptsUnknown)
    let bytes = try bundle.jsonBytes()
    #expect(try Bundle.read(bytes).schema == bundle.schema)
    #expect(String(decoding: bytes, as: UTF8.self).contains("open_categorical") == acceptsUnknown)
  }
}
