package import ScoringKit

/// A file written whole or not at all: into a file without a name in its directory, put in its place by ``commit()``.
///
/// Whatever ends the process before, nothing is left of it and the path is as it was. A replaced file keeps its owner,
/// group and mode; a new one has what the process' mask leaves of 0666. Symbolic links are followed: what they point to
/// is replaced. Where the system does not let the owner be kept, a file of another user's, the bytes are written into
/// the file itself, once they are complete; only then can a full disk leave half of them.
package final class FileWriter {
  /// Behind symbolic links.
  private let path: String
  private let scratch: ScratchFile

  /// Creates the file that is written to.
  ///
  /// - Throws: ``ScoringError/Code/unwritableFile``, also for a path at which a read-only file, or something
  ///   other than a regular file, exists.
  package convenience init(path: String) throws(ScoringError) {
    let target = try FileBytes.resolved(path)
    try FileBytes.requireReplaceable(target)
    self.init(target, try ScratchFile(beside: target))
  }

  /// Writes to a file that is there, to be put at a path that is no link.
  init(_ path: String, _ scratch: ScratchFile) {
    self.path = path
    self.scratch = scratch
  }

  /// Writes bytes behind those before.
  ///
  /// - Throws: ``ScoringError/Code/unwritableFile``.
  package func append(_ bytes: [UInt8]) throws(ScoringError) {
    try FileBytes.write(bytes, to: scratch.descriptor, path: path)
  }

  /// Puts the file in its place, complete.
  ///
  /// - Throws: ``ScoringError/Code/unwritableFile``.
  package func commit() throws(ScoringError) {
    try FileBytes.synchronise(scratch.descriptor, path: path)
    let existing = FileBytes.attributes(path)
    if let existing {
      guard FileBytes.give(existing, to: scratch.descriptor) else { return try overwrite() }
    } else if scratch.canBeNamed, FileBytes.link(scratch.descriptor, as: path) {
      return
    }
    // A name is taken by a file only after another, which a signal must not leave behind.
    let name = FileBytes.temporaryName(beside: path)
    try FileBytes.uninterrupted { () throws(ScoringError) in
      try scratch.write(as: name, beside: path, existing)
      do throws(ScoringError) {
        try FileBytes.replace(path, by: name)
      } catch {
        FileBytes.remove(name)
        throw error
      }
    }
  }

  /// Writes the bytes into the file that is there.
  func overwrite() throws(ScoringError) {
    let file = try FileBytes.openEmptied(path)
    defer { FileBytes.close(file) }
    try FileBytes.uninterrupted { () throws(ScoringError) in
      try FileBytes.copy(scratch.descriptor, to: file, path: path)
    }
  }
}
