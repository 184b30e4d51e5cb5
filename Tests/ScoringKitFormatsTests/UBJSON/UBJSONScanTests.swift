import ScoringKit
import ScoringKitTestSupport
import Testing

@testable import ScoringKitFormats

@Suite struct UBJSONScanTests {
  /// Bytes of markers and numbers: characters stand for themselves, numbers for their byte.
  private func document(_ parts: Any...) -> [UInt8] {
    parts.flatMap { part -> [UInt8] in
      switch part {
      case let text as String: Array(text.utf8)
      case let bytes as [UInt8]: bytes
      case let byte as Int: [UInt8(truncatingIfNeeded: byte)]
      default: []
      }
    }
  }

  private func refusal(_ bytes: [UInt8]) -> ScoringError? {
    refusedWith { try UBJSONScan.tape(bytes) }
  }

  @Test(
    arguments: [
      ("i", [0x80], -128), ("U", [0x80], 128), ("I", [0xFF, 0xFE], -2), ("I", [0x01, 0x02], 258),
      ("l", [0x80, 0, 0, 0], -2_147_483_648), ("l", [0, 0, 1, 0], 256),
      ("L", [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], -1),
      ("L", [0, 0, 0, 1, 0, 0, 0, 0], 4_294_967_296),
    ] as [(String, [UInt8], Int)])
  func `an integer of every type is read, the greatest byte first`(
    type: String, bytes: [UInt8], value: Int
  ) throws {
    let tape = try UBJSONScan.tape(document(type, bytes))
    #expect(try tape.root.integer(in: Int.min...Int.max) == value)
    let typed = try UBJSONScan.tape(document("[$", type, "#i", 1, bytes))
    #expect(try typed.root.integers(as: Int.self) == [value])
    let open = try UBJSONScan.tape(document("[", type, bytes, type, bytes, "]"))
    #expect(try open.root.integers(as: Int.self, count: 2) == [value, value])
    let single = try UBJSONScan.tape(document("[#U", 1, type, bytes))
    #expect(try single.root.singles() == [Float(value)])
  }

  @Test func `floats are read as float32, doubles rounded once`() throws {
    let single: [UInt8] = [0x3F, 0x80, 0, 1]
    let double: [UInt8] = [0x3F, 0xF0, 0, 0, 0x10, 0, 0, 1]
    let one = Float(1).nextUp
    #expect(try UBJSONScan.tape(document("[$d#i", 2, single, single)).root.singles() == [one, one])
    // 1 + 2⁻²⁴ + 2⁻⁵² lies just above the middle of two floats.
    #expect(try UBJSONScan.tape(document("[$D#i", 1, double)).root.singles() == [one])
    #expect(try UBJSONScan.tape(document("[d", single, "D", double, "]")).root.singles() == [one, one])
    let far = document("[$D#i", 1, [0x7F, 0xE0, 0, 0, 0, 0, 0, 0] as [UInt8])
    #expect(throws: ScoringError.self) { try UBJSONScan.tape(far).root.singles() }
    let infinite = document("[$D#i", 1, [0x7F, 0xF0, 0, 0, 0, 0, 0, 0] as [UInt8])
    #expect(try UBJSONScan.tape(infinite).root.singles() == [.infinity])
  }

  @Test func `members, texts and booleans are found in every kind of object`() throws {
    for bytes in [
      document("{i", 1, "aSi", 2, "hii", 1, "bTi", 1, "c[i", 7, "FT]}"),
      document("{#i", 3, "i", 1, "aSi", 2, "hii", 1, "bTi", 1, "c[i", 7, "FT]"),
    ] {
      let root = try UBJSONScan.tape(bytes).root
      #expect(try root.required("a").string() == "hi")
      #expect(try root.required("b").entry.kind == .boolean)
      #expect(try root.required("c").integers() == [7, 0, 1])
      #expect(try root.member("d") == nil)
    }
    let typed = try UBJSONScan.tape(document("{$U#i", 2, "i", 1, "a", 5, "i", 1, "b", 6)).root
    #expect(try typed.required("b").integer(in: 0...9) == 6)
    let texts = try UBJSONScan.tape(document("[$S#i", 2, "i", 1, "xi", 0)).root
    #expect(try texts.elements().map { value throws(ScoringError) in try value.string() } == ["x", ""])
    let characters = try UBJSONScan.tape(document("[$C#i", 2, "xy")).root
    #expect(try characters.elements().map { value throws(ScoringError) in try value.string() } == ["x", "y"])
  }

