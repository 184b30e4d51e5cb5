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
