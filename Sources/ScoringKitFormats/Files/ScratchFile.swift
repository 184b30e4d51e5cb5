internal import ScoringKit

/// A file without a name in a directory: however the process ends, nothing of it is left there.
final class ScratchFile {
  let descriptor: Int32
  /// Whether the file system can give it a name; where it cannot, its bytes are copied to a file that has one.
  let canBeNamed: Bool

  /// Creates an empty file in the directory of a path.
  ///
  /// - Throws: ``ScoringError/Code/unwritableFile``.
  convenience init(beside path: String) throws(ScoringError) {
    if let descriptor = FileBytes.openUnnamed(in: FileBytes.directory(of: path)) {
      self.init(descriptor, canBeNamed: true)
    } else {
      try self.init(unlinkedBeside: path)
    }
  }

  /// Creates an empty file whose name is taken from it at once.
  ///
  /// - Throws: ``ScoringError/Code/unwritableFile``.
  convenience init(unlinkedBeside path: String) throws(ScoringError) {
    let name = FileBytes.temporaryName(beside: path)
    let descriptor = try FileBytes.create(name, beside: path)
    FileBytes.remove(name)
    self.init(descriptor, canBeNamed: false)
  }

  private init(_ descriptor: Int32, canBeNamed: Bool) {
    self.descriptor = descriptor
    self.canBeNamed = canBeNamed
  }

  deinit { FileBytes.close(descriptor) }

  /// Makes a file of that name, beside `path`, with these bytes, and with these attributes if there are any.
  ///
  /// - Throws: ``ScoringError/Code/unwritableFile``; there is no such file then.
  func write(as name: String, beside path: String, _ attributes: FileAttributes?) throws(ScoringError) {
    if canBeNamed, FileBytes.link(descriptor, as: name) { return }
    let copy = try FileBytes.create(name, beside: path)
    defer { FileBytes.close(copy) }
    do throws(ScoringError) {
      if let attributes { _ = FileBytes.give(attributes, to: copy) }
      try FileBytes.copy(descriptor, to: copy, path: path)
    } catch {
      FileBytes.remove(name)
      throw error
    }
  }
}
