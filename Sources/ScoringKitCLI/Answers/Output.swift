internal import ScoringKit
internal import ScoringKitFormats

/// Where a command's answer goes: into a file, to standard output or into a named pipe, whole or not at all.
///
/// A file is put in its place when complete; text for standard output and pipes is held back until then.
struct Output {
  private enum Place {
    case file(FileWriter)
    /// A descriptor, and what messages call it.
    case stream(Int32, name: String)
  }

  private let place: Place
  private var held: [UInt8] = []

  /// Prepares a file or a named pipe, or standard output for nil.
  ///
  /// - Throws: ``ScoringError/Code/unwritableFile``, before any work is done for nothing.
  init(path: String?) throws(ScoringError) {
    guard let path else {
      place = .stream(FileBytes.standardOutput, name: "standard output")
      return
    }
    if let descriptor = try FileBytes.openStream(path) {
      place = .stream(descriptor, name: path)
    } else {
      place = .file(try FileWriter(path: path))
    }
  }

  /// Whether a person is going to read it.
  var isTerminal: Bool {
    guard case .stream(let descriptor, _) = place else { return false }
    return FileBytes.isTerminal(descriptor)
  }

  /// Takes a part of the answer.
  ///
  /// - Throws: ``ScoringError/Code/unwritableFile``.
  mutating func append(_ bytes: [UInt8]) throws(ScoringError) {
    switch place {
    case .file(let file): try file.append(bytes)
    case .stream: held += bytes
    }
  }

  /// Puts the whole answer out.
  ///
  /// - Throws: ``ScoringError/Code/unwritableFile``.
  mutating func finish() throws(ScoringError) {
    switch place {
    case .file(let file): try file.commit()
    case .stream(let descriptor, let name):
      try FileBytes.write(held, to: descriptor, path: name)
      held.removeAll()
    }
  }
}
