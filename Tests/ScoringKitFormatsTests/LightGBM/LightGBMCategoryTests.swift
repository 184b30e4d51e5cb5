import ScoringKit
import ScoringKitFormats
import ScoringKitTestSupport
import Testing

/// What a LightGBM text says of pandas' categories.
@Suite struct LightGBMCategoryTests {
  private static let regions = (0...33).map { $0 == 33 ? "\"far\"" : "\($0)" }.joined(separator: ", ")

  private func document(
    columns: String = "2", lists: String = "[[\(regions)]]", codes: Bool = false
  ) throws -> ModelDocument {
    let tail = """

      parameters:
      [objective: binary]
      [categorical_feature: \(columns)]

      end of parameters

      pandas_categorical:\(lists)

      """
    let trees = LightGBMText.small.upToTheTrees.text
    return try ModelDocument(
      bytes: Array((trees + "end of trees\n" + tail).utf8), options: ReadOptions(categoryCodes: codes))
  }

  @Test func `one list for one categorical column is the column's categories`() throws {
    let model = try document().model
    guard case .categorical(let categories, acceptsUnknown: true) = model.schema.features[2].kind else {
      Issue.record("the column has no categories")
      return
    }
    #expect(categories.count == 34 && categories[5] == 5 && categories[33] == "far")
    #expect(model.schema.features[..<2].allSatisfy { $0.kind == .numeric })
    #expect(try model.schema.code(of: "far", feature: 2) == 33)
    #expect(try model.schema.code(of: .none, feature: 2).isNaN)
  }

  @Test func `a list may mix texts, numbers and truths, with blanks and escapes`() throws {
    let rest = (5...33).map { "\($0)" }.joined(separator: ",")
    let schema = try document(lists: "[ [\"1\" ,1,true, \"a,\\u00e9\\\"]\",-2.5,\(rest)] ]").model.schema
    guard case .categorical(let categories, _) = schema.features[2].kind else {
      Issue.record("the column has no categories")
      return
    }
    #expect(categories[..<5] == ["1", 1, true, "a,\u{E9}\"]", -2.5])
    #expect(categories.count == 34)
  }

  @Test func `an unknown category goes the way of a missing one`() throws {
    let model = try document().model
    let unknown = try model.schema.code(of: "elsewhere", feature: 2)
    #expect(unknown == 34)
    #expect(
      try model.evaluator.predictions(of: [0.6, 0, unknown])
        == model.evaluator.predictions(of: [0.6, 0, .nan]))
    #expect(
      try model.evaluator.predictions(of: [0.6, 0, 33]) != model.evaluator.predictions(of: [0.6, 0, unknown]))
  }

  @Test(arguments: [
    "null", "[]", "[[]]", "[[1, 2], [3]]", "[[0, 1]]", "[[", "[[NaN]]", "[[null, 1]]", "[[[1], 2]]",
    "[[1, 1.0]]", "3", "[[{}]]", "[[1, {}]]", "[{}]", "[[\"a\", []]]", "[[1, 1e999]]",
  ])
  func `lists that do not match the columns leave them to codes`(lists: String) throws {
    let schema = try document(lists: lists).model.schema
    #expect(schema.features.allSatisfy { $0.kind == .numeric })
    // A column of numbers is no categorical one either.
    #expect(try document(columns: "0").model.schema == schema)
    for columns in ["", "2,1", "x", "-1", "3", "2,2"] {
      #expect(try document(columns: columns).model.schema == schema)
    }
  }

  @Test func `codes are taken on request`() throws {
    #expect(try document(codes: true).model.schema == LightGBMText.small.schema)
  }

  @Test func `a bundle's own columns count, and conversion states the model's`() throws {
    let bytes = try document().model.schema
    let text = LightGBMText.small
    let bundle = Bundle(
      schema: bytes, scaler: nil, policy: nil, modelText: text.text)
    let loaded = try ModelDocument(bytes: try bundle.jsonBytes())
    #expect(loaded.model.schema.features.map(\.kind) == bytes.features.map(\.kind))
    let plain = Bundle(schema: try text.schema, scaler: nil, policy: nil, modelText: text.text)
    #expect(try ModelDocument(bytes: try plain.jsonBytes()).model.schema == text.schema)
  }
}

extension LightGBMText {
  fileprivate var schema: FeatureSchema {
    get throws { try ModelDocument(bytes: bytes).model.schema }
  }
}
