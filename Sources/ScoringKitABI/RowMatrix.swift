internal import ScoringKit

/// A caller's rows: pointer, counts and strides, checked before any of it is read.
///
/// Safe to hold and to ask for its shape; reading `elements` is what `unsafe` marks.
@safe
struct RowMatrix<Scalar: RowScalar> {
  /// From the first row's first number to the last row's last.
  let elements: UnsafeBufferPointer<Scalar>
  let layout: RowLayout

  /// Refuses negative counts and strides, places beyond the address space, and null for any rows at all.
  init(
    _ start: UnsafePointer<Scalar>?, rowCount: Int64, columnCount: Int64, rowStride: Int64,
    columnStride: Int64
  ) throws(ScoringError) {
    guard let rowCount = Int(exactly: rowCount), let columnCount = Int(exactly: columnCount),
      let rowStride = Int(exactly: rowStride), let columnStride = Int(exactly: columnStride)
    else { throw ScoringError(.sizeOverflow, "the counts or strides are beyond the address space") }
    layout = try RowLayout(
      rowCount: rowCount, columnCount: columnCount, rowStride: rowStride, columnStride: columnStride)
    // Safety: `buffer` refuses null and places beyond the address space; the layout's products fit it.
    unsafe elements = try Argument.buffer(start, count: Int64(layout.elementCount), named: "rows")
  }

  /// Whether the rows lie row after row without a gap.
  private var isGapless: Bool {
    layout.columnStride == 1 && (layout.rowStride == layout.columnCount || layout.rowCount == 1)
  }

  /// Refuses an answer that shares memory with the rows: it would overwrite what is still to be read.
  ///
  /// - Parameter allowsInPlace: Whether the answer may be exactly the rows' own gapless memory.
  func requireApart<Answer>(
    from answer: UnsafeMutableBufferPointer<Answer>, allowsInPlace: Bool = false
  ) throws(ScoringError) {
    // Safety: only the addresses are looked at; `buffer` found that the ends do not wrap around.
    let first = UInt(bitPattern: unsafe elements.baseAddress)
    let firstAnswer = UInt(bitPattern: answer.baseAddress)
    let end = first + UInt(unsafe elements.count * MemoryLayout<Scalar>.stride)
    let answerEnd = firstAnswer + UInt(answer.count * MemoryLayout<Answer>.stride)
    if first >= answerEnd || firstAnswer >= end { return }
    guard allowsInPlace, first == firstAnswer, isGapless else {
      throw ScoringError(.invalidArgument, "the answer must not overlap the rows")
    }
  }
}
