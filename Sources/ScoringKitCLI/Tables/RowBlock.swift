internal import ScoringKit

/// Some consecutive rows of a table, ready for the model.
struct RowBlock {
  /// Rows of the table before this block.
  let firstRow: Int
  /// The numbers, row-major, in the model's order of features; NaN is missing.
  var values: [Double] = []
  /// What names each row, as in the table; empty where nothing does.
  var ids: [[UInt8]] = []
  /// Where each row begins.
  var places: [CSVRecord.Place] = []

  init(firstRow: Int) { self.firstRow = firstRow }

  /// Rows in the block.
  var rowCount: Int { places.count }

  /// One row by itself.
  func row(_ row: Int) -> RowBlock {
    var block = RowBlock(firstRow: firstRow + row)
    let width = values.count / rowCount
    block.values = Array(values[row * width..<(row + 1) * width])
    block.ids = ids.isEmpty ? [] : [ids[row]]
    block.places = [places[row]]
    return block
  }

  /// How the values lie.
  func layout(_ schema: FeatureSchema) throws(ScoringError) -> RowLayout {
    try RowLayout(rowCount: rowCount, columnCount: schema.features.count)
  }

  /// A refusal of some of the rows, counted in the whole table.
  ///
  /// - Parameter rows: Rows of the block before the ones that the refusal counts from.
  func inTable(_ error: ScoringError, behind rows: Int = 0) -> ScoringError {
    error.relocated(rows: firstRow + rows) { $0 }
  }

  /// What names a row: its id, or else its number, counted from 1.
  func name(of row: Int) -> String {
    ids.isEmpty ? "\(firstRow + row + 1)" : String(decoding: ids[row], as: UTF8.self)
  }

  /// Adds the cell that names a row: its id, or else its number, counted from 1.
  func appendName(of row: Int, to writer: inout CSVWriter) {
    if ids.isEmpty {
      writer.append(firstRow + row + 1)
    } else {
      writer.append(ids[row])
    }
  }
}
