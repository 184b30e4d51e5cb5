import ScoringKitTestSupport

/// The instructions of a pickle as pieces of its bytes.
enum PickleInstruction {
  /// Frames are left out, whose lengths a change would break; what is no instruction is a piece of one byte.
  static func all(of bytes: [UInt8]) -> [[UInt8]] {
    var pieces: [[UInt8]] = []
    var place = 0
    while place < bytes.count {
      let end = Swift.min(place + length(bytes, at: place), bytes.count)
      if bytes[place] != 0x95 { pieces.append(Array(bytes[place..<end])) }
      place = end
    }
    return pieces
  }

  /// Bytes of the instruction at a place, its argument included.
  private static func length(_ bytes: [UInt8], at place: Int) -> Int {
    switch bytes[place] {
    case 0x4B, 0x68, 0x71, 0x80, 0x82: return 2
    case 0x4D, 0x83: return 3
    case 0x4A, 0x6A, 0x72, 0x84: return 5
    case 0x47, 0x95: return 9
    case 0x43, 0x55, 0x8A, 0x8C: return 2 + count(bytes, at: place + 1, size: 1)
    case 0x42, 0x54, 0x58, 0x8B: return 5 + count(bytes, at: place + 1, size: 4)
    case 0x8D, 0x8E, 0x96: return 9 + count(bytes, at: place + 1, size: 8)
    case 0x49, 0x4C, 0x46, 0x53, 0x56, 0x67, 0x70: return 1 + lines(1, bytes, at: place + 1)
    case 0x63, 0x69: return 1 + lines(2, bytes, at: place + 1)
    default: return 1
    }
  }

  private static func count(_ bytes: [UInt8], at place: Int, size: Int) -> Int {
    let stated = bytes.dropFirst(place).prefix(size).reversed().reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
    return Int(Swift.min(stated, UInt64(bytes.count)))
  }

  private static func lines(_ wanted: Int, _ bytes: [UInt8], at place: Int) -> Int {
    var rest = bytes.dropFirst(place)
    for _ in 0..<wanted { rest = rest.drop { $0 != 10 }.dropFirst() }
    return bytes.count - Swift.min(place, bytes.count) - rest.count
  }

  /// The instruction with another argument of the same kind.
  static func extreme(_ instruction: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
    guard let opcode = instruction.first else { return instruction }
    let value = UInt64(bitPattern: random.pick(ExtremeNumbers.integers))
    switch opcode {
    case 0x4B, 0x4D, 0x4A, 0x6A, 0x72, 0x68, 0x71, 0x47:
      return [opcode]
        + (1..<instruction.count).map { UInt8(truncatingIfNeeded: value >> UInt64(8 * ($0 - 1) % 64)) }
    case 0x49: return [opcode] + Array(random.pick(ExtremeNumbers.texts).utf8) + [10]
    case 0x8C:
      let longer =
        Array(instruction.dropFirst(2)) + [UInt8](repeating: 0x78, count: random.integer(below: 64))
      return longer.count < 256 ? [opcode, UInt8(longer.count)] + longer : instruction
    case 0x43:
      let other = Array(instruction.dropFirst(2 + random.integer(below: 9)))
      return [opcode, UInt8(truncatingIfNeeded: other.count)] + other
    default: return instruction
    }
  }
}
