import ScoringKit

@testable import ScoringKitCLI

extension CSVReader {
  /// Reads a text as if it came in pieces of that many bytes.
  init(_ text: String, pieceSize: Int = 1 << 16) throws {
    try self.init(bytes: Array(text.utf8), pieceSize: pieceSize)
  }

  /// Reads bytes as if they came in pieces of that size.
  init(bytes: [UInt8], pieceSize: Int = 1 << 16) throws {
    var rest = bytes[...]
    try self.init { () throws(ScoringError) in
      defer { rest = rest.dropFirst(pieceSize) }
      return Array(rest.prefix(pieceSize))
    }
  }

  /// All records' cells.
  static func records(_ text: String, pieceSize: Int = 1 << 16) throws -> [[String]] {
    var reader = try CSVReader(text, pieceSize: pieceSize)
    var record = CSVRecord()
    var records: [[String]] = []
    while try reader.next(into: &record) {
      records.append((0..<record.count).map { record.text($0) ?? "not UTF-8" })
    }
    return records
  }
}
