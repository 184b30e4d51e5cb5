/// How rows lie in a flat sequence of numbers: element (r, c) is at `r · rowStride + c · columnStride`.
///
/// Strides count elements, not bytes, so row-major, column-major and every regular slice need no copy.
public struct RowLayout: Hashable, Sendable {
  /// Rows.
  public let rowCount: Int
  /// Columns of a row.
  public let columnCount: Int
  /// Elements from one row to the next.
  public let rowStride: Int
  /// Elements from one column to the next.
  public let columnStride: Int

  /// The elements the layout reaches: one more than the last one's place; 0 without rows or columns.
  public let elementCount: Int

  /// Describes strided rows.
  ///
  /// - Throws: ``ScoringError/Code/invalidArgument`` for a negative count or stride,
  ///   ``ScoringError/Code/sizeOverflow`` if the last element's place does not fit the address space.
  public init(rowCount: Int, columnCount: Int, rowStride: Int, columnStride: Int) throws(ScoringError) {
    guard rowCount >= 0, columnCount >= 0 else {
      throw ScoringError(.invalidArgument, "the row and column counts must not be negative")
    }
    guard rowStride >= 0, columnStride >= 0 else {
      throw ScoringError(.invalidArgument, "the strides must not be negative")
    }
    self.rowCount = rowCount
    self.columnCount = columnCount
    self.rowStride = rowStride
    self.columnStride = columnStride
    guard rowCount > 0, columnCount > 0 else {
      elementCount = 0
      return
    }
    let (lastRow, overflowsRow) = (rowCount - 1).multipliedReportingOverflow(by: rowStride)
    let (lastColumn, overflowsColumn) = (columnCount - 1).multipliedReportingOverflow(by: columnStride)
    let (last, overflowsSum) = lastRow.addingReportingOverflow(lastColumn)
    // An eighth of the address space, so that the same count of 8-byte elements fits it too.
    guard !overflowsRow, !overflowsColumn, !overflowsSum, last < Int.max / 16 else {
      throw ScoringError(.sizeOverflow, "the strides reach beyond the address space")
    }
    elementCount = last + 1
  }

  /// Describes rows that lie one after the other without a gap.
  ///
  /// - Throws: As ``init(rowCount:columnCount:rowStride:columnStride:)``.
  public init(rowCount: Int, columnCount: Int) throws(ScoringError) {
    try self.init(
      rowCount: rowCount, columnCount: columnCount, rowStride: Swift.max(columnCount, 0), columnStride: 1)
  }
}

extension RowLayout {
  /// The layout of a part of the rows, from the first of them on.
  func rows(_ rows: Range<Int>) throws(ScoringError) -> RowLayout {
    try RowLayout(
      rowCount: rows.count, columnCount: columnCount, rowStride: rowStride, columnStride: columnStride)
  }
}

extension RowLayout {
  /// Refuses rows that are not `featureCount` wide or not wholly inside `available` elements.
  package func requireFit(featureCount: Int, available: Int) throws(ScoringError) {
    guard columnCount == featureCount else {
      throw ScoringError(
        .shapeMismatch, "a row must have \(featureCount) columns, these have \(columnCount)")
    }
    guard elementCount <= available else {
      throw ScoringError(
        .bufferTooSmall, "the layout reaches \(elementCount) elements, there are \(available)")
    }
  }

  /// The numbers an answer of `width` a row takes; refuses a buffer of another size.
  func requireBuffer(_ count: Int, width: Int) throws(ScoringError) {
    let (needed, overflows) = rowCount.multipliedReportingOverflow(by: width)
    guard !overflows else {
      throw ScoringError(.sizeOverflow, "\(rowCount) rows of \(width) numbers do not fit the address space")
    }
    guard count == needed else {
      throw ScoringError(
        .bufferTooSmall, "the answer takes \(needed) numbers (\(width) a row), the buffer has \(count)")
    }
  }
}

extension RowLayout {
  /// Visits every element: its place in the strided source, its place in a gapless row-major copy, its column.
  @inline(__always)
  func forEachElement(_ body: (_ source: Int, _ target: Int, _ column: Int) -> Void) {
    var target = 0
    for row in 0..<rowCount {
      var source = row * rowStride
      for column in 0..<columnCount {
        body(source, target, column)
        source += columnStride
        target += 1
      }
    }
  }
}
