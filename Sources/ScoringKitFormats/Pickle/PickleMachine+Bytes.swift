internal import ScoringKit

extension PickleMachine {
  mutating func takeByte() throws(ScoringError) -> UInt8 {
    guard position < bytes.count else { throw truncation("expected an instruction's next byte") }
    defer { position += 1 }
    return bytes[position]
  }

  /// An unsigned integer of up to eight bytes, little-endian.
  mutating func takeInteger(byteCount: Int) throws(ScoringError) -> UInt64 {
    guard bytes.count - position >= byteCount else {
      throw truncation("expected an integer of \(byteCount) bytes")
    }
    var value: UInt64 = 0
    for index in 0..<byteCount { value |= UInt64(bytes[position + index]) << UInt64(8 * index) }
    position += byteCount
    return value
  }

  /// A count that the format writes with a sign.
  mutating func takeSignedCount() throws(ScoringError) -> UInt64 {
    let count = try takeInteger(byteCount: 4)
    guard count <= UInt64(Int32.max) else {
      throw refusal(.malformedDocument, "the number of bytes is negative")
    }
    return count
  }

  /// The bytes of a text or byte string, behind their count.
  mutating func takeCounted(_ opcode: PickleOpcode) throws(ScoringError) -> PickleExtent {
    switch opcode {
    case .shortBinunicode, .shortBinbytes, .shortBinstring: try take(UInt64(try takeByte()))
    case .binunicode, .binbytes: try take(try takeInteger(byteCount: 4))
    case .binstring: try take(try takeSignedCount())
    default: try take(try takeInteger(byteCount: 8))
    }
  }

  mutating func take(_ count: UInt64) throws(ScoringError) -> PickleExtent {
    guard count <= UInt64(bytes.count - position) else {
      throw truncation("expected \(count) bytes, \(bytes.count - position) are left")
    }
    let end = position + Int(count)
    defer { position = end }
    return PickleExtent(position..<end)
  }

  /// The bytes up to the next line feed, which is taken as well.
  mutating func takeLine() throws(ScoringError) -> Range<Int> {
    let start = position
    while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
    guard position < bytes.count else { throw truncation("expected a line") }
    position += 1
    return start..<position - 1
  }

  private func truncation(_ expectation: String) -> ScoringError {
    ScoringError(.truncatedDocument, "the pickle ends too early: \(expectation)", at: .byte(opcodePosition))
  }
}
