/// A decimal number at the beginning of a range of text: `[+-]digits[.digits][e[+-]digits]`, as far as it goes.
struct DecimalScan {
  let isNegative: Bool
  /// The digits as one whole number; what it is says nothing where ``isLong``.
  let digits: UInt64
  /// The number is digits · 10^exponent.
  let exponent: Int
  /// Whether there are more significant digits than 64 bits hold, or the exponent is absurd.
  let isLong: Bool
  /// Behind the number.
  let end: Int

  /// Digits that 64 bits always hold.
  private static let digitLimit = 19
  /// Exponents from here on are not told apart.
  private static let exponentLimit = 100_000

  /// Nil where the range does not begin with a decimal number.
  @inline(__always)
  init?(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    // Safety: this check covers every byte read below, from the range's start to before its end.
    guard range.lowerBound >= 0, range.upperBound <= bytes.count, !range.isEmpty else { return nil }
    let limit = range.upperBound
    var position = range.lowerBound
    var digits: UInt64 = 0
    // Safety: the range is not empty.
    let sign = unsafe bytes[unchecked: position]
    isNegative = sign == UInt8(ascii: "-")
    if isNegative || sign == UInt8(ascii: "+") { position &+= 1 }
    let first = position
    Self.scanDigits(bytes, &position, limit, &digits)
    var digitCount = position &- first
    var fractionCount = 0
    // Safety: `position` is below the limit.
    if position < limit, unsafe bytes[unchecked: position] == UInt8(ascii: ".") {
      position &+= 1
      let start = position
      Self.scanEights(bytes, &position, limit, &digits)
      Self.scanDigits(bytes, &position, limit, &digits)
      fractionCount = position &- start
      digitCount &+= fractionCount
    }
    guard digitCount > 0 else { return nil }
    if digitCount > Self.digitLimit {
      var zero = first
      // Safety: `zero` stays below `position`, which is at most the limit.
      while zero < position,
        unsafe bytes[unchecked: zero] == UInt8(ascii: "0") || bytes[unchecked: zero] == UInt8(ascii: ".")
      {
        digitCount &-= unsafe bytes[unchecked: zero] == UInt8(ascii: "0") ? 1 : 0
        zero &+= 1
      }
    }
    var isLong = digitCount > Self.digitLimit
    var exponent = 0
    // Safety: `position` is below the limit.
    if position < limit, unsafe bytes[unchecked: position] | 0x20 == UInt8(ascii: "e"),
      let power = Self.scanExponent(bytes, &position, limit)
    {
      exponent = power
      isLong = isLong || power.magnitude >= Self.exponentLimit
    }
    self.digits = digits
    self.exponent = exponent &- fractionCount
    self.isLong = isLong
    end = position
  }

  /// Decimal digits one by one.
  @inline(__always)
  private static func scanDigits(
    _ bytes: Span<UInt8>, _ position: inout Int, _ limit: Int, _ digits: inout UInt64
  ) {
    while position < limit {
      // Safety: `position` is below the limit, which the caller has checked.
      let digit = unsafe bytes[unchecked: position] &- UInt8(ascii: "0")
      guard digit <= 9 else { return }
      digits = digits &* 10 &+ UInt64(digit)
      position &+= 1
    }
  }

  /// Decimal digits by eights, while there are so many.
  @inline(__always)
  private static func scanEights(
    _ bytes: Span<UInt8>, _ position: inout Int, _ limit: Int, _ digits: inout UInt64
  ) {
    while limit &- position >= 8 {
      // Safety: eight bytes lie before the limit, which the caller has checked; every bit pattern is a UInt64.
      let text = unsafe UInt64(
        littleEndian: bytes.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: position, as: UInt64.self))
      // A digit has 3 in its upper half, and still has it after 6 is added.
      let upper = text & 0xF0F0_F0F0_F0F0_F0F0
      let raised = (text &+ 0x0606_0606_0606_0606) & 0xF0F0_F0F0_F0F0_F0F0
      guard upper == 0x3030_3030_3030_3030, raised == upper else { return }
      // Neighbours are joined to numbers of two digits, those to four, those to eight.
      var value = text &- 0x3030_3030_3030_3030
      value = value &* 10 &+ value &>> 8
      let even = (value & 0x0000_00FF_0000_00FF) &* 0x000F_4240_0000_0064
      let odd = (value &>> 16 & 0x0000_00FF_0000_00FF) &* 0x0000_2710_0000_0001
      digits = digits &* 100_000_000 &+ (even &+ odd) &>> 32
      position &+= 8
    }
  }

  /// What stands behind the letter at `position`, which moves behind it; nil, without a move, for no exponent.
  private static func scanExponent(_ bytes: Span<UInt8>, _ position: inout Int, _ limit: Int) -> Int? {
    var index = position &+ 1
    var isNegative = false
    // Safety: `index` is below the limit, here and below.
    if index < limit,
      unsafe bytes[unchecked: index] == UInt8(ascii: "-") || bytes[unchecked: index] == UInt8(ascii: "+")
    {
      isNegative = unsafe bytes[unchecked: index] == UInt8(ascii: "-")
      index &+= 1
    }
    let start = index
    var magnitude = 0
    while index < limit {
      let digit = unsafe bytes[unchecked: index] &- UInt8(ascii: "0")
      guard digit <= 9 else { break }
      magnitude = Swift.min(magnitude &* 10 &+ Int(digit), exponentLimit)
      index &+= 1
    }
    guard index > start else { return nil }
    position = index
    return isNegative ? -magnitude : magnitude
  }
}
