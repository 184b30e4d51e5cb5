package import ScoringKit

extension Transformer {
  /// The rows that these become, one after the other.
  package func transformed(_ rows: [Double]) throws(ScoringError) -> [Double] {
    var answer = [Double](repeating: -77, count: rows.count / inputCount * outputCount)
    var span = answer.mutableSpan
    try transform(rows.span, into: &span)
    return answer
  }
}

extension [Double] {
  /// The rows of that width.
  package func split(width: Int) -> [[Double]] {
    stride(from: 0, to: count, by: width).map { Array(self[$0..<$0 + width]) }
  }
}

/// The bits of numbers that are written down, which are doubles.
package func bits(_ numbers: [Double]) -> [UInt64] { numbers.bits }

extension Double {
  /// The number's bits; every NaN the same.
  package var bits: UInt64 { CollectionOfOne(self).bits[0] }
}
