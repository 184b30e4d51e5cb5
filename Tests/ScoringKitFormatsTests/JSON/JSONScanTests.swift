import ScoringKit
import Testing

@testable import ScoringKitFormats

@Suite struct JSONScanTests {
  @Test(arguments: [
    "null", "true", "false", "0", "-0", "-0.0", "1.5e-7", "1E+2", "\"\"", "[]", "{}", " [ 1 , 2 ] ",
    "\t\r\n[0]\n",
    #"{"a":{"b":[{},[],null]}}"#, #"["\"\\\/\b\f\n\r\t\u00e9\uD83D\uDE00"]"#, "[\"é漢😀\u{7F}\"]",
    #"{"a":1,"A":2,"a ":3,"":4}"#, #"{"a":{"a":{"a":1}},"b":{"a":1}}"#,
    "9223372036854775807", "-9223372036854775808", "18446744073709551615",
    "1.7976931348623157e308", "1e308", "1e-400", "0e999999999999", "0.000001e313", "100000000000000000000.0",
  ])
  func `a strict document is passed by the scan, by json-c and by the reference`(document: String) throws {
    let bytes = Array(document.utf8)
    #expect(JSONReference.accepts(bytes))
    try JSONScan.check(bytes)
    _ = try JSONDocument.parse(bytes)
  }

  @Test(arguments: [
    // Words.
    "NaN", "[nan]", "Infinity", "-Infinity", "[-NaN]", "inf", "True", "nulL", "nullx", "undefined",
    // Numbers.
    "01", "-", "+1", ".5", "1.", "1.e5", "1e", "1e+", "0x10", "-01", "1_000", "--1", "1e1.5",
    // Structure.
    "[1,]", "[,1]", "[1 2]", "{\"a\":1,}", "{,}", "{\"a\"}", "{\"a\" 1}", "{a:1}", "{'a':1}", "{1:2}", "[}",
    "{]",
    "[1}", "{\"a\":1]", "]", "}", ",", ":", "[]]", "{}{}", "1 2", "[1]x", "// c\n1", "[1/**/]", "\u{FEFF}[]",
    "[\u{A0}1]", "[\u{0B}1]", "\u{0}", "[1]\u{0}",
    // Strings.
    "\"\t\"", "\"\n\"", "\"\u{1F}\"", "\"a\u{0}b\"", #""\x""#, #""\u12G4""#, #""\u0000""#, #"{"\u0000":1}"#,
    #""\uD800""#, #""\uDC00""#, #""\uD800\u0041""#, #""\uD800\n""#, #""\uD800x""#, #""\uDC00\uD800""#, "'a'",
    // Duplicate keys.
    #"{"a":1,"a":2}"#, #"{"a":1,"\u0061":2}"#, #"{"a":1,"b":{"a":1},"a":2}"#, #"{"":1,"":2}"#,
    #"{"\uD83D\uDE00":1,"😀":2}"#, #"[{"x":{"k":[],"k":0}}]"#,
  ])
  func `a document that is not strict is malformed`(document: String) {
    let bytes = Array(document.utf8)
    #expect(!JSONReference.accepts(bytes))
    // "-" and "1e" could go on.
    let error = #expect(throws: ScoringError.self) { try JSONScan.check(bytes) }
    let codes: [ScoringError.Code?] = [.malformedDocument, .truncatedDocument]
    #expect(codes.contains(error?.code))
  }

  @Test(arguments: [
    "1e400", "-1e400", "1.7976931348623159e308", "1e309", "9e999999999999999999999", "0.1e310",
  ])
  func `a number beyond double is refused`(number: String) {
    let error = #expect(throws: ScoringError.self) { try JSONScan.check(Array("[1, \(number)]".utf8)) }
    #expect(error?.code == .numberOutOfRange)
    #expect(error?.location == .path("$[1]", byte: 4))
    #expect(!JSONReference.accepts(Array(number.utf8)))
  }

