import Foundation
import ScoringKit
import ScoringKitTestSupport
import Testing

@testable import ScoringKitFormats

@Suite struct XGBoostReaderTests {
  @Test(arguments: XGBoostSample.all)
  func `margins are XGBoost's to the bit and predictions to the last place`(sample: XGBoostSample) throws {
    let evaluator = Evaluator(try sample.forest())
    for (index, row) in sample.rows.enumerated() {
      #expect(try evaluator.margins(of: row).map { Float($0) } == sample.margins[index], "row \(index)")
      for (answer, wanted) in zip(try evaluator.predictions(of: row), sample.predictions[index]) {
        #expect(abs(Float(answer) - wanted) <= wanted.ulp, "row \(index)")
      }
    }
  }

  @Test(arguments: XGBoostSample.all.filter { !$0.leaves.isEmpty })
  func `leaves have the numbers of XGBoost's nodes`(sample: XGBoostSample) throws {
    let forest = try sample.forest()
    for (row, leaves) in zip(sample.rows, sample.leaves) { #expect(try forest.leaves(of: row) == leaves) }
  }

  @Test(arguments: XGBoostSample.all.filter { !$0.contributions.isEmpty })
  func `contributions are XGBoost's within its float32`(sample: XGBoostSample) throws {
    let explainer = try Explainer(try sample.forest())
    for (row, wanted) in zip(sample.rows, sample.contributions) {
      let scale = Swift.max(1, wanted.map(\.magnitude).max() ?? 1)
      for (value, wanted) in zip(try explainer.contributions(of: row), wanted) {
        #expect(abs(value - Double(wanted)) <= 2e-5 * Double(scale))
      }
    }
  }

  @Test func `XGBoost's UBJSON is the same model as its JSON`() throws {
    let sample = XGBoostSample.categorical
    let bytes = try #require(sample.ubjson)
    #expect(XGBoostReader.encoding(of: bytes) == .ubjson)
    let result = try XGBoostReader.read(ubjson: bytes)
    #expect(result.version.description == "3.2.0")
    #expect(result.forest.featureNames == ["income", "debt", "region"])
    for (row, margins) in zip(sample.rows, sample.margins) {
      #expect(try result.forest.singleMargins(of: row) == margins)
    }
  }

  @Test(arguments: XGBoostSample.all, UBJSONDocument.Style.allCases)
  func `every way to write UBJSON gives the same model`(
    sample: XGBoostSample, style: UBJSONDocument.Style
  ) throws {
    let bytes = try UBJSONDocument.bytes(ofJSON: sample.jsonBytes, style: style)
    #expect(XGBoostReader.encoding(of: bytes) == .ubjson)
    let forest = try XGBoostReader.read(ubjson: bytes).forest
    for (row, margins) in zip(sample.rows, sample.margins) {
      #expect(try forest.singleMargins(of: row) == margins)
    }
  }

  @Test func `a buffer out of a pickle is read by its Model`() throws {
    let sample = XGBoostSample.pruned
    let buffer = Array(#"{"Config": {"learner": {}}, "Model": \#(sample.text)}"#.utf8)
    #expect(XGBoostReader.encoding(of: buffer) == .json)
    let forest = try XGBoostReader.read(json: buffer).forest
    #expect(try forest.singleMargins(of: sample.rows[0]) == sample.margins[0])
    #expect(
      refusal(ofXGBoost: Array(#"{"Config": {}, "Model": {"learner": 1}}"#.utf8))?.jsonPath
        == "$.Model")
  }

  @Test func `the trees' order is that of their ids, not of their places`() throws {
    let sample = XGBoostSample.categorical
    let swapped = try sample.replacing([
      (#""id":0"#, #""id":9"#), (#""id":1"#, #""id":0"#), (#""id":9"#, #""id":1"#),
    ])
    let forest = try XGBoostReader.read(json: swapped).forest
    #expect(forest.trees.map(\.splits[0].feature) == [2, 2])
    #expect(forest.trees.map(\.leafValues) == (try sample.forest()).trees.reversed().map(\.leafValues))
  }

  @Test func `a key nobody knows is passed over`() throws {
    let sample = XGBoostSample.pruned
    let bytes = try sample.replacing(#"{"learner":{"#, by: #"{"learner":{"new":[1,"two",{"three":[]}],"#)
    #expect(try XGBoostReader.read(json: bytes).forest.trees.count == 1)
  }

  @Test func `features without names are called as XGBoost calls them`() throws {
    #expect(try XGBoostSample.linear.forest().featureNames == ["f0", "f1"])
  }

  @Test func `an escape in a key or name means what it stands for`() throws {
    let bytes = try XGBoostSample.pruned.replacing([
      (#""learner""#, #""le\u0061rner""#), (#""income""#, #""in\ncome \u00e9""#),
    ])
    #expect(try XGBoostReader.read(json: bytes).forest.featureNames == ["in\ncome é", "debt"])
  }

  @Test(arguments: [
    "{\"learner\":1}", " \n{ \"version\" : [", "{\"Config\":{}", "{\"Model\":{}",
  ])
  func `JSON is recognised by its first key`(text: String) {
    #expect(XGBoostReader.encoding(of: Array(text.utf8)) == .json)
  }

  @Test(arguments: [
    "", "{", "{}", "[]", "{\"format\":\"scoringkit-bundle\"}", "{\"learners\":1}", "tree\nversion=v4", "{L",
    "{\"learner", "{i", "{#", "{#i", "{$d#i", "{S", "{L\u{0}\u{0}",
  ])
  func `another document is not recognised`(text: String) {
    #expect(XGBoostReader.encoding(of: Array(text.utf8)) == nil)
  }
}
