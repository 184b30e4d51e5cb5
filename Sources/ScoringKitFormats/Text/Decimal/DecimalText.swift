/// Numbers in a document's text, read exactly: the double or float nearest to the decimal, ties to even.
///
/// The same value as `Double(String)` and `Float(String)`, which stay the way for the rare forms; the common
/// ones (up to 19 significant digits, ten to the power of −64 to 64) are read in integer arithmetic without making a
/// string.
package enum DecimalText {
  /// Reads `[+-]digits[.digits][e[+-]digits]`; nil for any other text and for a value beyond double's range.
  package static func double(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Double? {
    guard let decimal = DecimalScan(bytes, range), decimal.end == range.upperBound else { return nil }
    if let value = decimal.nearest { return value }
    let value = Double(String(decoding: range.map { bytes[$0] }, as: UTF8.self))
    return value.flatMap { $0.isFinite ? $0 : nil }
  }

  /// Reads the same forms as a float, rounded once: a double on the way would round twice. Nil for any other
  /// text and for a value beyond float's range.
  package static func single(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Float? {
    guard let decimal = DecimalScan(bytes, range), decimal.end == range.upperBound else { return nil }
    if let value = decimal.nearestSingle { return value }
    let value = Float(String(decoding: range.map { bytes[$0] }, as: UTF8.self))
    return value.flatMap { $0.isFinite ? $0 : nil }
  }

  /// Reads `[-]digits`; nil for any other text and for a value beyond 64 bits.
  static func integer(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    var index = range.lowerBound
    var isNegative = false
    if index < range.upperBound, bytes[index] == UInt8(ascii: "-") {
      isNegative = true
      index += 1
    }
    guard index < range.upperBound else { return nil }
    var value = 0
    while index < range.upperBound {
      let digit = bytes[index] &- UInt8(ascii: "0")
      guard digit <= 9 else { return nil }
      let (product, overflowsProduct) = value.multipliedReportingOverflow(by: 10)
      let (sum, overflowsSum) = product.subtractingReportingOverflow(Int(digit))
      guard !overflowsProduct, !overflowsSum else { return nil }
      // Counted downward, because the least integer has no positive counterpart.
      value = sum
      index += 1
    }
    if isNegative { return value }
    return value == Int.min ? nil : -value
  }

}

extension DecimalScan {
  /// The nearest double where integer arithmetic finds it; nil where it does not.
  @inline(__always)
  var nearest: Double? {
    // Counts and the like are exact as they stand.
    if exponent == 0, digits < 1 << 53, !isLong { return isNegative ? -Double(digits) : Double(digits) }
    guard !isLong, let bits = NearestBinary.double.bits(digits, tenToThe: exponent) else { return nil }
    return Double(bitPattern: bits | (isNegative ? 1 << 63 : 0))
  }

  /// The nearest float where integer arithmetic finds it; nil where it does not.
  @inline(__always)
  var nearestSingle: Float? {
    guard !isLong, let bits = NearestBinary.single.bits(digits, tenToThe: exponent) else { return nil }
    return Float(bitPattern: UInt32(truncatingIfNeeded: bits) | (isNegative ? 1 << 31 : 0))
  }
}
