/// Tables of numbers in one text: a line with the table's name, then its rows, cells between commas; an empty line
/// ends it.
package struct NumberTables {
  private var cells: [String: [[Substring]]] = [:]

  package init(_ text: String) {
    var name = ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.isEmpty {
        name = ""
      } else if name.isEmpty {
        name = String(line)
        cells[name] = []
      } else {
        cells[name]?.append(line.split(separator: ","))
      }
    }
  }

  /// A table's rows, each number the nearest one of its type; no rows where there is no such table.
  package subscript<Number: LosslessStringConvertible>(name: String) -> [[Number]] {
    (cells[name] ?? []).map { row in
      row.map { cell in
        guard let number = Number(String(cell)) else { fatalError("\(name): \(cell) is not a number") }
        return number
      }
    }
  }
}
