/// The binary number nearest to digits · 10^exponent, ties to even, found with one or two multiplications.
///
/// The leading 128 bits of a power of five decide every case in the range of ``PowersOfFive``.
///
/// Source: D. Lemire, Number parsing at a gigabyte per second (2021), algorithm 1; N. Mushtak and D. Lemire, Fast
/// number parsing without fallback (2022), which shows that no case is left over.
struct NearestBinary {
  /// Bits of the significand that are stored.
  let significandBitCount: Int
  let exponentBias: Int
  /// The stored exponent that stands for infinity.
  let infiniteExponent: Int
  /// Powers of ten at which a tie is possible.
  let tieExponents: ClosedRange<Int>

  static let double = NearestBinary(
    significandBitCount: 52, exponentBias: 1023, infiniteExponent: 0x7FF, tieExponents: -4...23)
  static let single = NearestBinary(
    significandBitCount: 23, exponentBias: 127, infiniteExponent: 0xFF, tieExponents: -17...10)

  /// The bits of the nearest number without its sign; nil for a power beyond the table, and where the number is
  /// subnormal or infinite.
  @inline(__always)
  func bits(_ digits: UInt64, tenToThe exponent: Int) -> UInt64? {
    guard digits != 0 else { return 0 }
    guard PowersOfFive.exponents.contains(exponent) else { return nil }
    let shift = digits.leadingZeroBitCount
    let product = leadingProduct(digits &<< UInt64(shift), exponent)
    let upperBit = Int(product.high &>> 63)
    let dropped = upperBit &+ 64 &- significandBitCount &- 3
    // One bit more than is kept, for rounding.
    var significand = product.high &>> UInt64(dropped)
    // ⌊exponent · log₂ 10⌋ for exponents of at most three digits.
    let power = (217_706 &* exponent) &>> 16
    var stored = power &+ 63 &+ upperBit &- shift &+ exponentBias
    guard stored > 0 else { return nil }
    if product.low <= 1, tieExponents.contains(exponent), significand & 3 == 1,
      significand &<< UInt64(dropped) == product.high
    {
      // Exactly between two: the even one is below.
      significand &= ~1
    }
    significand = (significand &+ significand & 1) &>> 1
    if significand >= 2 &<< UInt64(significandBitCount) {
      significand = 1 &<< UInt64(significandBitCount)
      stored &+= 1
    }
    guard stored < infiniteExponent else { return nil }
    let fraction = significand & (1 &<< UInt64(significandBitCount) &- 1)
    return fraction | UInt64(truncatingIfNeeded: stored) &<< UInt64(significandBitCount)
  }

  /// The leading bits of digits · 5^exponent: the lower half of the power is looked at only where it can matter.
  @inline(__always)
  private func leadingProduct(_ digits: UInt64, _ exponent: Int) -> (high: UInt64, low: UInt64) {
    let five = PowersOfFive.bits(exponent)
    var (high, low) = digits.multipliedFullWidth(by: five.high)
    let mask = UInt64.max &>> UInt64(significandBitCount &+ 3)
    if high & mask == mask {
      let (sum, carries) = low.addingReportingOverflow(digits.multipliedFullWidth(by: five.low).high)
      low = sum
      if carries { high &+= 1 }
    }
    return (high, low)
  }
}
