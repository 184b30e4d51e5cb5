import ScoringKit
import ScoringKitTestSupport
import Testing

/// scikit-learn's arithmetic to the bit, and what is refused.
@Suite struct MinMaxScalerTests {
  private func transformed<Scalar: RowScalar>(
    _ rows: [Scalar], _ layout: RowLayout,
    by write: (Span<Scalar>, RowLayout, inout MutableSpan<Scalar>) throws -> Void
  ) throws -> [Scalar] {
    var answer = [Scalar](repeating: 0, count: layout.rowCount * layout.columnCount)
    var span = answer.mutableSpan
    try write(rows.span, layout, &span)
    return answer
  }

  @Test(arguments: FittedScaler.all)
  func `fitting and scaling have scikit-learn's bits`(fitted: FittedScaler) throws {
    let scaler = try MinMaxScaler(
      dataMinimum: FittedScaler.dataMinimum, dataMaximum: FittedScaler.dataMaximum,
      featureRange: fitted.range, clips: fitted.clips)
    #expect(scaler.scale.map(\.bitPattern) == fitted.scale)
    #expect(scaler.minimum.map(\.bitPattern) == fitted.minimum)
    #expect(scaler.clip == (fitted.clips ? fitted.range : nil))
    let rows = FittedScaler.rows.flatMap(\.self)
    let scaled = try transformed(rows, .of(FittedScaler.rows)) {
      try scaler.writeTransformed($0, layout: $1, into: &$2)
    }
    #expect(scaled.bits == fitted.doubles.map { Double(bitPattern: $0) }.bits)
  }

  @Test(arguments: FittedScaler.all)
  func `float rows are rounded to float after each of the two operations`(fitted: FittedScaler) throws {
    let scaler = try MinMaxScaler(
      scale: fitted.scale.map { Double(bitPattern: $0) },
      minimum: fitted.minimum.map { Double(bitPattern: $0) },
      clip: fitted.clips ? fitted.range : nil)
    let rows = FittedScaler.rows.flatMap { $0.map { Float($0) } }
    let scaled = try transformed(rows, .of(FittedScaler.rows)) {
      try scaler.writeTransformed($0, layout: $1, into: &$2)
    }
    #expect(scaled.bits == fitted.floats.map { Float(bitPattern: $0) }.bits)
  }

  @Test func `rounding to float once would give other bits`() throws {
    // 0.7 as a float, scaled as in the table: the double result, rounded once, is 1.
    let scaler = try MinMaxScaler(dataMinimum: [0.1], dataMaximum: [0.7])
    #expect(scaler.transform(Float(0.7), feature: 0) == 1 - Float(0x1p-24))
    #expect(Float(scaler.transform(Double(Float(0.7)), feature: 0)) == 1)
  }

  @Test func `the arithmetic is x times scale plus min, not the difference over the range`() throws {
    let scaler = try MinMaxScaler(dataMinimum: [18], dataMaximum: [68.3])
    #expect(scaler.transform(68.3, feature: 0) == 1 - 0x1p-53)
    #expect((68.3 - 18) / (68.3 - 18) == 1)
  }

  @Test func `clipped values stay within the range, and NaN passes`() throws {
    let scaler = try MinMaxScaler(dataMinimum: [0], dataMaximum: [1], featureRange: -2...3, clips: true)
    #expect(scaler.transform(-Double.infinity, feature: 0) == -2)
    #expect(scaler.transform(Double.infinity, feature: 0) == 3)
    #expect(scaler.transform(-1e9, feature: 0) == -2)
    #expect(scaler.transform(Double.nan, feature: 0).isNaN)
    #expect(scaler.transform(Float.infinity, feature: 0) == 3)
    #expect(scaler.transform(Float.nan, feature: 0).isNaN)
  }

  @Test func `without a clip range values go beyond it, infinite ones too`() throws {
    let scaler = try MinMaxScaler(dataMinimum: [0], dataMaximum: [2])
    #expect(scaler.transform(5.0, feature: 0) == 2.5)
    #expect(scaler.transform(-Double.infinity, feature: 0) == -.infinity)
  }

  @Test func `a nearly constant column is scaled as if its range were 1`() throws {
    for range in [0, 0x1p-52, 9 * 0x1p-52] {
      let scaler = try MinMaxScaler(dataMinimum: [0], dataMaximum: [range])
      #expect(scaler.scale == [1])
      #expect(scaler.minimum == [0])
    }
    // scikit-learn's bound itself is a range like any other.
    #expect(try MinMaxScaler(dataMinimum: [0], dataMaximum: [10 * 0x1p-52]).scale == [1 / (10 * 0x1p-52)])
    let constant = try MinMaxScaler(dataMinimum: [7], dataMaximum: [7], featureRange: 2...4)
    #expect(constant.transform(7.0, feature: 0) == 2)
    #expect(constant.transform(7.5, feature: 0) == 3)
  }

