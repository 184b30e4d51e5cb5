internal import ScoringKit

/// One record of a CSV table: its cells' text, unquoted, and where each began.
///
/// One value serves a whole table: it keeps its memory from record to record.
struct CSVRecord {
  /// Where something begins in the file.
  struct Place {
    /// The line, counted from 1 as an editor does: line ends inside quotes count.
    var line = 1
    /// The offset of the line's first byte.
    var lineStart = 0

    /// The place as an error states it.
    var location: ScoringError.Location { .line(line, byte: lineStart) }
  }

  private struct Cell {
    let start: Int
    let place: Place
  }

  /// A record that takes more memory is refused, so that a quote left open does not read a whole disk into it.
  static let maximumSize = 16 << 20

  /// Where the record begins.
  private(set) var place = Place()
  /// The text of all cells, one behind the other.
  private(set) var bytes: [UInt8] = []
  private var cells: [Cell] = []

  /// Cells in the record.
  var count: Int { cells.count }

  /// Whether the record is one empty cell, as an empty line is.
  var isEmptyLine: Bool { cells.count == 1 && bytes.isEmpty }

  /// Whether all cells hold the same text as another record's.
  func holdsCells(of other: CSVRecord) -> Bool {
    bytes == other.bytes && count == other.count && cells.indices.allSatisfy { range($0) == other.range($0) }
  }

  /// Where a cell's text is in ``bytes``.
  func range(_ column: Int) -> Range<Int> {
    let end = column + 1 < cells.count ? cells[column + 1].start : bytes.count
    return cells[column].start..<end
  }

  /// Where a cell begins in the file.
  func place(_ column: Int) -> Place { cells[column].place }

  /// A cell's text; nil if it is not UTF-8.
  func text(_ column: Int) -> String? { String(validating: bytes[range(column)], as: UTF8.self) }
}

// What ``CSVReader`` fills a record with.
extension CSVRecord {
  mutating func begin(at place: Place) {
    self.place = place
    bytes.removeAll(keepingCapacity: true)
    cells.removeAll(keepingCapacity: true)
  }

  mutating func beginCell(at place: Place) throws(ScoringError) {
    cells.append(Cell(start: bytes.count, place: place))
    try requireLimit()
  }

  mutating func append(_ text: ArraySlice<UInt8>) throws(ScoringError) {
    bytes.append(contentsOf: text)
    try requireLimit()
  }

  private func requireLimit() throws(ScoringError) {
    guard bytes.count + cells.count * MemoryLayout<Cell>.stride <= Self.maximumSize else {
      throw ScoringError(
        .documentTooLarge,
        "the row that begins here takes more than \(Self.maximumSize >> 20) MiB; "
          + "is a quote left open?", at: place.location)
    }
  }
}
