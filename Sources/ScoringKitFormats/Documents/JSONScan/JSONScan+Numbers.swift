internal import ScoringKit

extension JSONScan {
  /// A number: strict grammar, an integer within 64 bits or a finite double.
  mutating func scanNumber() throws(ScoringError) {
    let start = position
    if bytes[position] == UInt8(ascii: "-") {
      position += 1
      if takesNonFinite, bytes[position...].starts(with: Self.infinity) {
        position += Self.infinity.count
        return
      }
      if position < bytes.count, Self.isLetter(bytes[position]) {
        throw refusal(.malformedDocument, "expected a finite number or null", at: start)
      }
    }
    let leading = position
    let integerDigits = try scanDigits("a digit")
    guard integerDigits == 1 || bytes[leading] != UInt8(ascii: "0") else {
      throw refusal(.malformedDocument, "a number must not begin with a needless 0", at: start)
    }
    var isInteger = true
    if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
      isInteger = false
      position += 1
      _ = try scanDigits("a digit after the point")
    }
    var exponent = 0
    if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
      isInteger = false
      exponent = try scanExponent()
    }
    if isInteger {
      guard integerDigits < 19 || fitsInteger(start..<position) else {
        throw refusal(
          .numberOutOfRange, "an integer beyond 64 bits; a double of that size needs a point or exponent",
          at: start)
      }
    } else {
      // The number is below 10 to the power of integerDigits + exponent: only near the limit is it read.
      guard integerDigits + exponent <= 308 || isFinite(start..<position) else {
        throw refusal(.numberOutOfRange, "a number beyond the range of a double", at: start)
      }
    }
  }

  private static let infinity = Array("Infinity".utf8)

  private mutating func scanDigits(_ expected: String) throws(ScoringError) -> Int {
    let start = position
    while position < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]) {
      position += 1
    }
    guard position > start else {
      throw position == bytes.count
        ? truncation("inside a number") : refusal(.malformedDocument, "expected \(expected)")
    }
    return position - start
  }

  /// The exponent, held at ±1 000 000 where it is farther out.
  private mutating func scanExponent() throws(ScoringError) -> Int {
    position += 1
    var isNegative = false
    if position < bytes.count, bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") {
      isNegative = bytes[position] == UInt8(ascii: "-")
      position += 1
    }
    let start = position
    _ = try scanDigits("a digit of the exponent")
    var magnitude = 0
    for index in start..<position where magnitude < 1_000_000 {
      magnitude = magnitude * 10 + Int(bytes[index] - UInt8(ascii: "0"))
    }
    return isNegative ? -magnitude : magnitude
  }

  private func fitsInteger(_ range: Range<Int>) -> Bool {
    let text = String(decoding: bytes[range], as: UTF8.self)
    return Int64(text) != nil || UInt64(text) != nil
  }

  private func isFinite(_ range: Range<Int>) -> Bool {
    Double(String(decoding: bytes[range], as: UTF8.self))?.isFinite ?? false
  }
}
