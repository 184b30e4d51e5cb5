import Foundation
import ScoringKit
import ScoringKitFormats
import ScoringKitTestSupport
import Testing

/// Reading files is tested through ``ModelDocument``, which is the only one that does.
@Suite struct FileBytesTests {
  @Test func `a missing file is refused with its path`() throws {
    let error = try #require(refusal(ofFile: "/nowhere/at/all/model.txt"))
    #expect(error.code == .unreadableFile)
    #expect(error.message.contains("/nowhere/at/all/model.txt"))
  }

  @Test(arguments: ["/", "/dev/null", "/dev/zero", ""])
  func `what is no regular file is refused`(path: String) {
    #expect(refusal(ofFile: path)?.code == .unreadableFile)
  }

  @Test func `a pipe that nobody writes to is refused without waiting`() throws {
    let folder = try ScratchFolder()
    let path = folder.path("pipe")
    try #require(unsafe mkfifo(path, 0o600) == 0)
    #expect(refusal(ofFile: path)?.code == .unreadableFile)
  }

  @Test func `an empty file is refused as an empty document`() throws {
    let folder = try ScratchFolder()
    #expect(refusal(ofFile: try folder.write([], named: "empty"))?.code == .emptyDocument)
  }

  @Test func `a file over the limit is refused before it is read`() throws {
    let folder = try ScratchFolder()
    let path = folder.path("huge")
    try #require(FileManager.default.createFile(atPath: path, contents: nil))
    // A terabyte without a block: reading it would be noticed.
    try #require(unsafe truncate(path, 1 << 40) == 0)
    #expect(refusal(ofFile: path)?.code == .documentTooLarge)
  }

  @Test func `a path through a symbolic link is read`() throws {
    let folder = try ScratchFolder()
    let path = try folder.write(LightGBMText.small.bytes, named: "model.txt")
    try FileManager.default.createSymbolicLink(atPath: folder.path("link"), withDestinationPath: path)
    #expect(refusal(ofFile: folder.path("link")) == nil)
  }

  @Test func `a file written piece by piece appears whole or not at all`() throws {
    let folder = try ScratchFolder()
    let path = try folder.write([9], named: "answer")
    do {
      let writer = try FileWriter(path: path)
      try writer.append([1, 2])
    }
    #expect(try Data(contentsOf: URL(filePath: path)) == Data([9]))
    let writer = try FileWriter(path: path)
    try writer.append([1, 2])
    try writer.append([])
    try writer.append([3])
    try writer.commit()
    #expect(try Data(contentsOf: URL(filePath: path)) == Data([1, 2, 3]))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["answer"])
  }

  @Test(arguments: ["/nowhere/at/all", "/dev/null", "/"])
  func `what cannot be replaced is refused`(path: String) {
    #expect(throws: ScoringError.self) { _ = try FileWriter(path: path) }
  }

  @Test func `a file is read piece by piece to its end`() throws {
    let folder = try ScratchFolder()
    let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0) }
    let reader = try FileReader(path: try folder.write(bytes, named: "bytes"))
    #expect(reader.size == 1000)
    var pieces: [[UInt8]] = []
    while true {
      let piece = try reader.read(upTo: 300)
      if piece.isEmpty { break }
      pieces.append(piece)
    }
    #expect(pieces.map(\.count) == [300, 300, 300, 100])
    #expect(Array(pieces.joined()) == bytes)
  }
}
