import ScoringKit
import ScoringKitTestSupport
import Testing

@testable import ScoringKitFormats

@Suite struct CatBoostDamageTests {
  @Test(arguments: [
    (#""split_type":"FloatFeature""#, #""split_type":"OneHotFeature""#, ScoringError.Code.unsupportedFeature),
    (#""split_type":"FloatFeature""#, #""split_type":7"#, .malformedDocument),
    (
      #""float_features":["#, #""categorical_features":[{"feature_index":0}],"float_features":["#,
      .unsupportedFeature
    ),
    (
      #""float_features":["#, #""text_features":[{"feature_index":0}],"float_features":["#,
      .unsupportedFeature
    ),
    (#""float_features":["#, #""embedding_features":[{}],"float_features":["#, .unsupportedFeature),
    (#""float_features":["#, #""ctrs":[{}],"float_features":["#, .unsupportedFeature),
    (#""oblivious_trees":"#, #""trees":"#, .unsupportedFeature),
    (#""oblivious_trees":"#, #""forest":"#, .malformedDocument),
    (#""flat_feature_index":1"#, #""flat_feature_index":2"#, .unsupportedFeature),
    (#""nan_value_treatment":"AsFalse""#, #""nan_value_treatment":"AsUsual""#, .unsupportedFeature),
    (#""has_nans":true"#, #""has_nans":1"#, .malformedDocument),
    (#""type":"Logloss""#, #""type":"PythonUserDefinedPerObject""#, .unsupportedObjective),
    (#""type":"Logloss""#, #""type":"RMSEWithUncertainty""#, .unsupportedObjective),
    (#""params":{"#, #""other":{"#, .unsupportedObjective),
    (#""class_names":["bad","good"]"#, #""class_names":["bad","good","ugly"]"#, .inconsistentDocument),
    (#""leaf_values":["#, #""leaf_values":[1,"#, .inconsistentDocument),
    (#""leaf_values":["#, #""leaf_values":["1","#, .malformedDocument),
    (#""leaf_weights":["#, #""leaf_weights":[1,"#, .inconsistentDocument),
    (#""leaf_weights":["#, #""leaf_weights":[-"#, .numberOutOfRange),
    (#""split_index":"#, #""split_index":9"#, .inconsistentDocument),
    (#""float_feature_index":"#, #""float_feature_index":3"#, .numberOutOfRange),
    (#""scale_and_bias":[1,[0]]"#, #""scale_and_bias":[1,[0.5,0.5]]"#, .inconsistentDocument),
    (#""scale_and_bias":[1,[0]]"#, #""scale_and_bias":[1,[0],1]"#, .malformedDocument),
    (#""scale_and_bias":[1,[0]]"#, #""scale_and_bias":[[1],0]"#, .malformedDocument),
    (#""scale_and_bias":[1,[0]]"#, #""scale_and_bias":[true,[1]]"#, .malformedDocument),
    (#""scale_and_bias":[1,[0]]"#, #""scale_and_bias":[1,"0"]"#, .malformedDocument),
  ])
  func `a change that is no model's is refused`(old: String, new: String, code: ScoringError.Code) throws {
    let error = refusal(ofCatBoost: try CatBoostSample.binary.replacing(old, by: new))
    #expect(error?.code == code)
    #expect(error?.jsonPath?.hasPrefix("$") ?? (code == .numberOutOfRange))
  }

  @Test func `a tree deeper than CatBoost grows one is refused`() throws {
    let split = #"{"border":1,"float_feature_index":0,"split_type":"FloatFeature"}"#
    let splits = Array(repeating: split, count: 17).joined(separator: ",")
    let bytes = try CatBoostSample.binary.replacing(
      #""oblivious_trees":["#, by: #""oblivious_trees":[{"leaf_values":[1],"splits":[\#(splits)]},"#)
    #expect(refusal(ofCatBoost: bytes)?.code == .unsupportedFeature)
  }

  @Test(arguments: CatBoostSample.all)
  func `every shortened document is refused`(sample: CatBoostSample) {
    let bytes = sample.bytes
    for count in 0..<bytes.count {
      #expect(refusal(ofCatBoost: Array(bytes[..<count])) != nil, "\(count) bytes")
    }
  }

  @Test(arguments: CatBoostSample.all)
  func `no flipped bit leads past validation`(sample: CatBoostSample) throws {
    var bytes = sample.bytes
    var loaded = 0
    for index in bytes.indices {
      let bit: UInt8 = 1 << UInt8(index % 8)
      bytes[index] ^= bit
      if try attempt(bytes) { loaded += 1 }
      bytes[index] ^= bit
    }
    #expect(loaded > 0)
    #expect(loaded < bytes.count)
  }

  private static let pieces = [
    "0", "-1", "1", "2", "9", "2147483648", "1e39", "1e-46", "1e999", "NaN", "\"", "[", "]", "{", "}", ",",
    "[]", "{}",
    "null", "true", "\"0\"", "[0]", "[[0]]", "\"AsTrue\"",
  ].map { Array($0.utf8) }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func `no mutated document leads past validation`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var loaded = 0
    for index in 0..<1500 {
      var bytes = CatBoostSample.all[index % 3].bytes
      let place = Int.random(in: 0..<bytes.count, using: &random)
      let end = Swift.min(place + Int.random(in: 0...8, using: &random), bytes.count)
      bytes.replaceSubrange(place..<end, with: Self.pieces.randomElement(using: &random) ?? [])
      if try attempt(bytes) { loaded += 1 }
    }
    #expect(loaded > 0)
  }

  /// Reads, and uses what is read; whether it was read.
  private func attempt(_ bytes: [UInt8]) throws -> Bool {
    let forest: Forest
    do throws(ScoringError) {
      forest = try CatBoostReader.read(bytes).forest
    } catch {
      #expect(error.code.rawValue >= 200 && error.code != .internalFault, "\(error)")
      return false
    }
    let explainer = try? Explainer(forest)
    for value in [0, -1.25, .nan, .infinity] {
      let row = [Double](repeating: value, count: forest.featureCount)
      _ = try Evaluator(forest).predictions(of: row)
      _ = try forest.leaves(of: row)
      _ = try explainer?.contributions(of: row)
    }
    return true
  }
}