  @Test func `a column that was missing throughout stays missing`() throws {
    let scaler = try MinMaxScaler(dataMinimum: [.nan, 0], dataMaximum: [.nan, 1])
    #expect(scaler.transform(3.0, feature: 0).isNaN)
    #expect(scaler.transform(3.0, feature: 1) == 3)
  }

  @Test func `strided and columnwise rows are written row by row without gaps`() throws {
    let scaler = try MinMaxScaler(scale: [1, 10], minimum: [0, 5])
    let columns = [1.0, 2, 3, 7, 8, 9]
    let layout = try RowLayout(rowCount: 3, columnCount: 2, rowStride: 1, columnStride: 3)
    let scaled = try transformed(columns, layout) { try scaler.writeTransformed($0, layout: $1, into: &$2) }
    #expect(scaled == [1, 75, 2, 85, 3, 95])
    let floats = try transformed(columns.map { Float($0) }, layout) {
      try scaler.writeTransformed($0, layout: $1, into: &$2)
    }
    #expect(floats == [1, 75, 2, 85, 3, 95])
  }

  @Test func `rows of another width and buffers of another size are refused`() throws {
    let scaler = try MinMaxScaler(scale: [1, 10], minimum: [0, 5])
    let rows = [1.0, 2, 3]
    let write = { (width: Int, count: Int) throws in
      let layout = try RowLayout(rowCount: 1, columnCount: width)
      var buffer = [Double](repeating: 0, count: count)
      var span = buffer.mutableSpan
      try scaler.writeTransformed(rows.span, layout: layout, into: &span)
    }
    #expect(refusal { try write(2, 2) } == nil)
    #expect(refusal { try write(1, 1) } == .shapeMismatch)
    #expect(refusal { try write(3, 3) } == .shapeMismatch)
    #expect(refusal { try write(2, 1) } == .bufferTooSmall)
    #expect(refusal { try write(2, 3) } == .bufferTooSmall)
  }

  @Test func `arrays of different or no length are refused`() {
    #expect(refusal { try MinMaxScaler(scale: [], minimum: []) } == .shapeMismatch)
    #expect(refusal { try MinMaxScaler(scale: [1], minimum: [1, 2]) } == .shapeMismatch)
    #expect(refusal { try MinMaxScaler(dataMinimum: [], dataMaximum: []) } == .shapeMismatch)
    #expect(refusal { try MinMaxScaler(dataMinimum: [1], dataMaximum: [1, 2]) } == .shapeMismatch)
  }

  @Test(arguments: [(Double.infinity, 0), (0, -.infinity), (.nan, 0), (0, .nan)])
  func `attributes that are infinite, or NaN in one array only, are refused`(scale: Double, minimum: Double) {
    #expect(refusal { try MinMaxScaler(scale: [1, scale], minimum: [1, minimum]) } == .invalidArgument)
  }

  @Test(arguments: [0...Double.infinity, -Double.infinity...0])
  func `an infinite range is refused`(range: ClosedRange<Double>) {
    #expect(refusal { try MinMaxScaler(scale: [1], minimum: [0], clip: range) } == .invalidArgument)
    #expect(
      refusal { try MinMaxScaler(dataMinimum: [0], dataMaximum: [1], featureRange: range) }
        == .invalidArgument)
  }

  @Test func `an empty range and a maximum below its minimum are refused`() {
    #expect(
      refusal { try MinMaxScaler(dataMinimum: [0], dataMaximum: [1], featureRange: 1...1) }
        == .invalidArgument)
    #expect(refusal { try MinMaxScaler(dataMinimum: [0, 2], dataMaximum: [1, 1]) } == .invalidArgument)
  }

  @Test(arguments: [
    (-Double.infinity, 0), (0, .infinity), (.infinity, .infinity), (-.infinity, .infinity), (.nan, 0),
    (0, .nan),
  ])
  func `data whose minimum or maximum is infinite, or missing in one only, is refused`(
    least: Double, greatest: Double
  ) {
    #expect(refusal { try MinMaxScaler(dataMinimum: [least], dataMaximum: [greatest]) } == .invalidArgument)
  }
}
