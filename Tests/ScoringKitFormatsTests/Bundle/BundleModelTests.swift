import ScoringKit
import ScoringKitTestSupport
import Testing

@testable import ScoringKitFormats

@Suite struct BundleModelTests {
  private func bundle(
    schema: [FeatureSchema.Feature]? = nil, scaler: MinMaxScaler? = nil, policy: Policy? = nil,
    modelText: String = BundleSample.modelText
  ) throws -> Bundle {
    Bundle(
      schema: try schema.map { try FeatureSchema($0) } ?? BundleSample.schema(), scaler: scaler,
      policy: policy,
      modelText: modelText)
  }

  private func margin(_ model: ScoringModel, _ row: [Double]) throws -> Double {
    var margins = [0.0]
    var span = margins.mutableSpan
    try model.writeMargins(of: row.span, layout: RowLayout(rowCount: 1, columnCount: 2), into: &span)
    return margins[0]
  }

  @Test func `a bundle scores as LightGBM does, to the bit`() throws {
    let document = try ModelDocument(bytes: try bundle().jsonBytes())
    for (row, margin) in BundleSample.trainedMargins {
      #expect(try self.margin(document.model, row) == margin)
    }
    #expect(document.format == "lightgbm-text v4")
    #expect(document.digest == Digest.sha256(Array(BundleSample.modelText.utf8)))
    #expect(document.bundle != nil)
  }

  @Test func `a bundle with a scaler takes raw columns`() throws {
    let scaler = try MinMaxScaler(scale: [2, 1], minimum: [-12, 0])
    let document = try ModelDocument(bytes: try bundle(scaler: scaler).jsonBytes())
    for (row, margin) in BundleSample.trainedMargins {
      #expect(try self.margin(document.model, [(row[0] + 12) / 2, row[1]]) == margin)
    }
  }

  @Test func `a bundle decides by its policy`() throws {
    for (threshold, isRefused) in [(0.55, true), (0.65, false)] {
      let policy = try Policy(
        positiveClass: "default", threshold: threshold, refusal: .atLeast, reasonLimit: 0)
      let document = try ModelDocument(bytes: try bundle(policy: policy).jsonBytes())
      #expect(try document.model.decide([60, 0].span).isRefused == isRefused)
    }
  }

  @Test func `a bundle states the columns that speak for refusal`() throws {
    let policy = try Policy(positiveClass: "default", threshold: 0.5, refusal: .atLeast, reasonLimit: 1)
    let document = try ModelDocument(bytes: try bundle(policy: policy).jsonBytes())
    #expect(try document.model.decide([60, 0].span).reasons.map(\.feature) == [0])
  }

  @Test func `a fault of the embedded model is refused by its path, with its line`() throws {
    let text = BundleSample.modelText.replacing("num_leaves=3", with: "num_leaves=0", maxReplacements: 1)
    let error = #expect(throws: ScoringError.self) {
      try ModelDocument(bytes: try bundle(modelText: text).jsonBytes())
    }
    #expect(error?.location == .path("$.model.text", byte: nil))
    #expect(error?.message.hasPrefix("line 13: ") == true)
  }

  @Test func `an embedded text that is no model is of unknown format`() throws {
    let error = #expect(throws: ScoringError.self) {
      try ModelDocument(bytes: try bundle(modelText: "{}").jsonBytes())
    }
    #expect(error?.code == .unknownFormat)
    #expect(error?.location == .path("$.model.text", byte: nil))
  }

  @Test func `a schema that is not the model's is refused`() throws {
    let wrong: [[FeatureSchema.Feature]] = [
      [.init(name: "purpose"), .init(name: "duration")], [.init(name: "duration")],
      [.init(name: "duration"), .init(name: "other")],
    ]
    for schema in wrong {
      let error = #expect(throws: ScoringError.self) {
        try ModelDocument(bytes: try bundle(schema: schema).jsonBytes())
      }
      #expect(error?.code == .inconsistentDocument)
    }
  }

  @Test func `a scaler of another width is refused`() throws {
    let error = #expect(throws: ScoringError.self) {
      try ModelDocument(bytes: try bundle(scaler: try MinMaxScaler(scale: [1], minimum: [0])).jsonBytes())
    }
    #expect(error?.code == .inconsistentDocument)
  }
}
