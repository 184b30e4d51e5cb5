/// Some rows of a table for a picture, evenly spaced, in bounded memory, whatever the table's length.
///
/// Every row is kept until there are too many; then every other one goes, and from there on only each second row
/// is looked at, and so on. Nothing in it is random.
struct RowSample {
  /// The rows' numbers.
  private(set) var values: [[Double]] = []
  /// Their contributions, one a term.
  private(set) var contributions: [[Double]] = []
  private var spacing = 1
  private let limit: Int

  /// Keeps at most so many rows.
  init(limit: Int) { self.limit = max(limit, 2) }

  /// Whether a row, counted from 0, is to be kept.
  func wants(row: Int) -> Bool { row % spacing == 0 }

  /// Keeps a row that is wanted; rows come in their order.
  mutating func add(values row: [Double], contributions rowContributions: [Double]) {
    values.append(row)
    contributions.append(rowContributions)
    guard values.count > limit else { return }
    values = stride(from: 0, to: values.count, by: 2).map { values[$0] }
    contributions = stride(from: 0, to: contributions.count, by: 2).map { contributions[$0] }
    spacing *= 2
  }
}
