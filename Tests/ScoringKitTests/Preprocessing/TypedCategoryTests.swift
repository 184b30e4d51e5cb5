import ScoringKit
import ScoringKitTestSupport
import Testing

@Suite struct TypedCategoryTests {
  private static let tariffs: FeatureSchema.Feature.Kind = .categorical(
    ["missing", 0, 1, 2.5], acceptsUnknown: true)

  private func schema(
    _ kind: FeatureSchema.Feature.Kind = tariffs, _ rule: CategoryRule = .values
  ) throws -> FeatureSchema {
    try FeatureSchema([.init(name: "tariff", kind: kind, rule: rule)])
  }

  @Test func `a category is a value with a type`() throws {
    #expect(Category.text("1") != 1 && Category.number(1) != true && Category.boolean(true) == true)
    #expect(Category.number(0) == .number(-0.0) && Category.number(1) == 1.0)
    #expect(Category.text("é") != .text("e\u{301}"))
    let schema = try schema(.categorical(["1", 1, true]), .codes)
    #expect(try schema.code(of: "1", feature: 0) == 0)
    #expect(try schema.code(of: 1, feature: 0) == 1)
    #expect(try schema.code(of: true, feature: 0) == 2)
  }

  @Test(arguments: [CategoryRule.values, .objects])
  func `to Python 1 and True are one category`(rule: CategoryRule) throws {
    #expect(try schema(rule).code(of: true, feature: 0) == 2)
    #expect(try schema(.categorical([false, true]), rule).code(of: 1, feature: 0) == 1)
    #expect(refusal { try schema(.categorical([1, true]), rule) } == .inconsistentDocument)
  }

  private func schema(_ rule: CategoryRule) throws -> FeatureSchema { try schema(Self.tariffs, rule) }

  @Test func `None is a value of its own, or missing`() throws {
    #expect(try schema(.codes).code(of: .none, feature: 0).isNaN)
    #expect(try schema(.values).code(of: .none, feature: 0).isNaN)
    #expect(try schema(.objects).code(of: .none, feature: 0) == 4)
    #expect(try schema(.categorical(["a", .none]), .objects).code(of: .none, feature: 0) == 1)
    #expect(
      refusal { try schema(.categorical(["a"]), .objects).code(of: .none, feature: 0) } == .invalidValue)
  }

  @Test func `None in a column of numbers is NaN, unless NaN is another value there`() throws {
    #expect(try schema(.numeric, .values).code(of: .none, feature: 0).isNaN)
    #expect(try schema(.numeric, .codes).code(of: .none, feature: 0).isNaN)
    #expect(refusal { try schema(.numeric, .objects).code(of: .none, feature: 0) } == .invalidValue)
  }

  @Test func `pandas tells types apart, and one that no category has is refused`() throws {
    let error = refusedWith {
      try schema(.categorical(["own"], acceptsUnknown: true), .codes).code(of: 7, feature: 0)
    }
    #expect(error?.code == .invalidValue)
    #expect(error?.message == "feature 'tariff' has categories that are texts, not numbers")
    #expect(refusal { try schema(.categorical([0, 1]), .codes).code(of: true, feature: 0) } == .invalidValue)
    #expect(try schema(.categorical(["own"], acceptsUnknown: true), .values).code(of: 7, feature: 0) == 1)
  }

  @Test func `a table's text is the text, else the number, else the truth`() throws {
    let schema = try schema()
    #expect(try schema.code(reading: "missing", number: nil, feature: 0) == 0)
    #expect(try schema.code(reading: "0", number: 0, feature: 0) == 1)
    #expect(try schema.code(reading: "1.0", number: 1, feature: 0) == 2)
    #expect(try schema.code(reading: "True", number: nil, feature: 0) == 2)
    #expect(try schema.code(reading: "2.50", number: 2.5, feature: 0) == 3)
    #expect(try schema.code(reading: "3", number: 3, feature: 0) == 4)
    #expect(try schema.code(reading: "fax", number: nil, feature: 0) == 4)
    let truths = try self.schema(.categorical([false, true]), .codes)
    for word in ["True", "true", "TRUE", "tRUE"] {
      #expect(try truths.code(reading: word, number: nil, feature: 0) == 1)
    }
    #expect(refusal { try truths.code(reading: "1", number: 1, feature: 0) } == .invalidValue)
    #expect(refusal { try truths.code(reading: "yes", number: nil, feature: 0) } == .invalidValue)
    let texts = try self.schema(.categorical(["0", "True"]), .codes)
    #expect(try texts.code(reading: "0", number: 0, feature: 0) == 0)
    #expect(try texts.code(reading: "True", number: nil, feature: 0) == 1)
    #expect(refusal { try texts.code(reading: "00", number: 0, feature: 0) } == .invalidValue)
  }

  @Test func `a text and a number of one spelling are refused in a table, without the value`() throws {
    let schema = try schema(.categorical(["0", 0, "True", true]), .codes)
    for (text, number) in [("0", 0.0), ("True", nil)] {
      let error = refusedWith { try schema.code(reading: text, number: number, feature: 0) }
      #expect(error?.code == .invalidValue)
      #expect(error?.message.contains("cannot tell apart") == true)
    }
    #expect(try schema.code(reading: "0.0", number: 0, feature: 0) == 1)
  }
}
