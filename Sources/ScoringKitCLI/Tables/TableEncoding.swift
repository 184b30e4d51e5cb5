internal import ScoringKit

/// What a table's file is if it is no text in UTF-8, as far as its first bytes tell.
enum TableEncoding {
  /// Bytes that are looked at, if there are so many.
  static let beginningSize = 4

  /// Refuses a file that begins like something else than UTF-8 text.
  ///
  /// - Throws: ``ScoringError/Code/malformedDocument`` with what it is and the way out.
  static func requireText(_ beginning: [UInt8]) throws(ScoringError) {
    guard let (_, what) = signatures.first(where: { beginning.starts(with: $0.bytes) }) ?? wide(beginning)
    else {
      return
    }
    throw ScoringError(.malformedDocument, what, at: .line(1, byte: 0))
  }

  private typealias Signature = (bytes: [UInt8], what: String)

  private static let wideText = "the table is UTF-16 or UTF-32 text; save it as UTF-8"

  private static let signatures: [Signature] = [
    ([0xFF, 0xFE], wideText), ([0xFE, 0xFF], wideText), ([0, 0, 0xFE, 0xFF], wideText),
    (Array("PK\u{3}\u{4}".utf8), "this is a workbook or another zip file, no CSV; save the table as CSV"),
    ([0xD0, 0xCF, 0x11, 0xE0], "this is a workbook of old Excel, no CSV; save the table as CSV"),
    ([0x1F, 0x8B], "the table is compressed; expand it (gzip -dc) and give - for standard input"),
    (Array("PAR1".utf8), "this is a Parquet file, no CSV; write the table as CSV"),
  ]

  /// UTF-16 without a mark: every other byte of plain letters is null.
  private static func wide(_ beginning: [UInt8]) -> Signature? {
    guard beginning.count > 1, (beginning[0] == 0) != (beginning[1] == 0) else { return nil }
    return ([], wideText)
  }
}
