import ScoringKit

/// Rows at and around what a model asks for, and some that nobody would send.
struct ProbeTable {
  let values: [Double]
  let layout: RowLayout

  var width: Int { layout.columnCount }
  var rowCount: Int { layout.rowCount }

  private static let usual: [Double] = [
    0, .nan, -0.5, 1, 33, .infinity, -.infinity, -0.0, 1e-36, .leastNonzeroMagnitude, 1e300, -2_147_483_648,
    16_777_216,
  ]
  /// More would only make the fuzzer slow.
  private static let numberLimit = 1 << 14

  init(of model: ScoringModel) {
    let width = model.schema.features.count
    let own = model.forest.trees.prefix(8).flatMap { $0.splits.prefix(3).map(\.threshold) }
      .flatMap { [$0, $0.nextUp, $0.nextDown] }
    let choices = Self.usual + own.prefix(12)
    let rowCount = Swift.max(1, Swift.min(choices.count, Self.numberLimit / Swift.max(width, 1)))
    values = (0..<rowCount).flatMap { row in
      (0..<width).map { column in choices[(row + (column % 3 == 1 ? column : 0)) % choices.count] }
    }
    do throws(ScoringError) {
      layout = try RowLayout(rowCount: rowCount, columnCount: width)
    } catch {
      fatalError("\(error)")
    }
  }

  /// The numbers of one row.
  func row(_ index: Int) -> [Double] { Array(values[index * width..<(index + 1) * width]) }
}
