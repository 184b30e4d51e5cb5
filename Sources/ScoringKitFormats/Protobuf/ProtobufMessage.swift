internal import ScoringKit

/// A message in Protocol Buffers' wire format, read field by field: what ONNX files are made of.
///
/// Nothing is built in advance and nothing recurses: whoever reads a message asks for the messages inside it. Every
/// length is checked against the message's own bytes.
///
/// Source: protobuf.dev, *Encoding*.
struct ProtobufMessage {
  /// The whole document.
  let bytes: [UInt8]
  /// The message's own part of it.
  let range: Range<Int>
  /// What reading the document may still cost.
  let budget: ReadBudget

  /// A document as one message.
  init(_ bytes: [UInt8], budget: ReadBudget) { self.init(bytes, bytes.indices, budget) }

  private init(_ bytes: [UInt8], _ range: Range<Int>, _ budget: ReadBudget) {
    self.bytes = bytes
    self.range = range
    self.budget = budget
  }

  /// A field: its number, its content, and where it begins.
  struct Field {
    enum Content {
      case varint(UInt64)
      case eightBytes(UInt64)
      case bytes(Range<Int>)
      case fourBytes(UInt32)
    }

    let number: Int
    let content: Content
    let start: Int

    /// Bytes, of which a number takes one at least.
    var size: Int { if case .bytes(let range) = content { range.count } else { 1 } }
  }

  /// Hands over the fields one after the other.
  ///
  /// - Throws: ``ScoringError/Code/truncatedDocument`` for a field that goes beyond the message,
  ///   ``ScoringError/Code/malformedDocument`` for what is no field, at its byte; and what `body` throws.
  @inline(never)
  func forEachField(_ body: (Field) throws(ScoringError) -> Void) throws(ScoringError) {
    var position = range.lowerBound
    while position < range.upperBound {
      try body(try field(at: &position))
    }
  }

  @inline(never)
  private func field(at position: inout Int) throws(ScoringError) -> Field {
    let start = position
    let tag = try varint(at: &position)
    guard tag >> 3 > 0, tag >> 3 <= 536_870_911 else {
      throw ScoringError(.malformedDocument, "this is no field of a protobuf message", at: .byte(start))
    }
    let content: Field.Content
    switch tag & 7 {
    case 0: content = .varint(try varint(at: &position))
    case 1: content = .eightBytes(try fixed(8, at: &position))
    case 2:
      let count = try varint(at: &position)
      guard count <= UInt64(range.upperBound - position) else { throw truncated(at: start) }
      content = .bytes(position..<position + Int(count))
      position += Int(count)
    case 5: content = .fourBytes(UInt32(truncatingIfNeeded: try fixed(4, at: &position)))
    default:
      throw ScoringError(
        .malformedDocument, "a protobuf field of a kind that ONNX does not use", at: .byte(start))
    }
    return Field(number: Int(tag >> 3), content: content, start: start)
  }

  private func fixed(_ count: Int, at position: inout Int) throws(ScoringError) -> UInt64 {
    guard range.upperBound - position >= count else { throw truncated(at: position) }
    var value: UInt64 = 0
    for place in 0..<count { value |= UInt64(bytes[position + place]) << UInt64(8 * place) }
    position += count
    return value
  }

  @inline(never)
  private func varint(at position: inout Int) throws(ScoringError) -> UInt64 {
    let start = position
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 70, by: 7) {
      guard position < range.upperBound else { throw truncated(at: start) }
      let byte = bytes[position]
      position += 1
      // The tenth byte has one bit of a 64-bit number.
      guard shift < 63 || byte <= 1 else { break }
      value |= UInt64(byte & 0x7f) << shift
      if byte < 0x80 { return value }
    }
    throw ScoringError(.malformedDocument, "a protobuf number of more than 64 bits", at: .byte(start))
  }

  private func truncated(at position: Int) -> ScoringError {
    ScoringError(
      .truncatedDocument, "a protobuf field goes beyond the end of its message", at: .byte(position))
  }
}

extension ProtobufMessage {
  /// The message inside a field.
  @inline(never)
  func message(_ field: Field) throws(ScoringError) -> ProtobufMessage {
    ProtobufMessage(bytes, try bytes(field), budget)
  }

  /// A text.
  @inline(never)
  func text(_ field: Field) throws(ScoringError) -> String {
    try budget.spend(memory: Self.textSize + 2 * field.size)
    guard let text = String(validating: bytes[try bytes(field)], as: UTF8.self) else {
      throw ScoringError(.malformedDocument, "a text that is not UTF-8", at: .byte(field.start))
    }
    return text
  }

  /// Where bytes stand.
  func bytes(_ field: Field) throws(ScoringError) -> Range<Int> {
    guard case .bytes(let range) = field.content else { throw mismatch(field) }
    return range
  }

  /// An integer.
  @inline(never)
  func integer(_ field: Field) throws(ScoringError) -> Int64 {
    guard case .varint(let value) = field.content else { throw mismatch(field) }
    return Int64(bitPattern: value)
  }

  /// A float32.
  func single(_ field: Field) throws(ScoringError) -> Float {
    guard case .fourBytes(let bits) = field.content else { throw mismatch(field) }
    return Float(bitPattern: bits)
  }

  /// Adds what a repeated field holds: one integer, or many packed into bytes.
  @inline(never)
  func appendIntegers(_ field: Field, to integers: inout [Int64]) throws(ScoringError) {
    // An array that grows has room for twice its elements.
    try budget.spend(elements: field.size, ofBytes: 2 * MemoryLayout<Int64>.stride)
    guard case .bytes(let packed) = field.content else {
      integers.append(try integer(field))
      return
    }
    let inside = ProtobufMessage(bytes, packed, budget)
    var position = packed.lowerBound
    while position < packed.upperBound {
      integers.append(Int64(bitPattern: try inside.varint(at: &position)))
    }
  }

  /// Adds what a repeated field holds: one float32, or many packed into bytes.
  @inline(never)
  func appendSingles(_ field: Field, to singles: inout [Float]) throws(ScoringError) {
    try budget.spend(elements: field.size, ofBytes: 2 * MemoryLayout<Float>.stride)
    guard case .bytes(let packed) = field.content else {
      singles.append(try single(field))
      return
    }
    let inside = ProtobufMessage(bytes, packed, budget)
    var position = packed.lowerBound
    while position < packed.upperBound {
      singles.append(Float(bitPattern: UInt32(truncatingIfNeeded: try inside.fixed(4, at: &position))))
    }
  }

  /// Bytes of a text's place in an array, and of its own header.
  private static let textSize = 64

  private func mismatch(_ field: Field) -> ScoringError {
    ScoringError(
      .malformedDocument, "field \(field.number) of an ONNX message is written as another kind",
      at: .byte(field.start))
  }
}
