import Foundation

/// The files in Tests/Samples, by their paths in it.
package enum Samples {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../Samples").standardized

  /// A file's bytes. A file that is not there ends the tests, which mean nothing without it.
  package static func bytes(_ path: String) -> [UInt8] {
    do {
      return [UInt8](try Data(contentsOf: folder.appending(path: path)))
    } catch {
      fatalError("Tests/Samples/\(path): \(error)")
    }
  }

  /// A file's text, without the line end behind it.
  package static func text(_ path: String) -> String {
    let bytes = bytes(path)
    return String(decoding: bytes.last == 10 ? bytes.dropLast() : bytes[...], as: UTF8.self)
  }

  /// Whether there is such a file.
  package static func has(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: path).path)
  }

  /// The names of the files in a folder that have that extension, without it, in their order.
  package static func names(in path: String, extension suffix: String) -> [String] {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: path).path)) ?? []
    return all.filter { $0.hasSuffix(".\(suffix)") }.map { String($0.dropLast(suffix.count + 1)) }.sorted()
  }
}
