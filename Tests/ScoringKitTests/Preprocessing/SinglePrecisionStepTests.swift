import ScoringKit
import ScoringKitTestSupport
import Testing

@Suite struct SinglePrecisionStepTests {
  private func transformed(_ operation: SinglePrecisionStep.Operation, _ row: [Double]) throws -> [Double] {
    let step = try SinglePrecisionStep(operation, columnCount: row.count)
    var output = [Double](repeating: .infinity, count: row.count)
    var span = output.mutableSpan
    try step.transform(row.span, into: &span)
    return output
  }

  @Test func `every operation is rounded to float32`() throws {
    let row: [Double] = [0.1, 16_777_217]
    let x = row.map { Float($0) }
    let scaled = try transformed(.scale(offsets: [0.3, 1], factors: [0.7, 3]), row)
    let first: Float = (x[0] - 0.3) * 0.7
    let second: Float = (x[1] - 1) * 3
    #expect(scaled == [Double(first), Double(second)])
    let number: Float = 0.2
    let sums = [Double(x[0] + number), Double(x[1] + number)]
    #expect(try transformed(.add([number]), row) == sums)
    let products = [Double(x[0] * number), Double(x[1] * number)]
    #expect(try transformed(.multiply([number]), row) == products)
  }

  @Test func `missing values and others are imputed`() throws {
    #expect(try transformed(.impute([7, 8], replacing: .nan), [.nan, 2]) == [7, 2])
    #expect(try transformed(.impute([7], replacing: -999), [-999, 2]) == [7, 2])
    #expect(try transformed(.impute([7], replacing: -999), [.nan, 2])[0].isNaN)
  }

  @Test func `a row is divided by its norm unless that is 0`() throws {
    #expect(try transformed(.normalize(.greatest), [-8, 4]) == [-2, 1])
    #expect(try transformed(.normalize(.absolute), [-6, 2]) == [-0.75, 0.25])
    let euclidean = try transformed(.normalize(.euclidean), [-3, 4])
    let ratios: [Float] = [9 / 25, 16 / 25]
    #expect(euclidean == [-Double(ratios[0].squareRoot()), Double(ratios[1].squareRoot())])
    for norm in [SinglePrecisionStep.Norm.greatest, .absolute, .euclidean] {
      #expect(try transformed(.normalize(norm), [0, 0]) == [0, 0])
    }
  }

  @Test func `numbers that are neither one a column nor one alone are refused`() {
    for operation: SinglePrecisionStep.Operation in [
      .add([1, 2]), .add([]), .scale(offsets: [1], factors: [1, 2, 3]), .impute([], replacing: 0),
    ] {
      let error = #expect(throws: ScoringError.self) { try SinglePrecisionStep(operation, columnCount: 3) }
      #expect(error?.code == .inconsistentDocument)
    }
  }
}
