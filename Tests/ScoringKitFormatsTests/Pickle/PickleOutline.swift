@testable import ScoringKitFormats

/// A pickle's values as text, the same as Samples/Pickle/make.py makes of what Python reads.
enum PickleOutline {
  static func text(_ value: PickleValue) throws -> String {
    switch value.kind {
    case .none: return "None"
    case .boolean: return try value.boolean() ? "True" : "False"
    case .integer:
      guard case .integer = value.node else { return "long" }
      return try value.integer().description
    case .float: return number(try value.double())
    case .text: return "'\(try value.string().replacing("\n", with: "⏎"))'"
    case .bytes: return "bytes \(try value.bytes().map(hexadecimal).joined())"
    case .list: return "[\(try joined(value.elements()))]"
    case .tuple:
      let elements = try value.elements()
      return "(\(try joined(elements)))"
    case .set: return "set [\(try value.elements().map { try text($0) }.sorted().joined(separator: ", "))]"
    case .dictionary: return "{\(try pairs(value.pairs()))}"
    case .global: return "<\(value.global?.name ?? "")>"
    case .array: return try text(value.array())
    case .scalar: return "scalar \(try text(value.array()))"
    case .object: return try object(value)
    }
  }

  static func text(_ array: PickleArray) throws -> String {
    let shape = array.shape.map(\.description).joined(separator: "x")
    if array.dtype.kind == .structure {
      let fields = try array.dtype.fields.map { "\($0.name): \(try text(array.field($0.name)))" }
      return "array \(shape) {\(fields.joined(separator: ", "))}"
    }
    let elements: [String] =
      switch array.dtype.kind {
      case .boolean: try array.booleans().map { $0 ? "True" : "False" }
      case .float: try array.doubles().map(number)
      case .signedInteger, .unsignedInteger: try array.integers().map(\.description)
      case .text, .bytes: try array.strings().map { "'\($0)'" }
      case .object: try array.values().map { try text($0) }
      case .structure, .other: []
      }
    return "array \(shape) [\(elements.joined(separator: ", "))]"
  }

  private static func object(_ value: PickleValue) throws -> String {
    let name = value.className ?? "?"
    if name == "numpy.dtype" { return "dtype" }
    var outline = "\(name)(\(try joined(value.arguments())))"
    if let state = try value.state() { outline += " state \(try text(state))" }
    let items = try value.appendedItems()
    if !items.isEmpty { outline += " items [\(try joined(items))]" }
    if let pairs = try? value.pairs() { outline += " pairs {\(try Self.pairs(pairs))}" }
    return outline
  }

  private static func joined(_ values: [PickleValue]) throws -> String {
    try values.map { try text($0) }.joined(separator: ", ")
  }

  private static func pairs(_ pairs: [(key: PickleValue, value: PickleValue)]) throws -> String {
    try pairs.map { "\(try text($0.key)): \(try text($0.value))" }.joined(separator: ", ")
  }

  private static func number(_ value: Double) -> String {
    value.isNaN ? "nan" : "x\(String(value.bitPattern, radix: 16))"
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }
}
