/// Numbers in a document's text, read exactly: the double nearest to the decimal, ties to even.
///
/// The same value as `Double(String)`, which stays the way for the rare forms; the common ones (up to 19 digits,
/// ten to the power of −27 to 22) are read in integer arithmetic without making a string.
package enum DecimalText {
  /// Reads `[+-]digits[.digits][e[+-]digits]`; nil for any other text and for a value beyond double's range.
  package static func double(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Double? {
    guard let decimal = Decimal(bytes, range) else { return nil }
    if let value = decimal.nearest { return value }
    let value = Double(String(decoding: range.map { bytes[$0] }, as: UTF8.self))
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
      guard let digit = digit(bytes[index]) else { return nil }
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

  fileprivate static func digit(_ byte: UInt8) -> UInt64? {
    let digit = byte &- UInt8(ascii: "0")
    return digit <= 9 ? UInt64(digit) : nil
  }
}

/// A decimal number taken apart: ± digits · 10^exponent.
private struct Decimal {
  var isNegative = false
  var digits: UInt64 = 0
  var exponent = 0
  /// Whether more digits were written than 64 bits hold.
  var isLong = false

  init?(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    var index = range.lowerBound
    if index < range.upperBound, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
      isNegative = bytes[index] == UInt8(ascii: "-")
      index += 1
    }
    var digitCount = 0
    var sawPoint = false
    scan: while index < range.upperBound {
      let byte = bytes[index]
      if let digit = DecimalText.digit(byte) {
        digitCount += 1
        if digits < 1_000_000_000_000_000_000 {
          digits = digits * 10 + digit
        } else {
          isLong = true
        }
        if sawPoint { exponent -= 1 }
      } else if byte == UInt8(ascii: "."), !sawPoint {
        sawPoint = true
      } else {
        break scan
      }
      index += 1
    }
    guard digitCount > 0 else { return nil }
    guard index < range.upperBound else { return }
    guard bytes[index] | 0x20 == UInt8(ascii: "e") else { return nil }
    var written = index + 1
    if written < range.upperBound, bytes[written] == UInt8(ascii: "+") { written += 1 }
    guard let power = DecimalText.integer(bytes, written..<range.upperBound) else { return nil }
    // `+-5` is not a number.
    guard written == index + 1 || bytes[written] != UInt8(ascii: "-") else { return nil }
    guard power.magnitude < 100_000 else {
      isLong = true
      return
    }
    exponent += power
  }

  /// The nearest double where integer arithmetic finds it; nil where it does not.
  var nearest: Double? {
    guard !isLong else { return nil }
    guard let magnitude else { return nil }
    return isNegative ? -magnitude : magnitude
  }

  private var magnitude: Double? {
    if digits == 0 { return 0 }
    switch exponent {
    case 0...22 where digits <= 1 << 53:
      // Both factors are exact, so their product is rounded once.
      return Double(digits) * Self.powerOfTen(exponent)
    case -27 ... -1:
      return Self.quotient(digits, byTenToThe: -exponent)
    default:
      return nil
    }
  }

  private static func powerOfTen(_ exponent: Int) -> Double {
    var power = 1.0
    for _ in 0..<exponent { power *= 10 }
    return power
  }

  /// digits / 10^k, rounded once: 10^k = 5^k · 2^k, and 5^27 fits 63 bits. Both are shifted until their top bit
  /// is set, so the quotient has 64 significant bits; the remainder says whether anything lies beyond them.
  private static func quotient(_ digits: UInt64, byTenToThe k: Int) -> Double {
    var five: UInt64 = 1
    for _ in 0..<k { five *= 5 }
    let divisor = five << UInt64(five.leadingZeroBitCount)
    let dividend = digits << UInt64(digits.leadingZeroBitCount)
    let halves = dividend >= divisor
    let (quotient, remainder) = divisor.dividingFullWidth(
      halves ? (dividend >> 1, (dividend & 1) << 63) : (dividend, 0))
    let exponent = five.leadingZeroBitCount - digits.leadingZeroBitCount - 64 + (halves ? 1 : 0) - k
    return rounded(quotient, isInexact: remainder != 0, exponent: exponent)
  }

  /// bits · 2^exponent to the nearest double; the top bit is set and the exponent far from double's ends.
  private static func rounded(_ bits: UInt64, isInexact: Bool, exponent: Int) -> Double {
    let half: UInt64 = 1 << 10
    let rest = bits & (half << 1 &- 1)
    var significand = bits >> 11
    if rest > half || (rest == half && (isInexact || significand & 1 == 1)) { significand += 1 }
    return Double(significand) * Double(bitPattern: UInt64(1023 + 11 + exponent) << 52)
  }
}
