import ScoringKitTestSupport

/// Fields of protobuf moved, repeated and replaced, with lengths that stay right.
struct ProtobufMutator: Mutator {
  func mutated(_ bytes: [UInt8], maximum: Int, _ random: inout SplitMix64) -> [UInt8] {
    guard var fields = Field.fields(of: bytes[...], depth: 0), !fields.isEmpty else { return bytes }
    let donor = fields[random.integer(below: fields.count)]
    change(&fields, donor, maximum, &random)
    return fields.flatMap(\.bytes)
  }

  /// Changes one field, mostly one that lies deep.
  private func change(_ fields: inout [Field], _ donor: Field, _ maximum: Int, _ random: inout SplitMix64) {
    guard let place = random.place(below: fields.count) else { return }
    if case .message(var inner) = fields[place].content, !random.happens(onceIn: 5) {
      let sibling = random.place(below: inner.count).map { inner[$0] } ?? donor
      change(&inner, random.happens(onceIn: 3) ? donor : sibling, maximum, &random)
      fields[place].content = .message(inner)
      return
    }
    switch random.integer(below: 5) {
    case 0: fields.remove(at: place)
    case 1: fields[place].content = donor.content
    case 2: fields.swapAt(place, random.integer(below: fields.count))
    case 3:
      let size = Swift.max(fields[place].bytes.count, 1)
      let count = Swift.min(random.repetitions(), maximum / size)
      fields.insert(contentsOf: [Field](repeating: fields[place], count: count), at: place)
    default: fields[place].replaceContent(&random)
    }
  }
}

/// One field: its number, and what it holds.
private struct Field {
  enum Content {
    case varint(UInt64)
    /// Eight bytes or four.
    case fixed([UInt8])
    case bytes([UInt8])
    case message([Field])
  }

  var number: UInt64
  var content: Content

  /// Nil for what is no sequence of fields.
  static func fields(of bytes: ArraySlice<UInt8>, depth: Int) -> [Field]? {
    var rest = bytes
    var fields: [Field] = []
    while !rest.isEmpty {
      guard let key = varint(&rest), key >> 3 > 0, let content = content(key & 7, &rest, depth) else {
        return nil
      }
      fields.append(Field(number: key >> 3, content: content))
    }
    return fields
  }

  private static func content(_ type: UInt64, _ rest: inout ArraySlice<UInt8>, _ depth: Int) -> Content? {
    switch type {
    case 0: return varint(&rest).map(Content.varint)
    case 1, 5:
      let size = type == 1 ? 8 : 4
      guard rest.count >= size else { return nil }
      defer { rest = rest.dropFirst(size) }
      return .fixed(Array(rest.prefix(size)))
    case 2:
      guard let size = varint(&rest), size <= UInt64(rest.count) else { return nil }
      defer { rest = rest.dropFirst(Int(size)) }
      let inside = rest.prefix(Int(size))
      if depth < 8, size > 1, let fields = fields(of: inside, depth: depth + 1) { return .message(fields) }
      return .bytes(Array(inside))
    default: return nil
    }
  }

  private static func varint(_ rest: inout ArraySlice<UInt8>) -> UInt64? {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 7) {
      guard let byte = rest.popFirst() else { return nil }
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
    }
    return nil
  }

  private static func varintBytes(_ value: UInt64) -> [UInt8] {
    value < 0x80 ? [UInt8(value)] : [UInt8(value & 0x7F) | 0x80] + varintBytes(value >> 7)
  }

  var bytes: [UInt8] {
    switch content {
    case .varint(let value): return Self.varintBytes(number << 3) + Self.varintBytes(value)
    case .fixed(let bytes): return Self.varintBytes(number << 3 | (bytes.count == 8 ? 1 : 5)) + bytes
    case .bytes(let bytes):
      return Self.varintBytes(number << 3 | 2) + Self.varintBytes(UInt64(bytes.count)) + bytes
    case .message(let fields):
      let inside = fields.flatMap(\.bytes)
      return Self.varintBytes(number << 3 | 2) + Self.varintBytes(UInt64(inside.count)) + inside
    }
  }

  /// Another content of the same kind, now and then of another.
  mutating func replaceContent(_ random: inout SplitMix64) {
    switch content {
    case .varint: content = .varint(UInt64(bitPattern: random.pick(ExtremeNumbers.integers)))
    case .fixed(let bytes): content = .fixed(bytes.map { _ in random.pick([0, 0x7F, 0x80, 0xFF, 1]) })
    case .bytes(let bytes):
      let longer = [[UInt8]](repeating: bytes, count: random.repetitions())
      content = .bytes(random.happens(onceIn: 2) ? Array(longer.joined()) : Array(bytes.dropLast()))
    case .message(let fields):
      content =
        random.happens(onceIn: 2) ? .bytes([]) : .message([Field(number: number, content: .message(fields))])
    }
  }
}
