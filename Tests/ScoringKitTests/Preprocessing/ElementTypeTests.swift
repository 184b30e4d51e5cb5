import ScoringKit
import ScoringKitTestSupport
import Testing

/// What scikit-learn 1.9 and NumPy 2.4 give for float32 rows is written down here; the Python tests compare with them.
@Suite struct ElementTypeTests {
  /// The rows that float32 rows become.
  private func transformed(_ rows: [Float], by steps: [any Transformer]) throws(ScoringError) -> [Double] {
    let pipeline = try Pipeline(steps)
    let layout = try RowLayout(
      rowCount: rows.count / pipeline.inputCount, columnCount: pipeline.inputCount)
    var answer = [Double](repeating: -77, count: layout.rowCount * pipeline.outputCount)
    var span = answer.mutableSpan
    try pipeline.writeTransformed(of: rows.span, layout: layout, into: &span)
    return answer
  }

  private let x = Float(0.7)

  @Test func `scalers round each operation to float32`() throws {
    let difference = Float(Double(x) - 0.1)
    let scaler = try StandardScaler(mean: [0.1], scale: [0.3])
    #expect(try transformed([x], by: [scaler]) == [Double(Float(Double(difference) / 0.3))])
    #expect(try Pipeline([scaler]).transformed([Double(x)]) == [(Double(x) - 0.1) / 0.3])
    let product = Float(Double(x) * 0.3)
    #expect(
      try transformed([x], by: [MinMaxScaler(scale: [0.3], minimum: [0.1])])
        == [Double(Float(Double(product) + 0.1))])
  }

  @Test func `a newer scaler rounds its attributes before`() throws {
    let scaler = try StandardScaler(mean: [0.1], scale: [0.3], roundsAttributes: true)
    let expected = (x - Float(0.1)) / Float(0.3)
    #expect(try transformed([x], by: [scaler]) == [Double(expected)])
    #expect(try Pipeline([scaler]).transformed([Double(x)]) == [(Double(x) - 0.1) / 0.3])
  }

  @Test func `an imputer compares and fills in float32, one of objects does not`() throws {
    let imputer = try SimpleImputer(statistics: [0.1], missingValues: [0.3])
    #expect(try transformed([Float(0.3), x], by: [imputer]) == [Double(Float(0.1)), Double(x)])
    let objects = try SimpleImputer(statistics: [0.1], makesObjects: true)
    #expect(try transformed([.nan], by: [objects]) == [0.1])
  }

  @Test func `an encoder of float32 makes the scaler behind it one of float32, whatever the rows`() throws {
    let scaler = try StandardScaler(mean: [0.1], scale: [0.3])
    let columns = [try OrdinalEncoder.Column(categories: [5, 7])]
    let single = try Pipeline([OrdinalEncoder(columns: columns, elementType: .single), scaler])
    let double = try Pipeline([OrdinalEncoder(columns: columns), scaler])
    #expect(try single.transformed([7]) == [Double(Float(Double(Float(0.9)) / 0.3))])
    #expect(try double.transformed([7]) == [(1 - 0.1) / 0.3])
    #expect(
      try transformed([7], by: [OrdinalEncoder(columns: columns), scaler]) == double.transformed([7]))
  }

  @Test func `columns of one array have its common type, those of a frame their own`() throws {
    let codes = try OrdinalEncoder(columns: [OrdinalEncoder.Column(categories: [5, 7])])
    let parts = [
      ColumnTransformer.Part(name: "kept", columns: [0], action: .passthrough),
      ColumnTransformer.Part(name: "coded", columns: [1], action: .transform(codes)),
    ]
    let scaler = try StandardScaler(mean: [0.1, 0], scale: [0.3, 1])
    let single = Double(Float(Double(Float(Double(x) - 0.1)) / 0.3))
    let array = try ColumnTransformer(inputCount: 2, parts: parts)
    #expect(try transformed([x, 7], by: [array, scaler]) == [(Double(x) - 0.1) / 0.3, 1])
    let frame = try ColumnTransformer(inputCount: 2, parts: parts, keepsTypes: true)
    let own = try ColumnTransformer(
      inputCount: 2,
      parts: [
        ColumnTransformer.Part(
          name: "scaled", columns: [0], action: .transform(StandardScaler(mean: [0.1], scale: [0.3])))
      ])
    #expect(try transformed([x, 7], by: [frame, own]) == [single])
    #expect(try transformed([x, 7], by: [frame, scaler]) == [(Double(x) - 0.1) / 0.3, 1])
  }

  @Test func `small integers beside float32 are float32, alone they are float64`() throws {
    let column = try OrdinalEncoder.Column(categories: [5, 7])
    let small = try OrdinalEncoder(columns: [column], elementType: .small)
    let scaler = try StandardScaler(mean: [0.1], scale: [0.3])
    #expect(try transformed([7], by: [small, scaler]) == [(1 - 0.1) / 0.3])
    let beside = try ColumnTransformer(
      inputCount: 2,
      parts: [ColumnTransformer.Part(name: "coded", columns: [1], action: .transform(small))],
      remainder: .passthrough)
    let both = try StandardScaler(mean: [0.1, 0], scale: [0.3, 1])
    #expect(
      try transformed([x, 7], by: [beside, both]) == [Double(Float(Double(Float(0.9)) / 0.3)), Double(x)])
  }

  @Test func `reciprocals of a float32 scale are float32`() throws {
    let scaler = try StandardScaler(
      mean: nil, scale: [Double(Float(0.3))], multipliesByReciprocal: true, scaleType: .single)
    #expect(try Pipeline([scaler]).transformed([5]) == [5 * Double(1 / Float(0.3))])
  }
}
