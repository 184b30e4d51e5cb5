import Foundation

/// The built command, run as a user runs it.
struct SkitProcess {
  let status: Int32
  let output: String
  let errors: String

  /// Runs `skit` and waits for it.
  init(_ arguments: String..., input: String = "") throws { try self.init(arguments, input: input) }

  /// Runs `skit` and waits for it.
  init(_ arguments: [String], input: String = "") throws {
    let process = Process()
    // The test program and the command are built into one directory.
    process.executableURL = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appending(path: "skit")
    process.arguments = arguments
    let (inputPipe, outputPipe, errorPipe) = (Pipe(), Pipe(), Pipe())
    process.standardInput = inputPipe
    process.standardOutput = outputPipe
    process.standardError = errorPipe
    try process.run()
    try inputPipe.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try inputPipe.fileHandleForWriting.close()
    output = String(decoding: try outputPipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    errors = String(decoding: try errorPipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    status = process.terminationStatus
  }
}

/// A directory of a test's own, gone when the test ends.
final class TestDirectory {
  private let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "skit-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// The path of a file in it.
  func path(_ name: String) -> String { url.appending(path: name).path() }

  /// Writes a file and gives its path.
  func file(_ name: String, _ content: String) throws -> String {
    try Data(content.utf8).write(to: url.appending(path: name))
    return path(name)
  }

  /// Writes a file, marks it read-only and gives its path.
  func readOnlyFile(_ name: String, _ content: String) throws -> String {
    let path = try file(name, content)
    try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: path)
    return path
  }

  /// What a file holds.
  func content(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: url.appending(path: name)), as: UTF8.self)
  }

  /// The names of the files in it.
  func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: url.path()).sorted() }
}
