/// A slow, obvious reader of strict JSON: the oracle of the fast scan.
///
/// It answers yes or no. The same rules as the scan's, found another way: recursive, on Unicode scalars, keys
/// compared as decoded text.
struct JSONReference {
  private var rest: Substring.UnicodeScalarView
  private struct Refusal: Error {}

  static func accepts(_ bytes: [UInt8]) -> Bool {
    guard let text = String(validating: bytes, as: UTF8.self) else { return false }
    var reader = JSONReference(rest: text[...].unicodeScalars)
    guard (try? reader.value(depth: 0)) != nil else { return false }
    reader.skipSpaces()
    return reader.rest.isEmpty
  }

  private mutating func skipSpaces() {
    while let next = rest.first, " \t\r\n".unicodeScalars.contains(next) { rest.removeFirst() }
  }

  private mutating func take(_ text: String) -> Bool {
    guard rest.starts(with: text.unicodeScalars) else { return false }
    rest.removeFirst(text.unicodeScalars.count)
    return true
  }

  private mutating func require(_ text: String) throws {
    guard take(text) else { throw Refusal() }
  }

  private mutating func value(depth: Int) throws {
    skipSpaces()
    switch rest.first {
    case "{": try object(depth: depth + 1)
    case "[": try array(depth: depth + 1)
    case "\"": _ = try string()
    case "t": try require("true")
    case "f": try require("false")
    case "n": try require("null")
    default: try number()
    }
  }

  private mutating func object(depth: Int) throws {
    guard depth <= 64 else { throw Refusal() }
    try require("{")
    skipSpaces()
    if take("}") { return }
    var keys: Set<[UInt16]> = []
    repeat {
      skipSpaces()
      guard keys.insert(try string()).inserted else { throw Refusal() }
      skipSpaces()
      try require(":")
      try value(depth: depth)
      skipSpaces()
    } while take(",")
    try require("}")
  }

  private mutating func array(depth: Int) throws {
    guard depth <= 64 else { throw Refusal() }
    try require("[")
    skipSpaces()
    if take("]") { return }
    repeat {
      try value(depth: depth)
      skipSpaces()
    } while take(",")
    try require("]")
  }

  /// The UTF-16 units, because escapes are written in them.
  private mutating func string() throws -> [UInt16] {
    try require("\"")
    var units: [UInt16] = []
    while let next = rest.popFirst() {
      if next == "\"" {
        guard String(validating: units, as: UTF16.self) != nil, !units.contains(0) else { throw Refusal() }
        return units
      }
      guard next.value >= 0x20 else { throw Refusal() }
      units += next == "\\" ? [try escape()] : Array(String(next).utf16)
    }
    throw Refusal()
  }

  private mutating func escape() throws -> UInt16 {
    let plain: [Unicode.Scalar: UInt16] = [
      "\"": 0x22, "\\": 0x5C, "/": 0x2F, "b": 8, "f": 12, "n": 10, "r": 13, "t": 9,
    ]
    guard let kind = rest.popFirst() else { throw Refusal() }
    if let unit = plain[kind] { return unit }
    let digits = String(String.UnicodeScalarView(rest.prefix(4)))
    guard kind == "u", digits.utf8.count == 4, digits.allSatisfy(\.isHexDigit),
      let unit = UInt16(digits, radix: 16)
    else { throw Refusal() }
    rest.removeFirst(4)
    return unit
  }

  private mutating func number() throws {
    let characters = rest.prefix { "+-.eE0123456789".unicodeScalars.contains($0) }
    rest.removeFirst(characters.count)
    let text = String(String.UnicodeScalarView(characters))
    guard let parts = text.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/) else {
      throw Refusal()
    }
    let isInteger = parts.2 == nil && parts.3 == nil
    guard isInteger ? Int64(text) != nil || UInt64(text) != nil : Double(text)?.isFinite == true else {
      throw Refusal()
    }
  }
}
