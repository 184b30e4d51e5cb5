package import ScoringKit

/// A file, or a pipe, read from its beginning piece by piece: memory does not grow with it.
package final class FileReader {
  /// The file's bytes when it was opened; nil for what has no size, such as a pipe.
  package let size: Int?
  private let descriptor: Int32
  private let path: String
  private let isOwned: Bool

  /// Opens a file.
  ///
  /// - Throws: ``ScoringError/Code/unreadableFile``.
  package convenience init(path: String) throws(ScoringError) {
    try self.init(try FileBytes.openForReading(path), path: path, isOwned: true)
  }

  /// Reads what standard input gives.
  ///
  /// - Throws: ``ScoringError/Code/unreadableFile`` if it is closed.
  package static func standardInput() throws(ScoringError) -> FileReader {
    try FileReader(FileBytes.standardInput, path: "standard input", isOwned: false)
  }

  private init(_ descriptor: Int32, path: String, isOwned: Bool) throws(ScoringError) {
    self.descriptor = descriptor
    self.path = path
    self.isOwned = isOwned
    size = try FileBytes.regularSize(descriptor, path: path)
  }

  deinit {
    if isOwned { FileBytes.close(descriptor) }
  }

  /// The next bytes, at most `limit`; none at the end.
  ///
  /// - Throws: ``ScoringError/Code/unreadableFile``.
  package func read(upTo limit: Int) throws(ScoringError) -> [UInt8] {
    try FileBytes.readNext(descriptor, limit: limit, path: path)
  }
}
