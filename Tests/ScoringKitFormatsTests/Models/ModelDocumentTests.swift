import Foundation
import ScoringKit
import ScoringKitFormats
import ScoringKitTestSupport
import Testing

@Suite struct ModelDocumentTests {
  @Test(arguments: [
    "x", " tree\n", "Tree\n", "tre", "trees\n", "tree\r", "tree version=v4", "gbdt\n", "\u{FEFF}tree\n",
    "[1]", "PK",
    "\u{0}", "\n", "binf",
  ])
  func `bytes of no known format are refused as such`(text: String) {
    #expect(refusal(of: Array(text.utf8))?.code == .unknownFormat)
  }

  @Test func `a document over the limit is refused and one at the limit is read`() {
    let bytes = LightGBMText.small.bytes
    let tight = ReadLimits(maximumBytes: bytes.count - 1)
    #expect(refusal(of: bytes, limits: tight)?.code == .documentTooLarge)
    #expect(refusal(of: bytes, limits: ReadLimits(maximumBytes: bytes.count)) == nil)
    #expect(refusal(of: bytes, limits: ReadLimits(maximumBytes: 0))?.code == .documentTooLarge)
    #expect(refusal(of: bytes, limits: ReadLimits(maximumBytes: -1))?.code == .documentTooLarge)
  }

  @Test func `the digest is the one sha256sum prints`() throws {
    let folder = try ScratchFolder()
    let path = try folder.write(LightGBMText.small.bytes, named: "model.txt")
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/sha256sum")
    process.arguments = [path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let printed = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let digest = try ModelDocument(path: path).digest
    #expect(digest.count == 64)
    #expect(printed.hasPrefix(digest + " "))
  }

  @Test func `two files that answer alike and differ in a byte have different digests`() throws {
    let other = LightGBMText.small.with("tree_sizes", "1 1")
    #expect(
      try ModelDocument(bytes: other.bytes).digest != ModelDocument(bytes: LightGBMText.small.bytes).digest)
  }

  @Test func `bytes and the file that holds them give the same model`() throws {
    let folder = try ScratchFolder()
    let path = try folder.write(LightGBMText.small.bytes, named: "model.txt")
    let document = try ModelDocument(path: path)
    #expect(try document.digest == ModelDocument(bytes: LightGBMText.small.bytes).digest)
    #expect(try document.model.evaluator.margins(of: [0.5, -1.25, 0]) == [0.15000000000000002])
  }
}
