/// An integer of at most 18 digits at the beginning of a range of text: `[-]digits`, as far as it goes.
struct IntegerScan {
  let value: Int
  /// Behind the integer.
  let end: Int

  /// Nil where the range does not begin with a digit or a minus and a digit, and for a longer integer.
  @inline(__always)
  init?(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    // Safety: this check covers every byte read below, from the range's start to before its end.
    guard range.lowerBound >= 0, range.upperBound <= bytes.count, !range.isEmpty else { return nil }
    var position = range.lowerBound
    // Safety: the range is not empty; below, `position` is under its end.
    let isNegative = unsafe bytes[unchecked: position] == UInt8(ascii: "-")
    if isNegative { position &+= 1 }
    let start = position
    var magnitude = 0
    while position < range.upperBound {
      let digit = unsafe bytes[unchecked: position] &- UInt8(ascii: "0")
      guard digit <= 9 else { break }
      magnitude = magnitude &* 10 &+ Int(digit)
      position &+= 1
    }
    guard position > start, position &- start <= 18 else { return nil }
    value = isNegative ? -magnitude : magnitude
    end = position
  }
}
