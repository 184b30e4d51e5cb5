import Foundation
import ScoringKitTestSupport
import Testing

/// Where `skit` writes, and that nothing of an unfinished answer is left.
struct OutputTests {
  private let directory: ScratchFolder
  private let model: String
  private let rows: String

  init() throws {
    (directory, model, rows) = try CreditModel.files()
  }

  private func score(to output: String?) throws -> SkitProcess {
    try SkitProcess(
      ["score", "--model", model, "--rows", rows, "--ignore", "number"]
        + (output.map { ["--output", $0] } ?? []))
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP, SIGKILL, SIGPIPE])
  func `an interrupted run leaves the old answer and nothing else`(signal: Int32) throws {
    _ = try directory.file("scores.csv", "old")
    let process = Process()
    // Where the tests run in the background, signals are ignored, and so they would be by what they start.
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "--default-signal",
      URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "skit").path,
      "score", "--model", model, "--rows", "-", "--output", directory.path("scores.csv"),
    ]
    let input = Pipe()
    process.standardInput = input
    try process.run()
    // Three blocks of rows and more than a pipe holds: the first block's scores are written by then.
    let row = "30,1,15000\n"
    try input.fileHandleForWriting.write(
      contentsOf: Data(("age,home,monthly income\n" + String(repeating: row, count: 60_000)).utf8))
    #expect(try directory.names() == ["model.txt", "rows.csv", "scores.csv"])
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal)
    #expect(process.terminationStatus == signal)
    #expect(try directory.names() == ["model.txt", "rows.csv", "scores.csv"])
    #expect(try directory.content("scores.csv") == "old")
  }

  @Test(arguments: ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
  func `standard output by any of its paths is standard output`(path: String) throws {
    let plain = try score(to: nil)
    #expect(plain.status == 0)
    #expect(plain.output.split(separator: "\n").count == 4)
    let named = try score(to: path)
    #expect(named.status == 0)
    #expect(named.output == plain.output)
  }

  @Test func `a named pipe gets the answer`() throws {
    let pipe = directory.path("pipe")
    try #require(unsafe mkfifo(pipe, 0o600) == 0)
    let reader = Process()
    reader.executableURL = URL(filePath: "/bin/cat")
    reader.arguments = [pipe]
    let output = Pipe()
    reader.standardOutput = output
    try reader.run()
    #expect(try score(to: pipe).status == 0)
    let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    reader.waitUntilExit()
    #expect(text == (try score(to: nil).output))
  }

  @Test func `a link stays one, and a replaced file keeps its mode`() throws {
    let target = try directory.file("target.csv", "old")
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: target)
    try FileManager.default.createSymbolicLink(
      atPath: directory.path("link.csv"), withDestinationPath: "target.csv")
    let skit = try score(to: directory.path("link.csv"))
    #expect(skit.status == 0)
    #expect(try directory.content("target.csv") == score(to: nil).output)
    let attributes = try FileManager.default.attributesOfItem(atPath: target)
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o640)
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: directory.path("link.csv")) == "target.csv")
  }

  @Test func `a bundle goes wherever an answer goes`() throws {
    let bundle = directory.path("bundle.json")
    #expect(try SkitProcess("convert", model, "-o", bundle).status == 0)
    let skit = try SkitProcess("convert", model, "-o", "/dev/stdout")
    #expect(skit.status == 0)
    #expect(skit.output == (try directory.content("bundle.json")))
  }

  @Test func `a failed run leaves nothing`() throws {
    let bad = try directory.file("bad.csv", "age,home,monthly income\n30,1,15000\nx,1,1\n")
    let skit = try SkitProcess(
      "score", "--model", model, "--rows", bad, "--output", directory.path("scores.csv"))
    #expect(skit.status == 1)
    #expect(try directory.names() == ["bad.csv", "model.txt", "rows.csv"])
  }
}