  @Test func `a refusal names the path and the byte`() throws {
    let bytes = document("{i", 1, "a[{i", 1, "b[$l#i", 1, 0, 0, 0, 7, "}]}")
    let value = try UBJSONScan.tape(bytes).root.required("a").elements()[0].required("b")
    let error = #expect(throws: ScoringError.self) { try value.integers(count: 2) }
    #expect(error?.location == .path("$.a[0].b", byte: 15))
  }

  @Test func `a text that is not UTF-8 or holds a zero is refused`() throws {
    for text in [[0xFF], [0xC3], [0x61, 0]] as [[UInt8]] {
      let tape = try UBJSONScan.tape(document("Si", text.count, text))
      #expect(throws: ScoringError.self) { try tape.root.string() }
    }
  }

  @Test(arguments: [
    "[$d#L\u{7F}\u{7F}\u{7F}\u{7F}\u{7F}\u{7F}\u{7F}\u{7F}", "[#l\u{7F}\u{7F}\u{7F}\u{7F}",
    "{#l\u{7F}\u{7F}\u{7F}\u{7F}",
    "[$Z#l\u{7F}\u{7F}\u{7F}\u{7F}", "[$T#l\u{0}\u{0}\u{1}\u{0}T", "{$Z#l\u{0}\u{0}\u{1}\u{0}",
    "Sl\u{7F}\u{7F}\u{7F}\u{7F}a",
    "{l\u{7F}\u{7F}\u{7F}\u{7F}a", "Hi\u{7F}1", "[$S#l\u{0}\u{0}\u{1}\u{0}i\u{1}a",
    "[$d#i\u{2}\u{0}\u{0}\u{0}\u{0}\u{0}",
  ])
  func `a length or count beyond the document is refused without taking memory`(text: String) {
    #expect(refusal(Array(text.utf8))?.code == .truncatedDocument)
  }

  @Test(arguments: [
    "{", "[", "[#", "[$", "[$d", "[$d#", "[$d#i", "S", "Si", "i", "d\u{0}\u{0}", "{i", "{i\u{1}", "{i\u{1}a",
    "[i\u{1}", "{i\u{1}aT", "[[]", "H",
  ])
  func `a document that ends too soon is refused`(text: String) {
    #expect(refusal(Array(text.utf8))?.code == .truncatedDocument)
  }

  @Test(arguments: [
    ("x", ScoringError.Code.malformedDocument), ("]", .malformedDocument), ("[}", .malformedDocument),
    ("[]]", .malformedDocument), ("TT", .malformedDocument), ("{T}", .malformedDocument),
    ("{d\u{0}\u{0}\u{0}\u{0}T}", .malformedDocument), ("SS", .malformedDocument),
    ("[$di", .malformedDocument),
    ("[$x#i\u{1}a", .malformedDocument), ("[#T", .malformedDocument),
    ("{i\u{1}aTi\u{1}aF}", .malformedDocument), ("N", .unsupportedFeature), ("[N]", .unsupportedFeature),
    ("[$[#i\u{1}]", .unsupportedFeature), ("[${#i\u{1}}", .unsupportedFeature), ("", .emptyDocument),
  ])
  func `what breaks the grammar is refused at its byte`(text: String, code: ScoringError.Code) {
    let error = refusal(Array(text.utf8))
    #expect(error?.code == code)
    #expect(error?.location.byteOffset != nil)
  }

  @Test func `a negative length is refused`() {
    for bytes in [document("Si", 0xFF), document("[$d#l", 0xFF, 0xFF, 0xFF, 0xFF), document("{#I", 0x80, 0)] {
      #expect(refusal(bytes)?.code == .malformedDocument)
    }
  }

  @Test func `containers may be nested as deep as in JSON, and no deeper`() throws {
    let limit = JSONScan.depthLimit
    _ = try UBJSONScan.tape(
      [UInt8](repeating: UInt8(ascii: "["), count: limit)
        + [UInt8](repeating: UInt8(ascii: "]"), count: limit))
    #expect(refusal([UInt8](repeating: UInt8(ascii: "["), count: limit + 1))?.code == .malformedDocument)
    #expect(refusal([UInt8](repeating: UInt8(ascii: "["), count: 1_000_000))?.code == .malformedDocument)
  }

  @Test func `more values than any model has are refused`() {
    let bytes = document("[") + [UInt8](repeating: UInt8(ascii: "S"), count: 0)
    var many = bytes
    for _ in 0...ValueTape.entryLimit { many += [UInt8(ascii: "["), UInt8(ascii: "]")] }
    #expect(refusal(many)?.code == .documentTooLarge)
  }
}
