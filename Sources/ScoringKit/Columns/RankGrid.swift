/// Cells of equal width over a scale's thresholds: they tell in one step where the search for a rank begins.
///
/// The cell of a value never falls as the value grows, whatever is rounded on the way. So thresholds in lower cells
/// are below the value, thresholds in higher cells are not, and only those of its own cell need comparing.
struct RankGrid: Sendable {
  private let origin: Double
  private let cellsPerUnit: Double
  private let lastCell: Double
  /// Where the scale's cells begin among those of all scales.
  let firstCell: UInt32
  /// Halvings of the search within a cell: 2^steps − 1 thresholds are searched.
  let stepCount: UInt8

  /// Cells for a scale of so many thresholds: few share a cell unless they lie very unevenly. Two a threshold, as
  /// long as they fit the first cache, then one.
  static func cellCount(thresholdCount: Int) -> Int {
    var count = 16
    while count < (count < 1024 ? 2 : 1) * thresholdCount, count < 1 << 16 { count *= 2 }
    return count
  }

  /// Makes a grid for sorted thresholds and appends its cells, each the number of thresholds in lower cells.
  init(over thresholds: Span<Double>, cells: inout [UInt16]) {
    let count = Self.cellCount(thresholdCount: thresholds.count)
    let origin = thresholds.indices.first { thresholds[$0].isFinite }.map { thresholds[$0] } ?? 0
    let last = thresholds.indices.last { thresholds[$0].isFinite }.map { thresholds[$0] } ?? 0
    let cellsPerUnit = Double(count) / (last - origin)
    self.origin = origin
    // One threshold, or two too far apart or too close: every value is in the first cell.
    self.cellsPerUnit = cellsPerUnit.isFinite ? cellsPerUnit : 0
    lastCell = Double(count - 1)
    firstCell = UInt32(cells.count)
    var greatest = 0
    var place = 0
    let grid = Self(unfinished: self.origin, self.cellsPerUnit, lastCell, firstCell)
    for cell in 0..<count {
      cells.append(UInt16(truncatingIfNeeded: place))
      let first = place
      while place < thresholds.count, grid.cell(of: thresholds[place]) == cell { place += 1 }
      greatest = Swift.max(greatest, place - first)
    }
    var stepCount: UInt8 = 0
    while (1 << stepCount) - 1 < greatest { stepCount += 1 }
    self.stepCount = stepCount
  }

  private init(unfinished origin: Double, _ cellsPerUnit: Double, _ lastCell: Double, _ firstCell: UInt32) {
    self.origin = origin
    self.cellsPerUnit = cellsPerUnit
    self.lastCell = lastCell
    self.firstCell = firstCell
    stepCount = 0
  }

  /// The cell of a value; the first for NaN.
  @inline(__always)
  func cell(of value: Double) -> Int {
    let place = (value - origin) * cellsPerUnit
    // A mask, because `place > 0 ? place : 0` may become a branch.
    let fromFirst = Double(bitPattern: place.bitPattern & (0 &- UInt64((place > 0).bit)))
    let inside = fromFirst < lastCell ? fromFirst : lastCell
    // Adding 2^52 rounds to a whole number and leaves it in the lowest bits: a conversion without a range check.
    return Int(truncatingIfNeeded: (inside + 0x1p52).bitPattern & 0xffff)
  }
}
