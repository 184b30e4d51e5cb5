package import ScoringKit

/// A file written whole or not at all: into a temporary file beside it, renamed by ``commit()``.
///
/// A writer that goes away without ``commit()`` removes the temporary file and leaves the path as it was.
package final class FileWriter {
  private let descriptor: Int32
  private let path: String
  private let temporary: String
  private var isCommitted = false

  /// Creates the temporary file.
  ///
  /// - Throws: ``ScoringError/Code/unwritableFile``, also for a path at which a read-only file, or something
  ///   other than a regular file, exists.
  package init(path: String) throws(ScoringError) {
    try FileBytes.requireReplaceable(path)
    self.path = path
    (descriptor, temporary) = try FileBytes.createTemporary(beside: path)
  }

  deinit {
    FileBytes.close(descriptor)
    if !isCommitted { FileBytes.remove(temporary) }
  }

  /// Writes bytes behind those before.
  ///
  /// - Throws: ``ScoringError/Code/unwritableFile``.
  package func append(_ bytes: [UInt8]) throws(ScoringError) {
    try FileBytes.write(bytes, to: descriptor, path: path)
  }

  /// Puts the file in its place, complete.
  ///
  /// - Throws: ``ScoringError/Code/unwritableFile``.
  package func commit() throws(ScoringError) {
    try FileBytes.synchronise(descriptor, path: path)
    try FileBytes.replace(path, by: temporary)
    isCommitted = true
  }
}
