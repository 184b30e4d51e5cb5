internal import ScoringKit
internal import ScoringKitFormats

/// Where a command's answer goes: into a file or to standard output, whole or not at all.
///
/// A file is written beside its path and renamed when complete; text for standard output is held back until
/// then.
struct Output {
  private let file: FileWriter?
  private var held: [UInt8] = []

  /// Prepares a file, or standard output for nil.
  ///
  /// - Throws: ``ScoringError/Code/unwritableFile``, before any work is done for nothing.
  init(path: String?) throws(ScoringError) {
    file = try path.map { path throws(ScoringError) in try FileWriter(path: path) }
  }

  /// Whether a person is going to read it.
  var isTerminal: Bool { file == nil && FileBytes.isTerminal(FileBytes.standardOutput) }

  /// Takes a part of the answer.
  ///
  /// - Throws: ``ScoringError/Code/unwritableFile``.
  mutating func append(_ bytes: [UInt8]) throws(ScoringError) {
    guard let file else {
      held += bytes
      return
    }
    try file.append(bytes)
  }

  /// Puts the whole answer out.
  ///
  /// - Throws: ``ScoringError/Code/unwritableFile``.
  mutating func finish() throws(ScoringError) {
    guard let file else {
      try FileBytes.write(held, to: FileBytes.standardOutput, path: "standard output")
      held.removeAll()
      return
    }
    try file.commit()
  }
}
