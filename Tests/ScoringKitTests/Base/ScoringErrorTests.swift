import ScoringKit
import ScoringKitTestSupport
import Testing

/// What a refusal says, and that its number is the C status.
@Suite struct ScoringErrorTests {
  @Test func `a place is written before the message`() {
    let written: [(ScoringError.Location, String)] = [
      (.none, "why"), (.line(12, byte: 340), "line 12: why"), (.byte(7), "byte 7: why"),
      (.path("$.policy", byte: nil), "$.policy: why"), (.path("$.policy", byte: 9), "$.policy (byte 9): why"),
      (.row(3, column: nil), "row 3: why"), (.row(3, column: 4), "row 3, column 4: why"),
    ]
    for (location, text) in written {
      #expect(ScoringError(.malformedDocument, "why", at: location).description == text)
    }
  }

  @Test(arguments: [
    ("a\nskit: all is well\r", "a\\nskit: all is well\\r"), ("\t", "\\t"), ("\u{1B}[2J", "\\u{1B}[2J"),
    ("\0", "\\u{0}"),
    ("\u{7F}\u{9B}", "\\u{7F}\\u{9B}"), ("\u{2028}\u{2029}", "\\u{2028}\\u{2029}"),
    ("\u{202E}\u{2066}\u{200F}\u{61C}", "\\u{202E}\\u{2066}\\u{200F}\\u{61C}"),
    ("\u{FEFF}\u{E0041}", "\\u{FEFF}\\u{E0041}"), ("revenu élevé 漢字 🙂", "revenu élevé 漢字 🙂"),
  ])
  func `what cannot be seen is written out, in names and in places`(text: String, written: String) {
    let error = ScoringError(.malformedDocument, "why '\(text)'", at: .path("$.\(text)", byte: nil)).inFile(
      text)
    #expect(error.description == "\(written): $.\(written): why '\(written)'")
    #expect(error.message == "why '\(text)'")
    // What is said of it again stays the same.
    #expect(ScoringError(.malformedDocument, error.description).description == error.description)
  }

  @Test func `a long place stands behind the reason, cut in its middle`() {
    let path = "$." + String(repeating: "key.", count: 10_000) + "end"
    let error = ScoringError(.malformedDocument, "why", at: .path(path, byte: 9))
    #expect(error.description.hasPrefix("why ($.key.key."))
    #expect(error.description.hasSuffix("key.end (byte 9))"))
    #expect(error.description.utf8.count < 120)
    let inFile = error.inFile("/" + String(repeating: "é", count: 3000) + "/model.json")
    #expect(inFile.description.hasPrefix("why ($.key.key."))
    #expect(inFile.description.hasSuffix("é/model.json)"))
    #expect(inFile.description.utf8.count < 220)
  }

  @Test(arguments: 0..<4, ["x", "é", "🙂", "\u{202E}", "\n"])
  func `a description has a bounded length and both its ends`(padding: Int, character: String) {
    let name = String(repeating: "x", count: padding) + String(repeating: character, count: 100_000)
    for place in [ScoringError.Location.none, .line(12, byte: 0), .path("$." + name, byte: 1)] {
      let text = ScoringError(.columnMismatch, "no '\(name)'; leave it out", at: place).inFile(name)
        .description
      #expect((900...1023).contains(text.utf8.count))
      #expect(text.contains("no '") && text.contains("'; leave it out"))
      #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "\u{202E}" && $0 != "\u{FFFD}" })
    }
  }

  @Test func `an error names one file`() {
    let error = ScoringError(.malformedDocument, "why", at: .row(1, column: nil)).inFile("a").inFile("b")
    #expect(error.description == "a: row 1: why")
    #expect(error.relocated(rows: 2) { $0 }.description == "a: row 3: why")
    #expect(ScoringError(.unreadableFile, "cannot open 'c'").inFile("a").description == "cannot open 'c'")
  }

  @Test func `a place in a document has its byte`() {
    #expect(ScoringError.Location.line(12, byte: 340).byteOffset == 340)
    #expect(ScoringError.Location.byte(7).byteOffset == 7)
    #expect(ScoringError.Location.path("$", byte: 9).byteOffset == 9)
    #expect(ScoringError.Location.path("$", byte: nil).byteOffset == nil)
    #expect(ScoringError.Location.row(1, column: 2).byteOffset == nil)
    #expect(ScoringError.Location.none.byteOffset == nil)
  }

  @Test func `the groups of codes are hundreds`() {
    #expect(ScoringError.Code.invalidArgument.rawValue == 100)
    #expect(ScoringError.Code.malformedDocument.rawValue == 200)
    #expect(ScoringError.Code.unknownFormat.rawValue == 300)
    #expect(ScoringError.Code.unreadableFile.rawValue == 400)
    #expect(ScoringError.Code.internalFault.rawValue == 900)
  }

  @Test func `the version's number is its text`() {
    let parts = Version.string.split(separator: ".").compactMap { Int32($0) }
    #expect(parts.count == 3)
    #expect(Version.number == parts[0] * 10_000 + parts[1] * 100 + parts[2])
  }
}
