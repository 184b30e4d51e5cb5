import ScoringKit
import ScoringKitTestSupport
import Testing

@testable import ScoringKitFormats

@Suite struct BundleFormatTests {
  private func bundle(
    of document: EmbeddedModel, schema: FeatureSchema? = nil, scaler: MinMaxScaler? = nil
  ) throws -> Bundle {
    let schema = try schema ?? document.read(.granted(to: document.bytes)).model.schema
    return Bundle(schema: schema, scaler: scaler, policy: nil, model: document)
  }

  private func xgBoost(
    _ style: UBJSONDocument.Style? = nil, _ options: XGBoostOptions = XGBoostOptions()
  ) throws -> EmbeddedModel {
    let json = XGBoostSample.pruned.jsonBytes
    guard let style else { return try EmbeddedModel(format: .xgBoostJSON, bytes: json, xgBoost: options) }
    return try EmbeddedModel(
      format: .xgBoostUBJSON, bytes: try UBJSONDocument.bytes(ofJSON: json, style: style), xgBoost: options)
  }

  private func pickle(_ name: String) throws -> EmbeddedModel {
    try EmbeddedModel(format: .pickle, bytes: ScikitLearnSample.named(name).bytes)
  }

  /// The document with one change made to its text, at the first place, and without the digests.
  private func document(_ bundle: Bundle, replacing old: String, by new: String) throws -> [UInt8] {
    let text = String(decoding: try bundle.jsonBytes(), as: UTF8.self)
      .replacing(/"sha256": "[0-9a-f]*",/, with: "")
    try #require(text.contains(old), "not in the bundle: \(old)")
    return Array(text.replacing(old, with: new, maxReplacements: 1).utf8)
  }

  @Test(arguments: [nil, UBJSONDocument.Style.typed])
  func `an XGBoost model in a bundle gives XGBoost's margins`(style: UBJSONDocument.Style?) throws {
    let model = try xgBoost(style)
    let document = try ModelDocument(bytes: try bundle(of: model).jsonBytes())
    let sample = XGBoostSample.pruned
    for (row, margins) in zip(sample.rows, sample.margins) {
      #expect(try document.model.margins(row).map { Float($0) } == margins)
    }
    #expect(document.digest == Digest.sha256(model.bytes))
    #expect(document.format.hasPrefix(model.format.rawValue + " "))
  }

  @Test(arguments: ["a-tree", "a-pipeline", "LightGBM-stopped-early", "histogram-boosting-of-texts"])
  func `a pickle in a bundle gives its trainer's margins`(name: String) throws {
    let document = try ModelDocument(bytes: try bundle(of: try pickle(name)).jsonBytes())
    let sample = ScikitLearnSample.named(name)
    let own = try sample.model()
    #expect(document.model.schema == own.schema)
    #expect(document.format == (try sample.read().format))
    for row in sample.rows {
      let values = try ScikitLearnSample.values(row.cells, own.schema)
      #expect(try document.model.margins(values).map(\.bitPattern) == own.margins(values).map(\.bitPattern))
    }
  }

  @Test func `a bundle of every format is the same bytes when it is read and written again`() throws {
    let options = XGBoostOptions(missingValue: -999.25, stopsAtBestIteration: true)
    let models = [try xgBoost(nil, options), try xgBoost(.open, options), try pickle("a-pipeline")]
    for model in models {
      let bytes = try bundle(of: model).jsonBytes()
      let read = try Bundle.read(bytes)
      #expect(try read.jsonBytes() == bytes)
      #expect(read.model.bytes == model.bytes)
      #expect(read.model.format == model.format)
      #expect(read.model.xgBoost == model.xgBoost)
    }
  }

  @Test func `a bundle's missing value counts`() throws {
    let options = XGBoostOptions(missingValue: -999)
    let plain = try ModelDocument(bytes: try bundle(of: try xgBoost()).jsonBytes())
    let stated = try ModelDocument(bytes: try bundle(of: try xgBoost(nil, options)).jsonBytes())
    #expect(plain.model.forest.missingValue == nil)
    #expect(stated.model.forest.missingValue == -999)
    let row = XGBoostSample.pruned.rows[0]
    let missing = row.map { _ in -999.0 }
    #expect(try stated.model.margins(missing) == plain.model.margins(row.map { _ in Double.nan }))
  }

