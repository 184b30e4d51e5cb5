/// An integer of at most seven digits at the beginning of a range of text: `[-]digits`, as far as it goes.
struct IntegerScan {
  let value: Int
  /// Behind the integer.
  let end: Int

  /// Nil where the range does not begin with a digit or a minus and a digit, for a longer integer, and so close to the
  /// end of the text that eight bytes are not left.
  @inline(__always)
  init?(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    // Safety: this check covers the sign and the eight bytes behind it.
    guard range.lowerBound >= 0, !range.isEmpty, range.upperBound <= bytes.count,
      bytes.count &- range.lowerBound > 8
    else { return nil }
    let isNegative = unsafe bytes[unchecked: range.lowerBound] == UInt8(ascii: "-")
    let start = range.lowerBound &+ (isNegative ? 1 : 0)
    // Safety: as above; every bit pattern is a UInt64.
    let text = unsafe UInt64(
      littleEndian: bytes.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: start, as: UInt64.self))
    // 0…9 for digits; the carry of another byte can only reach bytes behind it.
    let digits = text ^ 0x3030_3030_3030_3030
    let others = ((digits &+ 0x7676_7676_7676_7676) | digits) & 0x8080_8080_8080_8080
    let count = others.trailingZeroBitCount &>> 3
    guard count > 0, count < 8, start &+ count <= range.upperBound else { return nil }
    // As if zeros stood before them; then neighbours are joined to numbers of two digits, of four and of eight.
    var value = digits &<< UInt64(64 &- 8 &* count)
    value = value &* 10 &+ value &>> 8
    let even = (value & 0x0000_00FF_0000_00FF) &* 0x000F_4240_0000_0064
    let odd = (value &>> 16 & 0x0000_00FF_0000_00FF) &* 0x0000_2710_0000_0001
    let magnitude = Int(truncatingIfNeeded: (even &+ odd) &>> 32)
    self.value = isNegative ? -magnitude : magnitude
    end = start &+ count
  }
}
