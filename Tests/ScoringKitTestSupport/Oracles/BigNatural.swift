/// A natural number of any size: just enough arithmetic to compute Shapley values without rounding.
package struct BigNatural {
  /// 64-bit digits, the least significant first, the last one not 0.
  private var digits: [UInt64]

  package init(_ value: UInt64) { digits = value == 0 ? [] : [value] }

  package static func + (a: BigNatural, b: BigNatural) -> BigNatural {
    var (sum, other) = a.digits.count >= b.digits.count ? (a, b.digits) : (b, a.digits)
    other += [UInt64](repeating: 0, count: sum.digits.count - other.count)
    var carry: UInt64 = 0
    for index in other.indices {
      let (partial, first) = sum.digits[index].addingReportingOverflow(other[index])
      let (digit, second) = partial.addingReportingOverflow(carry)
      sum.digits[index] = digit
      carry = first || second ? 1 : 0
    }
    if carry > 0 { sum.digits.append(carry) }
    return sum
  }

  package static func += (a: inout BigNatural, b: BigNatural) { a = a + b }

  package static func * (a: BigNatural, factor: UInt64) -> BigNatural {
    guard factor > 0 else { return BigNatural(0) }
    var product = a
    var carry: UInt64 = 0
    for index in a.digits.indices {
      let (high, low) = a.digits[index].multipliedFullWidth(by: factor)
      let (digit, overflows) = low.addingReportingOverflow(carry)
      product.digits[index] = digit
      carry = high + (overflows ? 1 : 0)
    }
    if carry > 0 { product.digits.append(carry) }
    return product
  }

  /// The quotient, rounded down; dividing by one factor after another is dividing by their product.
  package static func / (a: BigNatural, divisor: UInt64) -> BigNatural {
    var quotient = a
    var remainder: UInt64 = 0
    for index in a.digits.indices.reversed() {
      let (digit, rest) = divisor.dividingFullWidth((remainder, a.digits[index]))
      quotient.digits[index] = digit
      remainder = rest
    }
    while quotient.digits.last == 0 { quotient.digits.removeLast() }
    return quotient
  }

  /// a − b, as a double in units of 2^(−64 · `fractionDigits`), within two units in the last place.
  package static func difference(_ a: BigNatural, _ b: BigNatural, fractionDigits: Int) -> Double {
    let isNegative = a.isLess(than: b)
    var rest = isNegative ? b.digits : a.digits
    var other = isNegative ? a.digits : b.digits
    other += [UInt64](repeating: 0, count: rest.count - other.count)
    var borrow: UInt64 = 0
    for index in rest.indices {
      let (partial, first) = rest[index].subtractingReportingOverflow(other[index])
      let (digit, second) = partial.subtractingReportingOverflow(borrow)
      rest[index] = digit
      borrow = first || second ? 1 : 0
    }
    var value = 0.0
    for (index, digit) in rest.enumerated() {
      value += Double(sign: .plus, exponent: 64 * (index - fractionDigits), significand: Double(digit))
    }
    return isNegative ? -value : value
  }

  /// This number times 2^(64 · `count`).
  package func shifted(digits count: Int) -> BigNatural {
    var shifted = self
    if !digits.isEmpty { shifted.digits = [UInt64](repeating: 0, count: count) + digits }
    return shifted
  }

  private func isLess(than other: BigNatural) -> Bool {
    guard digits.count == other.digits.count else { return digits.count < other.digits.count }
    for index in digits.indices.reversed() where digits[index] != other.digits[index] {
      return digits[index] < other.digits[index]
    }
    return false
  }
}