  @Test(arguments: [
    (#""missing": null"#, #""missing": "-999""#), (#""missing": null"#, #""missing": 1e39"#),
    (#""best_iteration": false"#, #""best_iteration": 0"#),
    (#""format": "xgboost-json""#, #""format": "pmml""#),
    (#""format": "xgboost-json""#, #""format": "lightgbm-text""#), (#""text""#, #""base64""#),
  ])
  func `another value or key of the model is refused at its path`(old: String, new: String) throws {
    let bytes = try document(try bundle(of: try xgBoost()), replacing: old, by: new)
    let error = #expect(throws: ScoringError.self) { try Bundle.read(bytes) }
    guard case .path(let path, _)? = error?.location else {
      Issue.record("no path")
      return
    }
    #expect(path.hasPrefix("$.model"))
  }

  @Test func `the options may be absent, and are then XGBoost's own`() throws {
    let whole = try bundle(of: try xgBoost())
    let bytes = try document(whole, replacing: #""missing": null,"#, by: "")
    #expect(try Bundle.read(bytes).model.xgBoost == XGBoostOptions())
  }

  @Test func `the options change the bundle's digest`() throws {
    let plain = try bundle(of: try xgBoost()).contentDigest()
    let best = try bundle(of: try xgBoost(nil, XGBoostOptions(stopsAtBestIteration: true))).contentDigest()
    #expect(plain != best)
  }

  @Test func `options of XGBoost's are refused on another format`() throws {
    let error = #expect(throws: ScoringError.self) {
      try EmbeddedModel(format: .pickle, bytes: [], xgBoost: XGBoostOptions(missingValue: 0))
    }
    #expect(error?.code == .unknownOption)
  }

  @Test func `base64 with a line end is refused at its path`() throws {
    let bytes = try document(
      try bundle(of: try pickle("a-tree")), replacing: #""base64": ""#, by: #""base64": "\n"#)
    let error = #expect(throws: ScoringError.self) { try Bundle.read(bytes) }
    #expect(error?.code == .malformedDocument)
    #expect(error?.location == .path("$.model.base64", byte: nil))
  }

  @Test func `a document of another format than the stated one is refused`() throws {
    let wrong = try EmbeddedModel(format: .pickle, bytes: XGBoostSample.pruned.jsonBytes)
    let schema = try FeatureSchema([.init(name: "a")])
    let error = #expect(throws: ScoringError.self) {
      try ModelDocument(bytes: try bundle(of: wrong, schema: schema).jsonBytes())
    }
    #expect(error?.code == .unknownFormat)
    #expect(error?.location == .path("$.model.base64", byte: nil))
  }

  @Test func `a pickle that prepares its rows takes its own columns and no scaler`() throws {
    let model = try pickle("a-pipeline")
    let own = try bundle(of: model).schema.features
    let width = own.count
    let scaler = try MinMaxScaler(
      scale: .init(repeating: 1, count: width), minimum: .init(repeating: 0, count: width))
    let swapped = try FeatureSchema([own[1], own[0]] + own[2...])
    let faults = [
      (try bundle(of: model, scaler: scaler), "$.scaler"),
      (try bundle(of: model, schema: swapped), "$.features[0]"),
      (try bundle(of: model, schema: try FeatureSchema(Array(own.dropLast()))), "$.features"),
    ]
    for (bundle, path) in faults {
      let error = #expect(throws: ScoringError.self) { try ModelDocument(bytes: try bundle.jsonBytes()) }
      #expect(error?.code == .inconsistentDocument)
      #expect(error?.location == .path(path, byte: nil))
    }
  }

  @Test func `a text model that is not UTF-8 is not written`() throws {
    let model = try EmbeddedModel(format: .lightGBMText, bytes: Array("tree\n".utf8) + [0xFF])
    let bundle = try bundle(of: model, schema: try BundleSample.schema())
    let error = #expect(throws: ScoringError.self) { try bundle.jsonBytes() }
    #expect(error?.code == .malformedDocument)
  }
}
