internal import ScoringKit

/// Cells in columns, for a person.
enum TextTable {
  /// Bytes of a cell at most.
  private static let longestCell = 160

  /// A text as a cell for a person: on one line, what cannot be seen escaped, cut in its middle beyond 160 bytes.
  static func cell(_ text: String) -> String { PlainText.line(text, limit: longestCell) }

  /// One line a row, two spaces in front of each cell.
  ///
  /// - Parameters:
  ///   - cells: Rows of equally many cells.
  ///   - leading: The columns that begin at the left; all others end at the right.
  static func text(_ cells: [[String]], leading: Set<Int>) -> String {
    let cells = cells.map { $0.map(cell) }
    let widths = (0..<(cells.first?.count ?? 0)).map { column in
      cells.reduce(0) { max($0, $1[column].count) }
    }
    return cells.map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        let gap = String(repeating: " ", count: widths[column] - cell.count)
        line += "  " + (leading.contains(column) ? cell + gap : gap + cell)
      }
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }
}
