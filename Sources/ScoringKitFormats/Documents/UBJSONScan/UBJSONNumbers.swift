internal import ScoringKit

/// The numbers of a UBJSON array that the scan has passed: a strongly typed one's lie side by side, another's
/// each behind its marker.
struct UBJSONNumbers {
  private let bytes: [UInt8]
  private let entry: ValueTape.Entry

  init(_ bytes: [UInt8], _ entry: ValueTape.Entry) {
    self.bytes = bytes
    self.entry = entry
  }

  /// The numbers, each rounded once to float32.
  func singles(refusal: (Int, String) -> ScoringError) throws(ScoringError) -> [Float] {
    if entry.type == .float32 {
      let span = bytes.span
      return (0..<Int(entry.count)).map { index in
        Float(
          bitPattern: UInt32(truncatingIfNeeded: span.bigEndian(at: Int(entry.start) + index * 4, size: 4)))
      }
    }
    return try numbers("a number within float32's range", refusal: refusal) { type, bytes, position in
      type.single(bytes, at: position)
    }
  }

  /// The integers; booleans are 1 and 0.
  func integers<Number: FixedWidthInteger>(
    as type: Number.Type, refusal: (Int, String) -> ScoringError
  ) throws(ScoringError) -> [Number] {
    try numbers("an integer of \(type.bitWidth) bits", refusal: refusal) { type, bytes, position in
      type.integer(bytes, at: position).flatMap(Number.init(exactly:))
    }
  }

  private func numbers<Number>(
    _ expected: String, refusal: (Int, String) -> ScoringError,
    read: (UBJSONType, Span<UInt8>, Int) -> Number?
  ) throws(ScoringError) -> [Number] {
    var numbers: [Number] = []
    numbers.reserveCapacity(Int(entry.count))
    let span = bytes.span
    var position = Int(entry.start)
    while numbers.count < Int(entry.count) {
      var type = entry.type
      if type == nil {
        type = UBJSONType(rawValue: span[position])
        position += 1
      }
      guard let type, let size = type.size, let number = read(type, span, position) else {
        throw refusal(numbers.count, expected)
      }
      numbers.append(number)
      position += size
    }
    return numbers
  }
}

extension UBJSONType {
  /// The number at a position that the scan has passed, as an integer; nil for any other type.
  func integer(_ bytes: Span<UInt8>, at position: Int) -> Int? {
    switch self {
    case .no: 0
    case .yes: 1
    case .uint8: Int(bytes[position])
    case .int8: Int(Int8(truncatingIfNeeded: bytes.bigEndian(at: position, size: 1)))
    case .int16: Int(Int16(truncatingIfNeeded: bytes.bigEndian(at: position, size: 2)))
    case .int32: Int(Int32(truncatingIfNeeded: bytes.bigEndian(at: position, size: 4)))
    case .int64: Int(Int64(truncatingIfNeeded: bytes.bigEndian(at: position, size: 8)))
    case .null, .float32, .float64, .decimal, .character, .text: nil
    }
  }

  /// The number at a position that the scan has passed, rounded to float32; nil for any other type and for a
  /// finite number beyond float32.
  func single(_ bytes: Span<UInt8>, at position: Int) -> Float? {
    switch self {
    case .float32:
      return Float(bitPattern: UInt32(truncatingIfNeeded: bytes.bigEndian(at: position, size: 4)))
    case .float64:
      let double = Double(bitPattern: bytes.bigEndian(at: position, size: 8))
      let single = Float(double)
      return single.isFinite == double.isFinite ? single : nil
    default:
      return integer(bytes, at: position).map { Float($0) }
    }
  }
}

extension Span<UInt8> {
  /// The bytes from `position` on as one number, the greatest first.
  @inline(__always)
  func bigEndian(at position: Int, size: Int) -> UInt64 {
    var number: UInt64 = 0
    for offset in 0..<size { number = number << 8 | UInt64(self[position + offset]) }
    return number
  }
}
