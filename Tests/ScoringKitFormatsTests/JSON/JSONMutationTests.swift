import ScoringKit
import ScoringKitTestSupport
import Testing

@testable import ScoringKitFormats

/// Damaged documents, the same ones on every run: the scan must agree with the slow reference on each.
@Suite struct JSONMutationTests {
  private static let seeds = [
    #"{"a": [1, -2.5e-3, true, null], "b": {"c": "x\n\u00e9\uD83D\uDE00", "d": []}, "e": 1234567890123456}"#,
    #"[[[[{"k": {"k": {"k": "é漢😀"}}}]]], 0.1, 1e308, "\\\"/", false, {"a": 1, "b": 1, "aa": 2}]"#,
    #"{"\u0061": 1, "b": 2, "\uD83D\uDE00": "a long text of more than eight bytes: \t \u0041", "": -0}"#,
  ].map { Array($0.utf8) }

  /// Pieces that turn up in attacks on parsers.
  private static let pieces =
    [
      "NaN", "Infinity", "-", "1e400", "1e-400", "\\u", "\\uD800", "\\uDC00", "\"", "\\", "{", "}", "[", "]",
      ",", ":",
      "\"a\":", "null", "tru", "00", ".", "e", "99999999999999999999", "//", "/*", "'", "\u{FEFF}", "\u{0}",
      "é", " ",
    ].map { Array($0.utf8) } + [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80]]

  static func mutated(_ document: [UInt8], with generator: inout SplitMix64) -> [UInt8] {
    var bytes = document
    for _ in 0..<Int.random(in: 1...3, using: &generator) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &generator)
      let end = min(bytes.count, place + Int.random(in: 0...6, using: &generator))
      switch Int.random(in: 0..<6, using: &generator) {
      case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
      case 1: bytes[place] = UInt8.random(in: 0...255, using: &generator)
      case 2: bytes.removeSubrange(place..<end)
      case 3: bytes.insert(contentsOf: bytes[place..<end], at: place)
      case 4: bytes.insert(contentsOf: pieces.randomElement(using: &generator) ?? [], at: place)
      default: bytes.removeSubrange(place...)
      }
    }
    return bytes
  }

  @Test(arguments: 0..<3)
  func `the scan passes a damaged document if and only if the reference does`(seed: Int) {
    var generator = SplitMix64(seed: UInt64(seed))
    var passed = 0
    for _ in 0..<2500 {
      let bytes = Self.mutated(Self.seeds[seed], with: &generator)
      let isPassed = (try? JSONScan.check(bytes)) != nil
      passed += isPassed ? 1 : 0
      if isPassed != JSONReference.accepts(bytes) {
        Issue.record("scan says \(isPassed), reference the opposite: \(bytes)")
      }
    }
    // Otherwise the test would say little about one of the two sides.
    #expect(passed > 100 && passed < 2400)
  }

  @Test(arguments: 0..<3)
  func `json-c takes every damaged document that the scan passes`(seed: Int) {
    var generator = SplitMix64(seed: UInt64(seed + 100))
    for _ in 0..<2500 {
      let bytes = Self.mutated(Self.seeds[seed], with: &generator)
      do {
        _ = try JSONDocument.parse(bytes)
      } catch {
        if error.code == .internalFault { Issue.record("\(error): \(bytes)") }
      }
    }
  }
}
