import ScoringKit
import ScoringKitTestSupport
import Testing

@testable import ScoringKitFormats

@Suite struct BundleConversionTests {

  private func input(_ bytes: [UInt8]) throws -> ConversionInput {
    try ConversionInput(bytes: bytes)
  }

  private func lightGBM() throws -> ConversionInput { try input(Array(BundleSample.modelText.utf8)) }

  private func scaler(_ names: [String]) throws -> ConversionInput {
    let width = names.count
    return .scaler(
      try MinMaxScaler(
        scale: .init(repeating: 0.5, count: width), minimum: .init(repeating: 0, count: width)),
      names: names)
  }

  private func refusal(
    _ inputs: [ConversionInput], policy: Policy? = nil, xgBoost: XGBoostOptions = XGBoostOptions()
  ) -> ScoringError? {
    refusedWith {
      try Bundle(joining: inputs, BundleStatement(policy: policy), options: ReadOptions(xgBoost: xgBoost))
    }
  }

  @Test func `model and scaler are joined in either order`() throws {
    let inputs = [try lightGBM(), try scaler(["duration", "purpose"])]
    let bundle = try Bundle(joining: inputs)
    #expect(bundle.schema.features.map(\.name) == ["duration", "purpose"])
    #expect(bundle.scaler?.scale == [0.5, 0.5])
    #expect(try Bundle(joining: inputs.reversed()).jsonBytes() == bundle.jsonBytes())
    #expect(bundle.model.bytes == Array(BundleSample.modelText.utf8))
  }

  @Test func `a whole pickled pipeline becomes a bundle`() throws {
    let sample = ScikitLearnSample.named("a-pipeline")
    let bundle = try Bundle(joining: [try input(sample.bytes)])
    let document = try ModelDocument(bytes: try bundle.jsonBytes())
    #expect(document.model.pipeline != nil && bundle.scaler == nil)
    #expect(document.model.schema == (try sample.model().schema))
  }

  @Test func `a calibrated ensemble becomes a bundle that decides by its probability`() throws {
    let sample = ScikitLearnSample.named("calibrated-trees")
    let policy = try Policy(positiveClass: "1", threshold: 0.5, refusal: .atLeast)
    let bundle = try Bundle(joining: [try input(sample.bytes)], BundleStatement(policy: policy))
    let model = try ModelDocument(bytes: try bundle.jsonBytes()).model
    for row in sample.rows {
      let decision = try model.decide(ScikitLearnSample.values(row.cells, model.schema))
      #expect(decision.probability == row.predictions[0])
      #expect(decision.isRefused == (row.predictions[0] >= 0.5))
    }
    #expect(Set(sample.rows.map { $0.predictions[0] >= 0.5 }).count == 2)
  }

  @Test func `XGBoost's options go into the bundle`() throws {
    let options = XGBoostOptions(missingValue: -1, stopsAtBestIteration: true)
    let bundle = try Bundle(
      joining: [try input(XGBoostSample.pruned.jsonBytes)], options: ReadOptions(xgBoost: options))
    #expect(try Bundle.read(try bundle.jsonBytes()).model.xgBoost == options)
  }

  @Test func `a scaler that only says places fits any names`() throws {
    #expect(refusal([try lightGBM(), try scaler(["x0", "x1"])]) == nil)
  }

  @Test func `a model without names gets the scaler's`() throws {
    let text = BundleSample.modelText.replacing(
      "feature_names=duration purpose", with: "feature_names=Column_0 Column_1")
    #expect(text != BundleSample.modelText)
    let bundle = try Bundle(joining: [try input(Array(text.utf8)), try scaler(["monthly income", "age"])])
    #expect(bundle.schema.features.map(\.name) == ["monthly income", "age"])
    let model = try ModelDocument(bytes: try bundle.jsonBytes()).model
    #expect(model.schema.features.map(\.name) == ["monthly income", "age"])
    #expect(refusal([try input(Array(text.utf8)), try scaler(["Column_1", "Column_0"])]) != nil)
  }

  @Test(arguments: [["purpose", "duration"], ["duration"], ["duration", "other"], ["x1", "x0"]])
  func `a scaler of other columns is refused`(names: [String]) throws {
    #expect(refusal([try lightGBM(), try scaler(names)])?.code == .inconsistentDocument)
  }

  @Test func `what is ambiguous is refused`() throws {
    let model = try lightGBM()
    let scaler = try scaler(["duration", "purpose"])
    for inputs in [[], [scaler], [model, model], [model, scaler, scaler]] {
      #expect(refusal(inputs)?.code == .invalidArgument)
    }
  }

  @Test func `a scaler alone is told to be a pipeline already`() throws {
    let error = refusal([try scaler(["duration", "purpose"])])
    #expect(error?.message.contains("a bundle needs a model") == true)
    #expect(error?.message.contains("as a pipeline") == true)
  }

  @Test func `a scaler before a model that prepares its rows is refused`() throws {
    let pipeline = try input(ScikitLearnSample.named("a-pipeline").bytes)
    let error = refusal([pipeline, try scaler(["a", "b", "c", "d"])])
    #expect(error?.code == .inconsistentDocument)
    #expect(error?.message.contains("prepares its rows itself") == true)
  }

  @Test func `options of XGBoost's are refused for another trainer`() throws {
    #expect(
      refusal([try lightGBM()], xgBoost: XGBoostOptions(stopsAtBestIteration: true))?.code == .unknownOption)
  }

  @Test func `a positive class that the probability is not of is refused`() throws {
    let sample = ScikitLearnSample.named("a-pipeline")
    let classes = try sample.read().classes
    try #require(classes.count == 2)
    let input = try input(sample.bytes)
    func policy(_ name: String) throws -> Policy {
      try Policy(positiveClass: name, threshold: 0.5, refusal: .atLeast, reasonLimit: 0)
    }
    #expect(refusal([input], policy: try policy(classes[0]))?.code == .invalidArgument)
    #expect(refusal([input], policy: try policy(classes[1])) == nil)
    #expect(refusal([input], policy: try policy("default")) == nil)
  }

  @Test func `a bundle and preprocessing other than one scaler are no inputs`() throws {
    for bytes in [
      try BundleSample.bundle().jsonBytes(), ScikitLearnSample.named("transformers-alone").bytes,
    ] {
      let error = #expect(throws: ScoringError.self) { try input(bytes) }
      #expect(error?.code == .unsupportedOperation)
    }
  }
}
