import ScoringKit
import ScoringKitTestSupport
import Testing

@testable import ScoringKitFormats

@Suite struct BundleDamageTests {
  private func bytes() throws -> [UInt8] {
    try BundleSample.bundle(
      modelText: "tree\nversion=v4\n",
      background: try EmbeddedBackground(
        [1, 0.5, .nan, 1].span, layout: try RowLayout(rowCount: 2, columnCount: 2))
    ).jsonBytes()
  }

  @Test func `a bundle cut at any byte is refused as cut, never crashes, never loads`() throws {
    // The last byte is a line feed that the value does not need.
    let whole = try bytes().dropLast()
    for count in 0..<whole.count {
      let error = #expect(throws: ScoringError.self) { try Bundle.read(Array(whole.prefix(count))) }
      #expect(error?.code == (count == 0 ? .emptyDocument : .truncatedDocument))
    }
  }

  /// The digests leave nothing but spaces that a flip could change unnoticed.
  @Test func `a bundle with any bit flipped is refused, or means what it meant`() throws {
    let whole = try bytes()
    for place in whole.indices {
      for bit in 0..<8 {
        var flipped = whole
        flipped[place] ^= 1 << UInt8(bit)
        guard let bundle = try? Bundle.read(flipped) else { continue }
        #expect(JSONReference.accepts(flipped))
        #expect(try bundle.jsonBytes() == whole)
      }
    }
  }

  @Test(arguments: 0..<4)
  func `a damaged bundle never crashes, and one that loads writes itself again`(seed: Int) throws {
    var generator = SplitMix64(seed: UInt64(seed))
    let whole = try bytes()
    for _ in 0..<1000 {
      let damaged = JSONMutationTests.mutated(whole, with: &generator)
      guard let bundle = try? Bundle.read(damaged) else { continue }
      #expect(JSONReference.accepts(damaged))
      let again = try bundle.jsonBytes()
      #expect(try Bundle.read(again).jsonBytes() == again)
    }
  }

  @Test func `a damaged bundle with its whole model never crashes the model's reader`() throws {
    var generator = SplitMix64(seed: 77)
    let text = Array(BundleSample.modelText.utf8)
    for _ in 0..<500 {
      let damaged = String(decoding: JSONMutationTests.mutated(text, with: &generator), as: UTF8.self)
      _ = try? ModelDocument(bytes: try BundleSample.bundle(modelText: damaged).jsonBytes())
    }
  }
}
