internal import ScoringKit

/// Reads CSV as RFC 4180 has it, record by record, from bytes that come piece by piece.
///
/// A cell in quotes may hold separators, line ends and doubled quotes. Lines end in CRLF or LF; the last one need
/// not end. A UTF-8 byte order mark is skipped. Everything else is refused with its line: a quote inside an
/// unquoted cell, text behind a closing quote, a quote never closed, a lone carriage return; and so is a file that is
/// no text or UTF-16. Spaces belong to their cell, and an empty line is a record of one empty cell.
struct CSVReader {
  /// Gives the next bytes; none at the end.
  typealias Source = () throws(ScoringError) -> [UInt8]

  static let comma = UInt8(ascii: ",")

  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")
  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private let source: Source
  /// What stands between two cells.
  private let separator: UInt8
  private var piece: [UInt8] = []
  /// The next byte's place in the piece, and the piece's place in the file.
  private var position = 0
  private var pieceStart = 0
  private var isExhausted = false
  private var place = CSVRecord.Place()

  /// Begins a table.
  ///
  /// - Throws: ``ScoringError/Code/malformedDocument`` for what is no UTF-8 text, and what the source throws.
  init(separator: UInt8 = Self.comma, _ source: @escaping Source) throws(ScoringError) {
    self.source = source
    self.separator = separator
    while piece.count < TableEncoding.beginningSize, !isExhausted {
      let more = try source()
      isExhausted = more.isEmpty
      piece += more
    }
    try TableEncoding.requireText(piece)
    if piece.starts(with: Self.byteOrderMark) { position = Self.byteOrderMark.count }
  }

  /// Bytes taken so far.
  var byteCount: Int { pieceStart + position }

  /// Where the next record begins.
  var nextPlace: CSVRecord.Place { place }

  /// Reads the next record; false when there is none.
  ///
  /// - Throws: ``ScoringError/Code/malformedDocument`` or ``ScoringError/Code/truncatedDocument`` with the line,
  ///   ``ScoringError/Code/documentTooLarge`` for a record without end, and what the source throws.
  mutating func next(into record: inout CSVRecord) throws(ScoringError) -> Bool {
    guard try peek() != nil else { return false }
    record.begin(at: place)
    repeat {
      try record.beginCell(at: place)
      if try peek() == Self.quote {
        try takeQuoted(into: &record)
      } else {
        try takePlain(into: &record)
      }
    } while try takeSeparator(in: record)
    return true
  }
}

extension CSVReader {
  /// The next byte, not yet taken; nil at the end.
  private mutating func peek() throws(ScoringError) -> UInt8? {
    if position < piece.count { return piece[position] }
    guard !isExhausted else { return nil }
    pieceStart += piece.count
    position = 0
    piece = try source()
    isExhausted = piece.isEmpty
    return piece.first
  }

  private mutating func takePlain(into record: inout CSVRecord) throws(ScoringError) {
    while let byte = try peek(), !endsPlain(byte) {
      let start = position
      while position < piece.count, !endsPlain(piece[position]) { position += 1 }
      try record.append(piece[start..<position])
    }
    guard try peek() == Self.quote else { return }
    throw malformed(
      "a quote inside a cell that does not begin with one (a blank before it?); quote the whole cell and double the "
        + "quotes in it", record)
  }

  private func endsPlain(_ byte: UInt8) -> Bool {
    byte == separator || byte == Self.quote || byte == Self.lineFeed || byte == Self.carriageReturn
  }

  private mutating func takeQuoted(into record: inout CSVRecord) throws(ScoringError) {
    let opening = place
    position += 1
    while let byte = try peek() {
      if byte == Self.quote {
        position += 1
        guard try peek() == Self.quote else { return }
        // A doubled quote is one; the first is taken, the second is text.
        try record.append(piece[position...position])
        position += 1
      } else {
        let start = position
        while position < piece.count, piece[position] != Self.quote {
          if piece[position] == Self.lineFeed { countLine(endingAt: position) }
          position += 1
        }
        try record.append(piece[start..<position])
      }
    }
    throw ScoringError(
      .truncatedDocument, "column \(record.count): the quote that opens here is never closed",
      at: opening.location)
  }

  /// Takes what stands between two cells; true if it was a separator, false at the end of the record.
  private mutating func takeSeparator(in record: CSVRecord) throws(ScoringError) -> Bool {
    guard let byte = try peek() else { return false }
    position += 1
    switch byte {
    case separator:
      return true
    case Self.lineFeed:
      countLine(endingAt: position - 1)
      return false
    case Self.carriageReturn:
      guard try peek() == Self.lineFeed else {
        throw malformed("a carriage return without a line feed behind it", record)
      }
      countLine(endingAt: position)
      position += 1
      return false
    default:
      throw malformed("text behind the closing quote; expected a separator or the end of the line", record)
    }
  }

  private mutating func countLine(endingAt position: Int) {
    place.line += 1
    place.lineStart = pieceStart + position + 1
  }

  private func malformed(_ what: String, _ record: CSVRecord) -> ScoringError {
    ScoringError(.malformedDocument, "column \(record.count): \(what)", at: place.location)
  }
}
