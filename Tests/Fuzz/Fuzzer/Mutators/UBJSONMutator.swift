import ScoringKitTestSupport

/// Moves, copies, repeats and replaces whole UBJSON values, typed containers and those of values without bytes among
/// them.
struct UBJSONMutator: Mutator {
  func mutated(_ bytes: [UInt8], maximum: Int, _ random: inout SplitMix64) -> [UInt8] {
    var scan = Scan(bytes)
    scan.takeValue(depth: 0)
    guard let place = random.place(below: scan.values.count) else { return bytes }
    let value = scan.values[place]
    let replacement: [UInt8]
    switch random.integer(below: 6) {
    case 0: replacement = Array(bytes[random.pick(scan.values)])
    case 1:
      let count = Swift.min(random.repetitions(), maximum / Swift.max(value.count, 1))
      replacement = Array([[UInt8]](repeating: Array(bytes[value]), count: Swift.max(count, 1)).joined())
    case 2: replacement = typedContainer(&random)
    case 3: replacement = []
    case 4: replacement = [UInt8(ascii: "[")] + bytes[value] + [UInt8(ascii: "]")]
    default: replacement = number(&random)
    }
    return Array(bytes[..<value.lowerBound]) + replacement + Array(bytes[value.upperBound...])
  }

  /// `[$type#count` of any type, with as many bytes as that takes, or fewer.
  private func typedContainer(_ random: inout SplitMix64) -> [UInt8] {
    let type = random.pick(Array("ZTFiUIlLdDSCH".utf8))
    let count = random.repetitions()
    let header =
      Array("[$".utf8) + [type, UInt8(ascii: "#")] + number(Int64(count), random.pick(Array("lL".utf8)))
    let size = Scan.size(of: type) ?? 0
    return header + [UInt8](repeating: random.pick([0, 1, 0x7F, 0xFF]), count: count * size)
  }

  private func number(_ random: inout SplitMix64) -> [UInt8] {
    number(random.pick(ExtremeNumbers.integers), random.pick(Array("iUIlLdD".utf8)))
  }

  private func number(_ value: Int64, _ type: UInt8) -> [UInt8] {
    let bits =
      switch type {
      case UInt8(ascii: "d"): UInt64(Float(value).bitPattern)
      case UInt8(ascii: "D"): Double(value).bitPattern
      default: UInt64(bitPattern: value)
      }
    let size = Scan.size(of: type) ?? 0
    return [type] + (0..<size).reversed().map { UInt8(truncatingIfNeeded: bits >> UInt64(8 * $0)) }
  }
}

/// Where the values of a document are, as far as it can be read.
private struct Scan {
  let bytes: [UInt8]
  var values: [Range<Int>] = []
  private var place = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The bytes of a value of a type; nil for texts and what is no type.
  static func size(of type: UInt8) -> Int? {
    switch type {
    case UInt8(ascii: "Z"), UInt8(ascii: "T"), UInt8(ascii: "F"), UInt8(ascii: "N"): 0
    case UInt8(ascii: "i"), UInt8(ascii: "U"), UInt8(ascii: "C"): 1
    case UInt8(ascii: "I"): 2
    case UInt8(ascii: "l"), UInt8(ascii: "d"): 4
    case UInt8(ascii: "L"), UInt8(ascii: "D"): 8
    default: nil
    }
  }

  /// Notes the value that begins here, and those inside it.
  mutating func takeValue(depth: Int) {
    guard place < bytes.count, depth < 40 else { return }
    let start = place
    let type = bytes[place]
    place += 1
    switch type {
    case UInt8(ascii: "["): takeContainer(isObject: false, depth)
    case UInt8(ascii: "{"): takeContainer(isObject: true, depth)
    case UInt8(ascii: "S"), UInt8(ascii: "H"): pass(takeLength())
    default: pass(Self.size(of: type) ?? 0)
    }
    values.append(start..<place)
  }

  private mutating func takeContainer(isObject: Bool, _ depth: Int) {
    var type: UInt8?
    if take(UInt8(ascii: "$")), place < bytes.count {
      type = bytes[place]
      place += 1
    }
    var count = take(UInt8(ascii: "#")) ? takeLength() : Int.max
    let isOpen = count == .max
    if let type, !isObject, let size = Self.size(of: type) {
      return pass(size * Swift.min(count, bytes.count))
    }
    while count > 0, place < bytes.count {
      if isOpen, take(UInt8(ascii: isObject ? "}" : "]")) { return }
      let start = place
      if isObject { pass(takeLength()) }
      if let type { pass(Self.size(of: type) ?? takeLength()) } else { takeValue(depth: depth + 1) }
      // What takes no byte could be counted for ever.
      guard place > start else { return }
      count -= 1
    }
  }

  private mutating func takeLength() -> Int {
    guard place < bytes.count, let size = Self.size(of: bytes[place]), place + size < bytes.count else {
      return 0
    }
    let value = bytes[(place + 1)..<(place + 1 + size)].reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
    place += 1 + size
    return Int(truncatingIfNeeded: value & 0x7FFF_FFFF)
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard place < bytes.count, bytes[place] == byte else { return false }
    place += 1
    return true
  }

  private mutating func pass(_ count: Int) { place = Swift.min(place + count, bytes.count) }
}
