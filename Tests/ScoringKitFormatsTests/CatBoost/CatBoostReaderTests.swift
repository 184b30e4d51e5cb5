import Foundation
import ScoringKit
import ScoringKitTestSupport
import Testing

@testable import ScoringKitFormats

@Suite struct CatBoostReaderTests {
  @Test(arguments: CatBoostSample.all)
  func `margins are CatBoost's to the bit and predictions nearly so`(sample: CatBoostSample) throws {
    let evaluator = Evaluator(try sample.forest())
    for (index, row) in sample.rows.enumerated() {
      #expect(try evaluator.margins(of: row) == sample.margins[index], "row \(index)")
      for (answer, wanted) in zip(try evaluator.predictions(of: row), sample.predictions[index]) {
        // CatBoost's own exponential, which only softmax and exponential links use, is off by a few ulps.
        #expect(abs(answer - wanted) <= 32 * wanted.ulp, "row \(index)")
      }
    }
  }

  @Test(arguments: CatBoostSample.all)
  func `leaves have CatBoost's numbers`(sample: CatBoostSample) throws {
    let forest = try sample.forest()
    for (row, leaves) in zip(sample.rows, sample.leaves) { #expect(try forest.leaves(of: row) == leaves) }
  }

  @Test(arguments: CatBoostSample.all)
  func `contributions are CatBoost's Shapley values`(sample: CatBoostSample) throws {
    let explainer = try Explainer(try sample.forest())
    for (row, wanted) in zip(sample.rows, sample.contributions) {
      for (value, wanted) in zip(try explainer.contributions(of: row), wanted) {
        #expect(abs(value - wanted) <= 1e-12)
      }
    }
  }

  @Test func `release, names, classes and loss function are read`() throws {
    let result = try CatBoostReader.read(CatBoostSample.binary.bytes)
    #expect(result.version == "1.2.10")
    #expect(result.forest.featureNames == ["income", "debt", "age"])
    #expect(result.classes == ["bad", "good"])
    #expect(result.forest.objective == "Logloss")
    #expect(try CatBoostReader.read(CatBoostSample.multiclass.bytes).classes == ["0", "1", "2"])
    #expect(try CatBoostSample.regression.forest().featureNames == ["0", "1", "2"])
  }

  /// One feature, a tree of one split and one that asks nothing.
  private func document(
    treatment: String = "AsFalse", hasMissing: Bool = true, scale: String = "[1,[0]]", loss: String = "RMSE"
  ) -> [UInt8] {
    Array(
      """
      {"features_info":{"float_features":[{"borders":[0.5],"feature_index":0,"flat_feature_index":0,
      "feature_id":"","has_nans":\(hasMissing),"nan_value_treatment":"\(treatment)"}]},
      "model_info":{"params":{"loss_function":{"type":"\(loss)"}}},
      "oblivious_trees":[
      {"leaf_values":[1,2],"splits":[{"border":0.5,"float_feature_index":0,"split_type":"FloatFeature"}]},
      {"leaf_values":[0.25],"splits":null}],"scale_and_bias":\(scale)}
      """.utf8)
  }

  private func margin(_ bytes: [UInt8], _ x: Double) throws -> Double {
    try Evaluator(try CatBoostReader.read(bytes).forest).margins(of: [x])[0]
  }

  @Test func `a value at the border as float32 goes left`() throws {
    let bytes = document()
    for (x, margin) in [
      (0.5, 1.25), (0.5.nextUp, 1.25), (Double(Float(0.5).nextUp), 2.25), (-.infinity, 1.25),
    ] {
      #expect(try self.margin(bytes, x) == margin, "\(x)")
    }
  }

  @Test(arguments: [
    ("AsFalse", true, 1.25), ("AsTrue", true, 2.25), ("AsIs", true, 1.25), ("AsTrue", false, 1.25),
  ])
  func `a missing value goes as its feature says`(treatment: String, hasMissing: Bool, margin: Double) throws
  {
    #expect(try self.margin(document(treatment: treatment, hasMissing: hasMissing), .nan) == margin)
  }

  @Test(arguments: [
    ("[1,[0]]", 1, 0), ("[1,[0.1]]", 1, 0.1), ("[0.3,[0.1]]", 0.3, 0.1), ("[0.3, 0.1]", 0.3, 0.1),
    ("[ 2 , [ 0.5 ] ]", 2, 0.5),
  ])
  func `scale and bias are applied to the sum`(text: String, scale: Double, bias: Double) throws {
    let margin = try self.margin(document(scale: text), 0)
    #expect(margin == scale * 1.25 + bias)
  }

  @Test(arguments: [
    ("Logloss", LinkFunction.sigmoid(Sigmoid())), ("CrossEntropy", .sigmoid(Sigmoid())),
    ("Poisson", .exponential(Exponential())),
    ("MAE", .identity), ("MultiClass", .softmax(Softmax())), ("MultiClassOneVsAll", .sigmoid(Sigmoid())),
  ])
  func `each loss function has its link`(loss: String, link: LinkFunction) throws {
    #expect(try CatBoostReader.read(document(loss: loss)).forest.link == link)
  }

  @Test func `a model without trees answers its bias`() throws {
    let text = String(decoding: document(scale: "[1,[0.75]]"), as: UTF8.self)
    let start = try #require(text.range(of: "\"oblivious_trees\":")?.upperBound)
    let end = try #require(text.range(of: ",\"scale_and_bias\"")?.lowerBound)
    for trees in ["null", "[]"] {
      #expect(try margin(Array((text[..<start] + trees + text[end...]).utf8), 3) == 0.75)
    }
  }

  @Test func `a document is known by its first key`() {
    #expect(CatBoostReader.recognises(Array(" {\n \"features_info\" : 1".utf8)))
    #expect(CatBoostReader.recognises(Array("{\"oblivious_trees\":[]}".utf8)))
    for text in ["", "{", "{}", "[\"features_info\"]", "{\"features_information\":1}", "{\"learner\":1}"] {
      #expect(!CatBoostReader.recognises(Array(text.utf8)))
    }
  }

  @Test(arguments: CatBoostSample.all)
  func `a document loads by its content, and in a bundle`(sample: CatBoostSample) throws {
    let document = try ModelDocument(bytes: sample.bytes)
    #expect(document.format == "catboost-json 1.2.10")
    let embedded = try EmbeddedModel(format: .catBoostJSON, bytes: sample.bytes)
    let bundle = Bundle(schema: document.model.schema, scaler: nil, policy: nil, model: embedded)
    let bytes = try bundle.jsonBytes()
    let read = try ModelDocument(bytes: bytes)
    #expect(try read.bundle?.jsonBytes() == bytes)
    #expect(read.digest == document.digest)
    for (row, margins) in zip(sample.rows, sample.margins) { #expect(try read.model.margins(row) == margins) }
  }

  @Test func `options of XGBoost's are refused`() {
    let options = XGBoostOptions(stopsAtBestIteration: true)
    let error = #expect(throws: ScoringError.self) {
      try ModelDocument(bytes: CatBoostSample.binary.bytes, options: ReadOptions(xgBoost: options))
    }
    #expect(error?.code == .unknownOption)
  }
}
