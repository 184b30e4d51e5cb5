internal import ScoringKit

/// What the scan notes on its tape, if it has one.
extension JSONScan {
  /// A container whose opening bracket is at the current position.
  mutating func record(opening kind: ValueTape.Kind) throws(ScoringError) {
    let (start, key) = (position + 1, currentKey)
    try recorder?.open(kind, start: start, key: key)
  }

  /// A text that begins with its quote at `start` and ends at the current position.
  mutating func recordText(from start: Int, hasEscapes: Bool) throws(ScoringError) {
    let (range, key) = (start + 1..<position - 1, currentKey)
    try recorder?.append(.text, range, key: key, hasEscapes: hasEscapes)
  }

  /// A number or word from `start` to the current position; an array's are not noted one by one.
  mutating func recordScalar(from start: Int) throws(ScoringError) {
    guard recorder != nil, frames.last?.isObject ?? true else { return }
    let kind: ValueTape.Kind =
      switch bytes[start] {
      case UInt8(ascii: "n"): .null
      case UInt8(ascii: "t"), UInt8(ascii: "f"): .boolean
      default: .number
      }
    let (range, key) = (start..<position, currentKey)
    try recorder?.append(kind, range, key: key)
  }

  private var currentKey: ValueTape.Key? {
    guard let frame = frames.last, let key = frame.key else { return nil }
    return ValueTape.Key(
      start: UInt32(key.lowerBound), count: UInt32(key.count), hasEscapes: frame.keyHasEscapes)
  }
}
