import ScoringKit
import ScoringKitTestSupport
import Testing

/// What a description of rows is refused for, before any of them is read.
@Suite struct RowLayoutTests {
  @Test(arguments: [(-1, 2, 2, 1), (2, -1, 2, 1), (Int.min, 1, 1, 1), (1, Int.min, 1, 1)])
  func `a negative count is refused`(rows: Int, columns: Int, rowStride: Int, columnStride: Int) {
    #expect(
      refusal {
        try RowLayout(
          rowCount: rows, columnCount: columns, rowStride: rowStride, columnStride: columnStride)
      } == .invalidArgument)
  }

  @Test(arguments: [(-1, 1), (1, -1), (Int.min, 1), (1, Int.min)])
  func `a negative stride is refused, even where no element is reached`(rowStride: Int, columnStride: Int) {
    for count in [0, 1, 2] {
      #expect(
        refusal {
          try RowLayout(
            rowCount: count, columnCount: count, rowStride: rowStride, columnStride: columnStride)
        } == .invalidArgument)
    }
  }

  @Test func `a negative count is refused for gapless rows too`() {
    #expect(refusal { try RowLayout(rowCount: -1, columnCount: 3) } == .invalidArgument)
    #expect(refusal { try RowLayout(rowCount: 3, columnCount: -1) } == .invalidArgument)
    #expect(refusal { try RowLayout(rowCount: 3, columnCount: Int.min) } == .invalidArgument)
  }

  @Test(arguments: [
    (2, 2, Int.max, 1), (2, 2, 1, Int.max), (3, 1, Int.max, 1), (1, 3, 1, Int.max), (Int.max, 1, 2, 1),
    (1, Int.max, 1, 2), (2, 2, Int.max / 2 + 1, Int.max / 2 + 1), (Int.max, Int.max, Int.max, Int.max),
    (2, 1, Int.max / 16, 1), (1 << 40, 1 << 40, 1 << 40, 1),
  ])
  func `strides that reach beyond the address space are refused`(
    rows: Int, columns: Int, rowStride: Int, columnStride: Int
  ) {
    #expect(
      refusal {
        try RowLayout(
          rowCount: rows, columnCount: columns, rowStride: rowStride, columnStride: columnStride)
      } == .sizeOverflow)
  }

  @Test func `gapless rows that reach beyond the address space are refused`() {
    #expect(refusal { try RowLayout(rowCount: Int.max, columnCount: 2) } == .sizeOverflow)
    #expect(refusal { try RowLayout(rowCount: 2, columnCount: Int.max) } == .sizeOverflow)
  }

  @Test func `a stride that is never taken does not count`() throws {
    #expect(
      try RowLayout(rowCount: 1, columnCount: 1, rowStride: .max, columnStride: .max).elementCount == 1)
    #expect(try RowLayout(rowCount: 1, columnCount: 5, rowStride: .max, columnStride: 1).elementCount == 5)
    #expect(try RowLayout(rowCount: 5, columnCount: 1, rowStride: 1, columnStride: .max).elementCount == 5)
  }

  @Test func `the elements reached end with the last one`() throws {
    #expect(try RowLayout(rowCount: 3, columnCount: 4).elementCount == 12)
    #expect(try RowLayout(rowCount: 3, columnCount: 4, rowStride: 1, columnStride: 3).elementCount == 12)
    #expect(try RowLayout(rowCount: 3, columnCount: 4, rowStride: 10, columnStride: 2).elementCount == 27)
    #expect(try RowLayout(rowCount: 3, columnCount: 4, rowStride: 0, columnStride: 0).elementCount == 1)
  }

  @Test func `without rows or columns no element is reached, whatever the strides`() throws {
    for (rows, columns) in [(0, 5), (5, 0), (0, 0), (0, Int.max), (Int.max, 0)] {
      let layout = try RowLayout(
        rowCount: rows, columnCount: columns, rowStride: .max, columnStride: .max)
      #expect(layout.elementCount == 0)
    }
  }

  @Test func `rows without columns are rows of another width`() throws {
    let evaluator = Evaluator(try .stump(threshold: 0))
    let layout = try RowLayout(rowCount: 3, columnCount: 0)
    #expect(refusal { try evaluator.margins(of: [Double](), layout: layout) } == .shapeMismatch)
  }

  @Test func `elements that end before the last row are refused`() throws {
    let evaluator = Evaluator(try .stump(threshold: 0))
    let explainer = try Explainer(.stump(threshold: 0))
    let layout = try RowLayout(rowCount: 3, columnCount: 1, rowStride: 2, columnStride: 1)
    let elements = [Double](repeating: 0, count: 4)
    #expect(refusal { try evaluator.margins(of: elements, layout: layout) } == .bufferTooSmall)
    #expect(refusal { try evaluator.leaves(of: elements, layout: layout) } == .bufferTooSmall)
    #expect(refusal { try explainer.contributions(of: elements, layout: layout) } == .bufferTooSmall)
    #expect(try evaluator.margins(of: elements + [0], layout: layout) == [-1, -1, -1])
  }

  @Test(arguments: [0, 2, 4])
  func `a buffer that is not the answer's size is refused`(count: Int) throws {
    let evaluator = Evaluator(try .stump(threshold: 0))
    let layout = try RowLayout(rowCount: 3, columnCount: 1)
    let rows = [0.0, 0, 0]
    let margins = refusal {
      var buffer = [Double](repeating: 0, count: count)
      var span = buffer.mutableSpan
      try evaluator.writeMargins(of: rows.span, layout: layout, into: &span)
    }
    let predictions = refusal {
      var buffer = [Double](repeating: 0, count: count)
      var span = buffer.mutableSpan
      try evaluator.writePredictions(of: rows.span, layout: layout, into: &span)
    }
    let leaves = refusal {
      var buffer = [Int32](repeating: 0, count: count)
      var span = buffer.mutableSpan
      try evaluator.writeLeafIndices(of: rows.span, layout: layout, into: &span)
    }
    #expect([margins, predictions, leaves] == [.bufferTooSmall, .bufferTooSmall, .bufferTooSmall])
  }

  @Test func `an answer whose size does not fit the address space is refused`() throws {
    let evaluator = Evaluator(try .constants([1, 2, 3], outputCount: 3))
    let layout = try RowLayout(rowCount: .max / 2, columnCount: 1, rowStride: 0, columnStride: 1)
    let row = [0.0]
    let code = refusal {
      var buffer = [0.0, 0, 0]
      var span = buffer.mutableSpan
      try evaluator.writeMargins(of: row.span, layout: layout, into: &span)
    }
    #expect(code == .sizeOverflow)
  }

  @Test func `an infinite value is refused at its row and column, NaN and great numbers are not`() throws {
    let layout = try RowLayout(rowCount: 2, columnCount: 3)
    let fine: [Double] = [1, .nan, .greatestFiniteMagnitude, -.greatestFiniteMagnitude, 0, 5]
    try layout.requireFinite(fine.span, featureCount: 3)
    for (place, infinity) in [(2, Double.infinity), (4, -.infinity)] {
      var rows = fine
      rows[place] = infinity
      let error = refusedWith { try layout.requireFinite(rows.span, featureCount: 3) }
      #expect(error?.code == .nonFiniteValue)
      #expect(error?.location == .row(place / 3 + 1, column: place % 3 + 1))
    }
  }
}
