package import ScoringKit

/// The engine's answers as arrays, for rows given as arrays.
extension Evaluator {
  package func margins<Scalar: RowScalar>(of elements: [Scalar], layout: RowLayout) throws(ScoringError)
    -> [Double]
  {
    var answer = [Double](repeating: .nan, count: layout.rowCount * forest.outputCount)
    var span = answer.mutableSpan
    try writeMargins(of: elements.span, layout: layout, into: &span)
    return answer
  }

  package func predictions(ofRows rows: [[Double]]) throws(ScoringError) -> [Double] {
    var answer = [Double](repeating: .nan, count: rows.count * forest.predictionCount)
    var span = answer.mutableSpan
    let elements = rows.flatMap(\.self)
    let layout = try RowLayout.of(rows)
    try writePredictions(of: elements.span, layout: layout, into: &span)
    return answer
  }

  package func leaves<Scalar: RowScalar>(of elements: [Scalar], layout: RowLayout) throws(ScoringError)
    -> [Int32]
  {
    var answer = [Int32](repeating: -1, count: layout.rowCount * forest.trees.count)
    var span = answer.mutableSpan
    try writeLeafIndices(of: elements.span, layout: layout, into: &span)
    return answer
  }
}

extension Explainer {
  package func contributions<Scalar: RowScalar>(of elements: [Scalar], layout: RowLayout) throws(ScoringError)
    -> [Double]
  {
    var answer = [Double](repeating: .nan, count: layout.rowCount * contributionCount)
    var span = answer.mutableSpan
    try writeContributions(of: elements.span, layout: layout, into: &span)
    return answer
  }
}

extension RowLayout {
  /// The layout of these rows, written one after the other.
  package static func of(_ rows: [[Double]]) throws(ScoringError) -> RowLayout {
    try RowLayout(rowCount: rows.count, columnCount: rows.first?.count ?? 0)
  }
}

extension Sequence where Element: BinaryFloatingPoint {
  /// The numbers' bits; every NaN the same, because a NaN's payload is nobody's promise.
  package var bits: [UInt64] { map { $0.isNaN ? 0x7ff8_0000_0000_0000 : Double($0).bitPattern } }
}
