internal import ScoringKit

/// Protocol 0 writes numbers and texts as lines.
extension PickleMachine {
  mutating func performTextLine(_ opcode: PickleOpcode) throws(ScoringError) {
    let line = try takeLine()
    switch opcode {
    case .int: try pushIntegerLine(line)
    case .long: try pushDecimal(bytes[line].last == UInt8(ascii: "L") ? line.dropLast() : line)
    case .float: try pushFloatLine(line)
    case .string: try pushStringLine(line)
    default:
      let isPlain = bytes[line].allSatisfy { $0 != UInt8(ascii: "\\") && $0 < 0x80 }
      try push(isPlain ? .text(PickleExtent(line)) : .escapedText(PickleExtent(line)))
    }
  }

  /// The index of a GET or PUT line.
  mutating func takeIndexLine() throws(ScoringError) -> UInt64 {
    let line = try takeLine()
    guard let index = DecimalText.integer(bytes.span, line), index >= 0 else {
      throw refusal(.malformedDocument, "expected the memo's index")
    }
    return UInt64(index)
  }

  /// The truths are integers of two digits.
  private mutating func pushIntegerLine(_ line: Range<Int>) throws(ScoringError) {
    if line.count == 2, bytes[line.lowerBound] == UInt8(ascii: "0") {
      switch bytes[line.lowerBound + 1] {
      case UInt8(ascii: "0"): return try push(PickleArena.boolean(false))
      case UInt8(ascii: "1"): return try push(PickleArena.boolean(true))
      default: break
      }
    }
    try pushDecimal(line)
  }

  private mutating func pushDecimal(_ digits: Range<Int>) throws(ScoringError) {
    if let value = DecimalText.integer(bytes.span, digits) { return try push(.integer(Int64(value))) }
    var unsigned = digits
    if let first = unsigned.first, bytes[first] == UInt8(ascii: "-") { unsigned = unsigned.dropFirst() }
    let isNumber = bytes[unsigned].allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard isNumber, !unsigned.isEmpty else { throw refusal(.malformedDocument, "expected an integer") }
    try push(.decimalInteger(PickleExtent(digits)))
  }

  private mutating func pushFloatLine(_ line: Range<Int>) throws(ScoringError) {
    let value: Double? =
      switch String(decoding: bytes[line].prefix(5), as: UTF8.self) {
      case "nan", "-nan": .nan
      case "inf": .infinity
      case "-inf": -.infinity
      default: DecimalText.double(bytes.span, line)
      }
    guard let value else { throw refusal(.malformedDocument, "expected a number that a double can hold") }
    try push(.float(value))
  }

  /// A text in quotes, of which the first and the last byte are.
  private mutating func pushStringLine(_ line: Range<Int>) throws(ScoringError) {
    guard line.count >= 2, let quote = bytes[line].first, bytes[line].last == quote,
      quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"")
    else {
      throw refusal(.malformedDocument, "expected a text in quotes")
    }
    let text = line.dropFirst().dropLast()
    let extent = PickleExtent(text)
    try push(bytes[text].contains(UInt8(ascii: "\\")) ? .escapedByteText(extent) : .byteText(extent))
  }
}
