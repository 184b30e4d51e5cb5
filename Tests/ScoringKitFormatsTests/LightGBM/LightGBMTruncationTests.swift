import ScoringKit
import ScoringKitFormats
import Testing

@Suite struct LightGBMTruncationTests {
  @Test func `no bytes are refused as an empty document`() {
    #expect(refusal(of: [])?.code == .emptyDocument)
  }

  @Test(arguments: ["tree", "tree\n", "tree\r\n", "tree\n\n\n"])
  func `the first line alone is refused as truncated`(text: String) {
    #expect(refusal(of: Array(text.utf8))?.code == .truncatedDocument)
  }

  /// Harmless is a cut behind `end of trees`, unless it is inside the parameters.
  @Test func `a model cut at any byte is refused, unless the cut is harmless`() throws {
    let bytes = LightGBMText.small.bytes
    let endOfTrees = try #require(end(of: "end of trees", in: bytes))
    let parameters = try #require(end(of: "parameters:", in: bytes))
    let endOfParameters = try #require(end(of: "end of parameters", in: bytes))
    for count in 0..<bytes.count {
      let error = refusal(of: Array(bytes.prefix(count)))
      let isHarmless = count >= endOfTrees && !(parameters..<endOfParameters).contains(count)
      #expect((error == nil) == isHarmless, "cut after \(count) bytes")
    }
  }

  @Test func `a linear model cut at any byte before the end of trees is refused`() throws {
    let bytes = LightGBMText.linear.bytes
    for count in 0..<(try #require(end(of: "end of trees", in: bytes))) {
      #expect(refusal(of: Array(bytes.prefix(count))) != nil, "cut after \(count) bytes")
    }
  }

  @Test func `a model whose trees do not end is refused as truncated`() {
    let text = LightGBMText.small.upToTheTrees
    #expect(refusal(of: text)?.code == .truncatedDocument)
  }

  @Test func `parameters that do not end are refused where they begin`() {
    let text = LightGBMText.small.without("end of parameters")
    #expect(refusal(of: text)?.code == .truncatedDocument)
    #expect(refusal(of: text)?.line == text.lineNumber("parameters:"))
  }

  @Test func `a line that is neither a tree nor an end is refused`() {
    let text = LightGBMText(LightGBMText.small.upToTheTrees.text + "\nend of tree")
    #expect(refusal(of: text)?.code == .malformedDocument)
  }

  private func end(of text: String, in bytes: [UInt8]) -> Int? {
    let wanted = Array(text.utf8)
    let start = bytes.indices.first { bytes[$0...].starts(with: wanted) }
    return start.map { $0 + wanted.count }
  }
}
