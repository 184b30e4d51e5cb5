import Foundation
import ScoringKit
import ScoringKitTestSupport
import Testing

@testable import ScoringKitFormats

/// A file is replaced whole, keeps what is not its content, and leaves nothing beside it.
@Suite struct FileWriterTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  /// Both ways to a file without a name: what the file system offers, and what works on every one.
  private func scratches(_ path: String) throws -> [ScratchFile] {
    [try ScratchFile(beside: path), try ScratchFile(unlinkedBeside: path)]
  }

  private func mode(_ name: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.path(name))
    return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? -1
  }

  @Test func `nothing is beside the file while it is written, whatever the file system offers`() throws {
    for scratch in try scratches(folder.path("a")) {
      let writer = FileWriter(folder.path("a"), scratch)
      try writer.append([1, 2, 3])
      #expect(try folder.names() == [])
    }
    #expect(try folder.names() == [])
  }

  @Test func `a new file appears complete, with what the mask leaves of its mode`() throws {
    for (name, scratch) in zip(["a", "b"], try scratches(folder.path("a"))) {
      let writer = FileWriter(folder.path(name), scratch)
      try writer.append(Array("answer".utf8))
      try writer.commit()
      #expect(try folder.content(name) == "answer")
      #expect(try mode(name) == 0o666 & ~mask)
    }
    #expect(try folder.names() == ["a", "b"])
  }

  /// The process' mask, as a file that is created shows it.
  private var mask: Int {
    get throws {
      #expect(FileManager.default.createFile(atPath: folder.path("plain"), contents: nil))
      defer { try? FileManager.default.removeItem(atPath: folder.path("plain")) }
      return 0o666 & ~(try mode("plain"))
    }
  }

  @Test(arguments: [0o600, 0o640, 0o777, 0o4755])
  func `a replaced file keeps its mode`(bits: Int) throws {
    let path = try folder.file("a", "old")
    for (round, scratch) in try scratches(path).enumerated() {
      try FileManager.default.setAttributes([.posixPermissions: bits], ofItemAtPath: path)
      let writer = FileWriter(path, scratch)
      try writer.append(Array("new \(round)".utf8))
      #expect(try folder.content("a") != "new \(round)")
      try writer.commit()
      #expect(try folder.content("a") == "new \(round)")
      #expect(try mode("a") == bits)
    }
    #expect(try folder.names() == ["a"])
  }

  @Test(.enabled(if: geteuid() == 0)) func `a replaced file keeps its owner and group`() throws {
    let path = try folder.file("a", "old")
    for scratch in try scratches(path) {
      try #require(unsafe chown(path, 1234, 4321) == 0)
      let writer = FileWriter(path, scratch)
      try writer.append(Array("new".utf8))
      try writer.commit()
      var status = stat()
      try #require(unsafe stat(path, &status) == 0)
      #expect(status.st_uid == 1234 && status.st_gid == 4321)
    }
  }

  @Test func `a file that cannot be given to its owner is written in place`() throws {
    let path = try folder.file("a", "old and longer")
    try FileManager.default.linkItem(atPath: path, toPath: folder.path("same"))
    for scratch in try scratches(path) {
      let writer = FileWriter(path, scratch)
      try writer.append(Array("new".utf8))
      try writer.overwrite()
      #expect(try folder.content("a") == "new")
      // The file itself, by its other name too.
      #expect(try folder.content("same") == "new")
    }
  }

  @Test func `links are followed, also to a file that is still to be made`() throws {
    _ = try folder.file("target", "old")
    try FileManager.default.createDirectory(atPath: folder.path("inner"), withIntermediateDirectories: true)
    for (link, target) in [
      ("link", "target"), ("second", "link"), ("inner/up", "../made"), ("whole", folder.path("new")),
    ] {
      try FileManager.default.createSymbolicLink(atPath: folder.path(link), withDestinationPath: target)
    }
    for (link, target) in [("second", "target"), ("inner/up", "made"), ("whole", "new")] {
      let writer = try FileWriter(path: folder.path(link))
      try writer.append(Array(link.utf8))
      try writer.commit()
      #expect(try folder.content(target) == link)
      #expect((try? FileManager.default.destinationOfSymbolicLink(atPath: folder.path(link))) != nil)
    }
    #expect(try folder.names() == ["inner", "link", "made", "new", "second", "target", "whole"])
  }

  @Test func `links in a circle are refused`() throws {
    try FileManager.default.createSymbolicLink(atPath: folder.path("a"), withDestinationPath: "b")
    try FileManager.default.createSymbolicLink(atPath: folder.path("b"), withDestinationPath: "a")
    let error = try #require(throws: ScoringError.self) { try FileWriter(path: folder.path("a")) }
    #expect(error.code == .unwritableFile)
  }

  @Test
  func `a path that nothing can be written to is refused before the work, the reason before a long name`()
    throws
  {
    let long = folder.path(String(repeating: "n", count: 5000))
    for path in [folder.path("none/a"), folder.path, "/dev/null", "", long] {
      let error = try #require(throws: ScoringError.self) { try FileWriter(path: path) }
      #expect(error.code == .unwritableFile)
      #expect(error.description.utf8.count < 400)
    }
    let error = try #require(throws: ScoringError.self) { try FileWriter(path: long) }
    #expect(error.description.hasPrefix("cannot write: File name too long: '/"))
  }

  @Test func `a name as long as one may be is written and replaced`() throws {
    let name = String(repeating: "n", count: 255)
    for content in ["first", "second"] {
      let writer = try FileWriter(path: folder.path(name))
      try writer.append(Array(content.utf8))
      try writer.commit()
      #expect(try folder.content(name) == content)
    }
    #expect(try folder.names() == [name])
  }

  @Test func `a name that is taken meanwhile is replaced too`() throws {
    for (name, scratch) in zip(["a", "b"], try scratches(folder.path("a"))) {
      let writer = FileWriter(folder.path(name), scratch)
      try writer.append(Array("mine".utf8))
      _ = try folder.file(name, "another's")
      try writer.commit()
      #expect(try folder.content(name) == "mine")
    }
    #expect(try folder.names() == ["a", "b"])
  }
}
