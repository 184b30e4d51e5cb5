import ScoringKit
import ScoringKitTestSupport
import Testing

/// A row's answer is the same to the bit alone, in any batch, at any place, in any layout, as `Float` or `Double`.
@Suite struct BatchTests {
  private static let sizes = [1, 2, 7, 8, 9, 31, 32, 33, 63, 64, 65, 73, 100]

  private let evaluator: Evaluator
  /// One an engine.
  private let evaluators: [Evaluator]
  private let explainer: Explainer
  /// A hundred rows whose values `Float` can hold, some missing.
  private let rows: [[Double]]
  private let margins: [[UInt64]]
  private let leaves: [[Int32]]
  private let contributions: [[UInt64]]

  init() throws {
    var random = SplitMix64(seed: 2024)
    var shape = RandomForest(featureCount: 6, outputCount: 2, iterationCount: 4)
    shape.greatestLeafCount = 16
    shape.growsChains = true
    let forest = try shape.forest(&random)
    evaluator = Evaluator(forest)
    evaluators = EngineChoice.Kind.allCases.map { Evaluator(forest, engine: $0) }
    explainer = try Explainer(forest)
    rows = (0..<100).map { _ in
      (0..<6).map { _ in
        random.happens(onceIn: 10) ? .nan : Double(Float(random.signed() * random.pick([1, 1, 40, 1e-35])))
      }
    }
    var margins: [[UInt64]] = []
    var leaves: [[Int32]] = []
    var contributions: [[UInt64]] = []
    for row in rows {
      margins.append(try evaluator.margins(of: row).bits)
      leaves.append(try evaluator.leaves(of: row, layout: .of([row])))
      contributions.append(try explainer.contributions(of: row).bits)
    }
    self.margins = margins
    self.leaves = leaves
    self.contributions = contributions
  }

  @Test(arguments: sizes)
  func `a row in a batch has the bits of a row alone`(size: Int) throws {
    let places = Array(0..<size)
    try expectBitsOfRowsAlone(
      rows.prefix(size).flatMap(\.self), RowLayout(rowCount: size, columnCount: 6), at: places)
  }

  @Test(arguments: sizes)
  func `the order of the rows changes no bit`(size: Int) throws {
    var random = SplitMix64(seed: UInt64(size))
    let places = rows.indices.shuffled(using: &random).prefix(size).map(\.self)
    try expectBitsOfRowsAlone(
      places.flatMap { rows[$0] }, RowLayout(rowCount: size, columnCount: 6), at: places)
  }

  @Test(arguments: sizes)
  func `columns one after the other give the same bits`(size: Int) throws {
    let elements = (0..<6).flatMap { column in rows.prefix(size).map { $0[column] } }
    let layout = try RowLayout(rowCount: size, columnCount: 6, rowStride: 1, columnStride: size)
    try expectBitsOfRowsAlone(elements, layout, at: Array(0..<size))
  }

  @Test(arguments: sizes)
  func `gaps between rows and columns are skipped`(size: Int) throws {
    let layout = try RowLayout(rowCount: size, columnCount: 6, rowStride: 17, columnStride: 3)
    var elements = [Double](repeating: 1e9, count: layout.elementCount)
    for (row, values) in rows.prefix(size).enumerated() {
      for (column, value) in values.enumerated() { elements[row * 17 + column * 3] = value }
    }
    try expectBitsOfRowsAlone(elements, layout, at: Array(0..<size))
  }

  @Test(arguments: sizes)
  func `float rows have the bits of the same values as doubles`(size: Int) throws {
    let elements = rows.prefix(size).flatMap { $0.map { Float($0) } }
    try expectBitsOfRowsAlone(elements, RowLayout(rowCount: size, columnCount: 6), at: Array(0..<size))
  }

  @Test func `a row stride of 0 is one row again and again`() throws {
    let layout = try RowLayout(rowCount: 40, columnCount: 6, rowStride: 0, columnStride: 1)
    try expectBitsOfRowsAlone(rows[3], layout, at: [Int](repeating: 3, count: 40))
  }

  @Test func `elements behind the last row are not touched`() throws {
    let elements = rows[5] + [.infinity, .infinity]
    try expectBitsOfRowsAlone(elements, RowLayout(rowCount: 1, columnCount: 6), at: [5])
  }

  @Test func `no rows are no answers`() throws {
    try expectBitsOfRowsAlone([Double](), RowLayout(rowCount: 0, columnCount: 6), at: [])
  }

  @Test func `what a buffer held before does not matter`() throws {
    let layout = try RowLayout(rowCount: 1, columnCount: 6)
    var buffer = [Double](repeating: 7e77, count: 2)
    let row = rows[0]
    for _ in 0..<2 {
      var span = buffer.mutableSpan
      try evaluator.writeMargins(of: row.span, layout: layout, into: &span)
    }
    #expect(buffer.bits == margins[0])
  }

  /// - Parameter places: For each row of the layout, which of the hundred it is.
  private func expectBitsOfRowsAlone<Scalar: RowScalar>(
    _ elements: [Scalar], _ layout: RowLayout, at places: [Int]
  ) throws {
    for evaluator in evaluators {
      #expect(try evaluator.margins(of: elements, layout: layout).bits == places.flatMap { margins[$0] })
      #expect(try evaluator.leaves(of: elements, layout: layout) == places.flatMap { leaves[$0] })
    }
    #expect(
      try explainer.contributions(of: elements, layout: layout).bits == places.flatMap { contributions[$0] })
  }
}
