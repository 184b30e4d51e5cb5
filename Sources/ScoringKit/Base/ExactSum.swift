/// The exact sum of doubles, rounded once when it is read: the same bits in whatever order they were added.
///
/// A fixed-point number that covers every double below ``limit``, as digits of 32 bits in words of 64, so that
/// carries wait. Source: Kulisch, "Computer Arithmetic and Validity" (2008), the long accumulator.
struct ExactSum: Sendable {
  /// What is added must be smaller in magnitude; 2⁶³ such numbers still sum to a double.
  static let limit = 0x1p960

  /// The weight of the first digit's lowest bit is 2 to this power, the least of a double.
  private static let lowestExponent = -1074
  private static let digitBits = 32
  private static let digitMask: Int64 = 0xffff_ffff
  /// 2⁹⁶⁰ · 2⁶³ takes bits up to 1022 + 1074, and the last digit keeps the sign.
  private static let digitCount = 67
  /// An addition moves a digit by less than 2³³, so that this many do not fill a word.
  private static let carryPeriod = 1 << 29

  private var digits = [Int64](repeating: 0, count: digitCount)
  private var additionCount = 0

  /// Adds a number below ``limit`` in magnitude.
  mutating func add(_ number: Double) {
    let exponentBits = Int(number.exponentBitPattern)
    let significand = number.significandBitPattern | (exponentBits == 0 ? 0 : 1 << 52)
    guard significand != 0 else { return }
    let (digit, shift) = (Swift.max(exponentBits, 1) - 1).quotientAndRemainder(dividingBy: Self.digitBits)
    // The significand's lower 32 and upper 21 bits, each shifted by at most 31.
    let low = Int64(significand & 0xffff_ffff) << Int64(shift)
    let high = Int64(significand >> 32) << Int64(shift)
    let sign: Int64 = number.sign == .minus ? -1 : 1
    digits[digit] += sign * (low & Self.digitMask)
    digits[digit + 1] += sign * ((low >> 32 & Self.digitMask) + (high & Self.digitMask))
    digits[digit + 2] += sign * (high >> 32)
    additionCount += 1
    if additionCount == Self.carryPeriod {
      Self.carry(&digits)
      additionCount = 0
    }
  }

  /// The sum, rounded to the nearest double, to even between two.
  var value: Double {
    var digits = digits
    Self.carry(&digits)
    let isNegative = digits[Self.digitCount - 1] < 0
    if isNegative {
      for index in digits.indices { digits[index] = -digits[index] }
      Self.carry(&digits)
    }
    guard let last = digits.lastIndex(where: { $0 != 0 }) else { return 0 }
    // Three digits hold more than 64 bits; whether anything is below them settles a tie.
    let first = Swift.max(last - 2, 0)
    var leading: UInt128 = 0
    for digit in digits[first...last].reversed() { leading = leading << 32 | UInt128(digit) }
    let hasMore = digits[..<first].contains { $0 != 0 }
    let magnitude = Double(leading << 1 | (hasMore ? 1 : 0))
    return Double(
      sign: isNegative ? .minus : .plus, exponent: first * Self.digitBits + Self.lowestExponent - 1,
      significand: magnitude)
  }

  /// Brings every digit but the last into 0 ..< 2³².
  private static func carry(_ digits: inout [Int64]) {
    for index in 0..<digitCount - 1 {
      digits[index + 1] += digits[index] >> 32
      digits[index] &= digitMask
    }
  }
}
