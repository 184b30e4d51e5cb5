import ScoringKit
import Testing

@testable import ScoringKitFormats

@Suite struct JSONValueTests {
  private func value(_ document: String) throws -> JSONValue { try JSONDocument.parse(Array(document.utf8)) }

  private func refusal(_ body: () throws -> Void) -> ScoringError? {
    #expect(throws: ScoringError.self) { try body() }
  }

  @Test(arguments: [
    0.1, -0.0, .leastNonzeroMagnitude, 2.2250738585072014e-308, .greatestFiniteMagnitude,
    1.0000000180025095e-35, 1e22, 1e23,
    9007199254740992, 0.30000000000000004, -123456.78901234567,
  ])
  func `a double reads back to its bits`(number: Double) throws {
    #expect(try value(number.description).double().bitPattern == number.bitPattern)
    #expect(try value("[\(number)]").doubles().map(\.bitPattern) == [number.bitPattern])
  }

  @Test func `a decimal text is rounded once, to the nearest double, ties to even`() throws {
    // Halfway between 1 and its successor; a digit beyond decides.
    #expect(try value("1.00000000000000011102230246251565404236316680908203125").double() == 1)
    #expect(
      try value("1.000000000000000111022302462515654042363166809082031250000000000000001").double()
        == (1.0).nextUp)
    #expect(try value("9007199254740993").double() == 9007199254740992)
  }

  @Test func `a text may hold every character and escape`() throws {
    #expect(try value(#""a\"\\\/\b\f\n\r\t\u00e9é\uD83D\uDE00漢""#).string() == "a\"\\/\u{8}\u{C}\n\r\téé😀漢")
    #expect(try value("\"\"").string() == "")
  }

  @Test func `an integer is taken only within its range and only if written as one`() throws {
    #expect(try value("42").integer(in: 0...42) == 42)
    #expect(refusal { _ = try value("43").integer(in: 0...42) }?.code == .numberOutOfRange)
    #expect(refusal { _ = try value("-1").integer(in: 0...42) }?.code == .numberOutOfRange)
    #expect(refusal { _ = try value("18446744073709551615").integer(in: 0...42) }?.code == .numberOutOfRange)
    #expect(refusal { _ = try value("1.0").integer(in: 0...42) }?.code == .malformedDocument)
  }

  @Test func `another type is refused with what was expected and what was found`() throws {
    let document = try value(
      #"{"null": null, "yes": true, "number": 1.5, "text": "1", "list": [1, "2"], "map": {}}"#)
    let members = try document.object()
    func member(_ key: String) throws -> JSONValue { try members.required(key) }
    #expect(
      refusal { _ = try member("text").double() }
        == ScoringError(
          .malformedDocument, "expected a number, found a text", at: .path("$.text", byte: nil)))
    #expect(refusal { _ = try member("null").string() }?.message == "expected a text, found null")
    #expect(refusal { _ = try member("yes").double() }?.message == "expected a number, found a boolean")
    #expect(refusal { _ = try member("number").elements() }?.message == "expected an array, found a number")
    #expect(refusal { _ = try member("list").object() }?.message == "expected an object, found an array")
    #expect(refusal { _ = try member("map").doubles() }?.message == "expected an array, found an object")
    #expect(refusal { _ = try member("list").doubles() }?.location == .path("$.list[1]", byte: nil))
  }

  @Test func `null stands for NaN only where that is asked for`() throws {
    let numbers = try value("[1, null]").doubles(nullIsNaN: true)
    #expect(numbers[0] == 1 && numbers[1].isNaN)
    #expect(refusal { _ = try value("[1, null]").doubles() }?.location == .path("$[1]", byte: nil))
  }

  @Test func `a missing key is refused, an optional one may be missing or null, an unknown one is refused`()
    throws
  {
    let members = try value(#"{"a": 1, "b": null, "c d": 2}"#).object()
    #expect(refusal { _ = try members.required("x") }?.message == "the key 'x' is missing")
    #expect(members.optional("x") == nil)
    #expect(members.optional("b") == nil)
    #expect(try members.optional("a")?.double() == 1)
    try members.requireOnly(["a", "b", "c d"])
    let error = refusal { try members.requireOnly(["a", "b"]) }
    #expect(error?.code == .unsupportedFeature)
    #expect(error?.location == .path(#"$["c d"]"#, byte: nil))
  }

  @Test func `a value outlives the variable that held its document`() throws {
    var inner: JSONValue?
    do { inner = try value(#"{"a": [{"b": "kept"}]}"#).object().required("a").elements()[0] }
    #expect(try inner?.object().required("b").string() == "kept")
  }
}
