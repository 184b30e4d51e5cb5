import ScoringKit
import Testing

@testable import ScoringKitFormats

@Suite struct ValueTapeTests {
  private func root(_ text: String, takesNonFinite: Bool = false) throws -> TapeValue {
    try JSONScan.tape(Array(text.utf8), takesNonFinite: takesNonFinite).root
  }

  private func refusal<Value>(_ body: () throws -> Value) -> ScoringError? {
    #expect(throws: ScoringError.self) { _ = try body() }
  }

  @Test func `members and elements are found wherever they stand`() throws {
    let root = try root(#" {"a": [ {"b": "x"}, {"b":"y", "c":[]} ], "d": {"e": 7}, "f": null} "#)
    let elements = try root.required("a").elements()
    #expect(try elements[1].required("b").string() == "y")
    #expect(try elements[1].required("c").isEmptyArray)
    #expect(try root.required("d").required("e").integer(in: 0...9) == 7)
    #expect(try root.required("f").entry.kind == .null)
    #expect(try root.member("b") == nil)
  }

  @Test func `a key or text with escapes means what it stands for`() throws {
    let root = try root(#"{"\u0061\/b": "x\ty\u00e9\ud83d\ude00", "plain": "\\"}"#)
    #expect(try root.required("a/b").string() == "x\tyé😀")
    #expect(try root.required("plain").string() == "\\")
  }

  @Test func `numbers are read where they stand, once, as float32 or integers`() throws {
    #expect(try root("[ 1.5E0,\n-2 , 0.1]").singles() == [1.5, -2, 0.1])
    // Just above the middle of two floats; as a double it would be the middle, and go to the even one.
    #expect(try root("[1.000000059604644775390625000000001]").singles() == [Float(1).nextUp])
    #expect(try root("[1,-2147483648,true,false]").integers() == [1, -2_147_483_648, 1, 0])
    #expect(try root("[9223372036854775807]").integers(as: Int.self) == [.max])
    #expect(try root("[]").singles().isEmpty)
  }

  @Test func `NaN and the infinities are numbers only where they are taken`() throws {
    let numbers = try root("[NaN,Infinity,-Infinity]", takesNonFinite: true).singles()
    #expect(numbers[0].isNaN && numbers[1] == .infinity && numbers[2] == -.infinity)
    for text in ["[NaN]", "[Infinity]", "[-Infinity]"] {
      #expect(refusal { try root(text) }?.code == .malformedDocument)
    }
    for text in ["[nan]", "[-NaN]", "[Inf]", "[-Inf]", "[Infinit]", "[+Infinity]", "[-Infinityy]"] {
      #expect(refusal { try root(text, takesNonFinite: true) } != nil)
    }
  }

  @Test(arguments: [
    ("[1,2]", ScoringError.Code.inconsistentDocument, "expected 3 numbers, found 2"),
    ("{}", .malformedDocument, "expected an array of numbers, found an object"),
    (#"["1"]"#, .malformedDocument, "expected an array of numbers, found an array"),
    ("[[1]]", .malformedDocument, "expected an array of numbers, found an array"),
    ("[1,2,1E39]", .numberOutOfRange, "expected a number within float32's range"),
    ("[1,2,null]", .numberOutOfRange, "expected a number within float32's range"),
  ])
  func `an array that is not three numbers is refused`(text: String, code: ScoringError.Code, message: String)
  {
    let error = refusal { try root(text).singles(count: 3) }
    #expect(error?.code == code)
    #expect(error?.message == message)
  }

  @Test func `a refusal names path, element and byte`() throws {
    let document = try root(#"{"a b": [{"c": [1, 2.5]}]}"#)
    let value = try document.required("a b").elements()[0].required("c")
    #expect(refusal { try value.integers() }?.location == .path(#"$["a b"][0].c[1]"#, byte: 16))
    #expect(refusal { try document.required("x") }?.location == .path("$", byte: 1))
    #expect(
      refusal { try document.required("a b").member("c") }?.message == "expected an object, found an array")
  }

  @Test func `an array of several kinds cannot be read as one`() throws {
    #expect(refusal { try root(#"[1,"a"]"#).elements() }?.code == .malformedDocument)
    #expect(refusal { try root(#"[1,"a"]"#).integers() }?.code == .malformedDocument)
  }

  @Test func `a tape passes what a check passes`() throws {
    for text in ["", "[1,]", "{\"a\":1,\"a\":2}", "[01]", "{\"a\"}", "nul", "[1] 2"] {
      #expect(refusal { try root(text) } == refusal { try JSONScan.check(Array(text.utf8)) })
    }
  }

  @Test func `more values than any model has are refused`() {
    let text = "[" + String(repeating: "[],", count: ValueTape.entryLimit) + "[]]"
    #expect(refusal { try root(text) }?.code == .documentTooLarge)
  }
}
