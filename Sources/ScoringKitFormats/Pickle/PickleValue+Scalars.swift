internal import ScoringKit

/// Plain values, whether Python's own or NumPy's scalars.
extension PickleValue {
  /// A truth.
  func boolean() throws(ScoringError) -> Bool {
    if case .boolean(let value) = node { return value }
    guard kind == .scalar, let value = try array().booleans().first else { throw mismatch("a boolean") }
    return value
  }

  /// An integer.
  ///
  /// - Throws: ``ScoringError/Code/numberOutOfRange`` beyond 64 bits.
  func integer() throws(ScoringError) -> Int {
    switch node {
    case .integer(let value): return Int(value)
    case .longInteger, .decimalInteger:
      throw refusal(.numberOutOfRange, "the integer has more than 64 bits")
    default:
      guard kind == .scalar, let value = try array().integers().first else { throw mismatch("an integer") }
      return value
    }
  }

  /// An integer within `range`.
  func integer(in range: ClosedRange<Int>) throws(ScoringError) -> Int {
    let value = try integer()
    guard range.contains(value) else {
      throw refusal(.numberOutOfRange, "expected an integer from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  /// A number, which may be NaN or infinite; an integer only if a double holds it exactly.
  func double() throws(ScoringError) -> Double {
    switch node {
    case .float(let value): return value
    case .integer(let value):
      guard let number = Double(exactly: value) else {
        throw refusal(.numberOutOfRange, "the integer is none that a double can hold")
      }
      return number
    default:
      guard kind == .scalar, let value = try array().doubles().first else { throw mismatch("a number") }
      return value
    }
  }

  /// A text.
  func string() throws(ScoringError) -> String {
    if kind == .scalar, let text = try array().strings().first { return text }
    let utf8 = try utf8()
    // A list may name one long text a million times.
    try document.budget.spend(memory: utf8.count)
    guard let text = String(validating: utf8, as: UTF8.self) else {
      throw refusal(.malformedDocument, "the text is not UTF-8")
    }
    return text
  }

  /// The bytes of a text, as UTF-8 if the pickle is honest; those of a long one are not copied.
  func utf8() throws(ScoringError) -> ArraySlice<UInt8> {
    switch node {
    case .text(let extent): return document.arena.bytes[extent.range]
    case .escapedText(let extent):
      try document.budget.spend(memory: Int(extent.count))
      guard let text = PickleEscapes.text(document.arena.bytes[extent.range]) else {
        throw refusal(.malformedDocument, "the text has an escape that stands for no character")
      }
      return Array(text.utf8)[...]
    case .byteText, .escapedByteText:
      // Python 2 did not say how its texts are encoded. Names are ASCII, which all agree on.
      let bytes = try bytes()
      guard bytes.allSatisfy({ $0 < 0x80 }) else {
        throw refusal(.unsupportedFeature, "a text of Python 2 holds characters beyond ASCII")
      }
      return bytes
    default: throw mismatch("a text")
    }
  }

  /// Bytes; those that the pickle holds as they are, are not copied.
  func bytes() throws(ScoringError) -> ArraySlice<UInt8> {
    switch node {
    case .bytes(let extent), .byteText(let extent): return document.arena.bytes[extent.range]
    case .escapedByteText(let extent):
      try document.budget.spend(memory: Int(extent.count))
      guard let bytes = PickleEscapes.bytes(document.arena.bytes[extent.range]) else {
        throw refusal(.malformedDocument, "the bytes have an escape that stands for no byte")
      }
      return bytes[...]
    case .object where kind == .bytes: return try constructedBytes()
    default: throw mismatch("bytes")
    }
  }

  /// Bytes as protocols without an instruction for them write them: `bytes()`, `_codecs.encode(text, 'latin1')`,
  /// and `bytearray(…)` of either form or of bytes.
  private func constructedBytes() throws(ScoringError) -> ArraySlice<UInt8> {
    let arguments = try arguments()
    guard let content = arguments.first else { return [] }
    if arguments.count == 2 { return try content.latin1(encoding: arguments[1]) }
    guard arguments.count == 1 else { throw mismatch("bytes") }
    if case .bytes(let extent) = content.node { return document.arena.bytes[extent.range] }
    guard content.className == "_codecs.encode", case let inner = try content.arguments(), inner.count == 2
    else { throw content.mismatch("bytes") }
    return try inner[0].latin1(encoding: inner[1])
  }

  private func latin1(encoding: PickleValue) throws(ScoringError) -> ArraySlice<UInt8> {
    guard try ["latin1", "latin-1"].contains(encoding.string()) else {
      throw encoding.refusal(.unsupportedFeature, "expected the encoding latin1")
    }
    let text = try utf8()
    try document.budget.spend(memory: text.count)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    var rest = text
    while let byte = rest.popFirst() {
      // Latin-1's upper half is written in two bytes, C2 or C3 in front.
      if byte < 0x80 {
        bytes.append(byte)
      } else if byte & 0xFE == 0xC2, let second = rest.popFirst(), second & 0xC0 == 0x80 {
        bytes.append(byte << 6 | second & 0x3F)
      } else {
        throw refusal(.malformedDocument, "the text to be encoded as latin1 has a character beyond it")
      }
    }
    return bytes[...]
  }
}
