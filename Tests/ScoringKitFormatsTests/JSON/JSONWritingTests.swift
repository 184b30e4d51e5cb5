import ScoringKit
import ScoringKitTestSupport
import Testing

@testable import ScoringKitFormats

@Suite struct JSONWritingTests {
  private func text(_ content: JSONContent) throws -> String {
    String(decoding: try content.bytes(), as: UTF8.self)
  }

  @Test func `keys keep their order, levels are indented, slashes stay`() throws {
    let content = JSONContent.object([
      "z": .text("a/b"), "a": .array([.integer(-1), .null, .text("")]),
      "m": .object(["k": .number(0.5)]),
    ])
    #expect(
      try text(content) == """
        {
          "z": "a/b",
          "a": [
            -1,
            null,
            ""
          ],
          "m": {
            "k": 0.5
          }
        }

        """)
  }

  @Test func `a written text reads back, every control character and plane of Unicode included`() throws {
    let scalars = Array(UInt32(1)..<0x180) + [0x2028, 0x2029, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x10FFFF]
    let original = String(String.UnicodeScalarView(scalars.compactMap(Unicode.Scalar.init)))
    let bytes = try JSONContent.text(original).bytes()
    let read = try JSONDocument.parse(bytes).string()
    #expect(Array(read.utf8) == Array(original.utf8))
  }

  @Test func `ten thousand doubles of random bits read back to their bits`() throws {
    var generator = SplitMix64(seed: 2)
    let numbers = (0..<10_000).map { _ in Double(bitPattern: generator.next()) }.filter(\.isFinite)
    let bytes = try JSONContent.array(numbers.map { .number($0) }).bytes()
    #expect(try JSONDocument.parse(bytes).doubles().map(\.bitPattern) == numbers.map(\.bitPattern))
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func `a number that is not finite is refused`(number: Double) {
    let error = #expect(throws: ScoringError.self) { try JSONContent.array([.number(number)]).bytes() }
    #expect(error?.code == .numberOutOfRange)
  }
}