  @Test(arguments: ["18446744073709551616", "-9223372036854775809", "100000000000000000000"])
  func `an integer beyond 64 bits is refused`(number: String) {
    let error = #expect(throws: ScoringError.self) { try JSONScan.check(Array(number.utf8)) }
    #expect(error?.code == .numberOutOfRange)
    #expect(!JSONReference.accepts(Array(number.utf8)))
  }

  @Test(
    arguments: [
      [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF], [0xED, 0xA0, 0x80],
      [0xED, 0xBF, 0xBF], [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x8F, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80],
      [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xFE], [0xC3, 0x28], [0xE2, 0x82, 0x28], [0xF0, 0x9F, 0x98, 0x28],
      [0xE2, 0x82], [0xC3],
    ] as [[UInt8]])
  func `bytes that are not UTF-8 are refused at their place`(text: [UInt8]) {
    let bytes = Array(#"{"a": ["abcdefghij"#.utf8) + text + Array(#"k"]}"#.utf8)
    let error = #expect(throws: ScoringError.self) { try JSONScan.check(bytes) }
    #expect(error?.code == .malformedDocument)
    #expect(error?.location == .path("$.a[0]", byte: 18))
    #expect(!JSONReference.accepts(bytes))
  }

  @Test func `every scalar of Unicode but NUL passes, whatever its place in an eight-byte word`() throws {
    for offset in 0..<8 {
      var text = "\"" + String(repeating: "x", count: offset)
      for value in (UInt32(0x20)...0x10FFFF) where value % 1021 == UInt32(offset) || value < 0x100 {
        guard let scalar = Unicode.Scalar(value), scalar != "\"", scalar != "\\" else { continue }
        text.unicodeScalars.append(scalar)
      }
      try JSONScan.check(Array((text + "\"").utf8))
    }
  }

  @Test(arguments: 0..<24)
  func `a control character is found wherever it stands in a long string`(place: Int) {
    for control in UInt8(0)..<0x20 {
      var bytes = [UInt8](repeating: UInt8(ascii: "a"), count: 26)
      bytes[0] = UInt8(ascii: "\"")
      bytes[25] = UInt8(ascii: "\"")
      bytes[place + 1] = control
      let error = #expect(throws: ScoringError.self) { try JSONScan.check(bytes) }
      #expect(error?.location == .path("$", byte: place + 1))
    }
  }

  @Test func `sixty-four levels pass and a sixty-fifth is refused`() throws {
    for (open, close) in [("[", "]"), (#"{"a":"#, "}")] {
      let limit = JSONScan.depthLimit
      let passing = String(repeating: open, count: limit) + "1" + String(repeating: close, count: limit)
      _ = try JSONDocument.parse(Array(passing.utf8))
      let error = #expect(throws: ScoringError.self) {
        try JSONScan.check(Array((open + passing + close).utf8))
      }
      #expect(error?.code == .malformedDocument)
      #expect(error?.location.byteOffset == limit * open.utf8.count)
    }
  }

  @Test func `a bomb of a million open containers is refused at the limit`() {
    let error = #expect(throws: ScoringError.self) {
      try JSONScan.check([UInt8](repeating: UInt8(ascii: "["), count: 1_000_000))
    }
    #expect(error?.location.byteOffset == JSONScan.depthLimit)
  }

  @Test(arguments: ["", " ", "\n\t"])
  func `a document without a value is empty`(document: String) {
    let error = #expect(throws: ScoringError.self) { try JSONScan.check(Array(document.utf8)) }
    #expect(error?.code == .emptyDocument)
  }

  @Test func `a document cut at any byte is truncated, and its end is the place`() {
    let whole = Array(#"{"a": [true, null, -1.5e+3, "é\u00e9\uD83D\uDE00😀\\"], "\n": {"c": false}}"#.utf8)
    for count in 1..<whole.count {
      let error = #expect(throws: ScoringError.self) { try JSONScan.check(Array(whole[..<count])) }
      #expect(error?.code == .truncatedDocument)
      #expect(error?.location.byteOffset == count)
    }
  }
}
