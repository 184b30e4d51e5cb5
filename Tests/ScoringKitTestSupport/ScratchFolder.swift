import Foundation

/// A folder of one test, gone with it.
package final class ScratchFolder {
  package let path: String

  package init() throws {
    path = FileManager.default.temporaryDirectory.path + "/scoringkit-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of a name in the folder.
  package func path(_ name: String) -> String { path + "/" + name }

  /// Writes a file; its path.
  package func write(_ bytes: [UInt8], named name: String) throws -> String {
    try Data(bytes).write(to: URL(filePath: path(name)))
    return path(name)
  }

  /// Writes a text; its path.
  package func file(_ name: String, _ content: String) throws -> String {
    try write(Array(content.utf8), named: name)
  }

  /// Writes a text and marks the file read-only; its path.
  package func readOnlyFile(_ name: String, _ content: String) throws -> String {
    let path = try file(name, content)
    try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: path)
    return path
  }

  /// The text in a file.
  package func content(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: path(name))), as: UTF8.self)
  }

  /// The names of the files in it.
  package func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }
}
