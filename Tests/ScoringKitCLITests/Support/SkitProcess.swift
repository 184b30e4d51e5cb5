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
