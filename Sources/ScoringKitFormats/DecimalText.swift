/// Numbers in a document's text, read exactly: the double or float nearest to the decimal, ties to even.
///
/// The same value as `Double(String)` and `Float(String)`, which stay the way for the rare forms; the common
/// ones (up to 19 digits, ten to the power of −27 to 27) are read in integer arithmetic without making a
/// string.
package enum DecimalText {
  /// Reads `[+-]digits[.digits][e[+-]digits]`; nil for any other text and for a value beyond double's range.
  package static func double(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Double? {
    guard let decimal = Decimal(bytes, range) else { return nil }
    if let value = decimal.nearest { return value }
    let value = Double(String(decoding: range.map { bytes[$0] }, as: UTF8.self))
    return value.flatMap { $0.isFinite ? $0 : nil }
  }

  /// Reads the same forms as a float, rounded once: a double on the way would round twice. Nil for any other
  /// text and for a value beyond float's range.
  package static func single(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Float? {
    guard let decimal = Decimal(bytes, range) else { return nil }
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
    if !isLong, digits == 0 { return isNegative ? -0.0 : 0 }
    guard let scaled else { return nil }
    let significand = scaled.significand(bitCount: 53)
    let magnitude = Double(significand) * Double(bitPattern: UInt64(1023 + 11 + scaled.exponent) << 52)
    return isNegative ? -magnitude : magnitude
  }

  /// The nearest float where integer arithmetic finds it; nil where it does not.
  var nearestSingle: Float? {
    if !isLong, digits == 0 { return isNegative ? -0.0 : 0 }
    // The top bit is worth 2^(63 + exponent): below 2^127, rounding up cannot leave float's range.
    guard let scaled, scaled.exponent < 127 - 63 else { return nil }
    let significand = scaled.significand(bitCount: 24)
    let magnitude = Float(significand) * Float(bitPattern: UInt32(127 + 40 + scaled.exponent) << 23)
    return isNegative ? -magnitude : magnitude
  }

  /// digits · 10^k in 64 bits, for k from −27 to 27; nil beyond and for 0. 10^k = 5^k · 2^k, and 5^27 fits 63
  /// bits.
  private var scaled: Scaled? {
    guard !isLong, digits != 0, (-27...27).contains(exponent) else { return nil }
    var five: UInt64 = 1
    for _ in 0..<exponent.magnitude { five *= 5 }
    return exponent < 0 ? quotient(by: five) : product(with: five)
  }

  private func product(with five: UInt64) -> Scaled {
    let (high, low) = digits.multipliedFullWidth(by: five)
    guard high != 0 else {
      let shift = low.leadingZeroBitCount
      return Scaled(bits: low << UInt64(shift), isInexact: false, exponent: exponent - shift)
    }
    let shift = high.leadingZeroBitCount
    return Scaled(
      bits: shift == 0 ? high : high << UInt64(shift) | low >> UInt64(64 - shift),
      isInexact: low << UInt64(shift) != 0, exponent: exponent + 64 - shift)
  }

  /// Both are shifted until their top bit is set, so the quotient has 64 significant bits; the remainder says
  /// whether anything lies beyond them.
  private func quotient(by five: UInt64) -> Scaled {
    let divisor = five << UInt64(five.leadingZeroBitCount)
    let dividend = digits << UInt64(digits.leadingZeroBitCount)
    let halves = dividend >= divisor
    let (quotient, remainder) = divisor.dividingFullWidth(
      halves ? (dividend >> 1, (dividend & 1) << 63) : (dividend, 0))
    return Scaled(
      bits: quotient, isInexact: remainder != 0,
      exponent: five.leadingZeroBitCount - digits.leadingZeroBitCount - 64 + (halves ? 1 : 0) + exponent)
  }
}

/// bits · 2^exponent, and a little more where it is inexact; the top bit is set.
private struct Scaled {
  let bits: UInt64
  let isInexact: Bool
  let exponent: Int

  /// The top bits, rounded to the nearest, ties to even; one more than the greatest where all were set.
  func significand(bitCount: Int) -> UInt64 {
    let dropped = UInt64(64 - bitCount)
    let half: UInt64 = 1 << (dropped - 1)
    let rest = bits & (half << 1 &- 1)
    let kept = bits >> dropped
    let roundsUp = rest > half || (rest == half && (isInexact || kept & 1 == 1))
    return roundsUp ? kept + 1 : kept
  }
}
