import ScoringKitTestSupport

/// Moves, copies, repeats and nests whole JSON values.
struct JSONMutator: Mutator {
  func mutated(_ bytes: [UInt8], maximum: Int, _ random: inout SplitMix64) -> [UInt8] {
    let values = Self.values(bytes)
    guard let place = random.place(below: values.count) else { return bytes }
    let value = values[place]
    let text = bytes[value]
    let replacement: [UInt8]
    switch random.integer(below: 8) {
    case 0: replacement = Array(bytes[random.pick(values)])
    case 1: replacement = repeated(text, times: random.repetitions(), maximum)
    case 2: replacement = nested(text, depth: random.repetitions(), inObjects: random.happens(onceIn: 2))
    case 3: return removed(value, from: bytes)
    case 4: replacement = renamed(text, &random)
    case 5: replacement = extended(text, &random)
    default: replacement = Array(random.pick(Self.literals).utf8)
    }
    return Array(bytes[..<value.lowerBound]) + replacement + Array(bytes[value.upperBound...])
  }

  private static let literals =
    ExtremeNumbers.texts + ExtremeNumbers.texts.map { "\"\($0)\"" } + [
      "\"\"", "[]", "{}", "null", "true", "false", "\"\\u0000\"", "\"\\ud800\"", "\"NaN\"", "\"\\u202e\"",
    ]

  private func repeated(_ text: ArraySlice<UInt8>, times: Int, _ maximum: Int) -> [UInt8] {
    let count = Swift.min(times, maximum / Swift.max(text.count, 1))
    return Array(
      [[UInt8]](repeating: Array(text), count: Swift.max(count, 1)).joined(separator: [UInt8(ascii: ",")]))
  }

  private func nested(_ text: ArraySlice<UInt8>, depth: Int, inObjects: Bool) -> [UInt8] {
    let (open, close) = inObjects ? ("{\"a\":", "}") : ("[", "]")
    return Array(String(repeating: open, count: depth).utf8) + text
      + Array(String(repeating: close, count: depth).utf8)
  }

  /// Without the value and the comma behind it; of a key's value both go on being there, and the reader has to refuse.
  private func removed(_ value: Range<Int>, from bytes: [UInt8]) -> [UInt8] {
    let end = value.upperBound
    let hasComma = end < bytes.count && bytes[end] == UInt8(ascii: ",")
    return Array(bytes[..<value.lowerBound]) + bytes[(hasComma ? end + 1 : end)...]
  }

  /// A text with another length, or any value as a text.
  private func renamed(_ text: ArraySlice<UInt8>, _ random: inout SplitMix64) -> [UInt8] {
    guard text.first == UInt8(ascii: "\"") else {
      return Array("\"".utf8) + text.filter { $0 != 34 } + Array("\"".utf8)
    }
    let longer = [UInt8](repeating: UInt8(ascii: "x"), count: random.repetitions())
    return Array(text.dropLast()) + longer + [UInt8(ascii: "\"")]
  }

  /// A container with some more of what it begins with.
  private func extended(_ text: ArraySlice<UInt8>, _ random: inout SplitMix64) -> [UInt8] {
    let inside = Self.values(Array(text)).dropFirst()
    guard text.first == UInt8(ascii: "["), let first = inside.first else { return Array(text) }
    let element = Array(Array(text)[first]) + [UInt8(ascii: ",")]
    return Array(text.prefix(1)) + Array([[UInt8]](repeating: element, count: random.repetitions()).joined())
      + text.dropFirst()
  }
}

extension JSONMutator {
  /// Where values are, keys included; of what is no JSON the parts that look like values.
  private static func values(_ bytes: [UInt8]) -> [Range<Int>] {
    var values: [Range<Int>] = []
    var open: [Int] = []
    var place = 0
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        open.append(place)
        place += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        place += 1
        if let start = open.popLast() { values.append(start..<place) }
      case UInt8(ascii: "\""):
        let end = endOfText(bytes, from: place)
        values.append(place..<end)
        place = end
      case let byte where isPartOfWord(byte):
        let end = bytes[place...].firstIndex { !isPartOfWord($0) } ?? bytes.count
        values.append(place..<end)
        place = end
      default: place += 1
      }
    }
    return values
  }

  private static func endOfText(_ bytes: [UInt8], from start: Int) -> Int {
    var place = start + 1
    while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
      place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
    }
    return Swift.min(place + 1, bytes.count)
  }

  private static func isPartOfWord(_ byte: UInt8) -> Bool {
    let character = Character(Unicode.Scalar(byte))
    return character.isLetter || character.isNumber || "+-.".contains(character)
  }
}
