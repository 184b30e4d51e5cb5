internal import ScoringKit

/// A strict reading of a whole JSON document that keeps nothing.
///
/// It refuses, with path and byte offset, all that json-c would accept or lose in silence.
///
/// json-c takes NaN, Infinity, 1e400, integers beyond 64 bits, raw control characters, lone surrogates and
/// duplicate keys (the last one wins, unseen). After this scan a document has one meaning, and json-c sees
/// that one.
///
/// Guarantees, for any bytes: linear time, no recursion, memory for the open containers and their keys only.
///
/// Source of the grammar: RFC 8259; of well-formed UTF-8: RFC 3629.
struct JSONScan {
  /// Containers within containers; a deeper document is refused.
  static let depthLimit = 64
  /// json-c counts bytes in a C int.
  static let byteLimit = Int(Int32.max) - 1

  let bytes: [UInt8]
  var position = 0
  /// The open containers, outermost first.
  var frames: [Frame] = []
  private var keys: OpenKeys
  /// Where the values are noted; nil if the document is only checked.
  var recorder: TapeRecorder?
  /// Whether `NaN`, `Infinity` and `-Infinity` are numbers, as XGBoost writes them.
  let takesNonFinite: Bool
  /// What the document holds, as far as it is scanned; nil if nobody asks.
  private var overview: JSONOverview?

  private init(
    _ bytes: [UInt8], budget: ReadBudget, recorder: TapeRecorder? = nil, takesNonFinite: Bool = false
  ) {
    self.bytes = bytes
    keys = OpenKeys(budget: budget)
    self.recorder = recorder
    self.takesNonFinite = takesNonFinite
    frames.reserveCapacity(Self.depthLimit)
  }

  /// Refuses what is not exactly one JSON value with one meaning.
  ///
  /// - Returns: What it holds, for whoever has it parsed.
  /// - Throws: ``ScoringError/Code/emptyDocument``, ``ScoringError/Code/truncatedDocument``,
  ///   ``ScoringError/Code/malformedDocument``, ``ScoringError/Code/numberOutOfRange``,
  ///   ``ScoringError/Code/documentTooLarge``, each with the place.
  @discardableResult
  static func check(_ bytes: [UInt8], budget: ReadBudget) throws(ScoringError) -> JSONOverview {
    try requireFit(bytes)
    var scan = JSONScan(bytes, budget: budget)
    scan.overview = JSONOverview()
    try scan.scanDocument()
    return scan.overview ?? JSONOverview()
  }

  /// Checks a document and notes where its values are.
  ///
  /// - Parameter takesNonFinite: Whether `NaN`, `Infinity` and `-Infinity` are numbers, as XGBoost writes
  ///   them.
  /// - Throws: As ``check(_:budget:)``; also for more than ``ValueTape/entryLimit`` values.
  static func tape(
    _ bytes: [UInt8], takesNonFinite: Bool = false, budget: ReadBudget
  ) throws(ScoringError) -> ValueTape {
    try requireFit(bytes)
    var scan = JSONScan(
      bytes, budget: budget, recorder: TapeRecorder(bytes, .json, budget: budget),
      takesNonFinite: takesNonFinite)
    try scan.scanDocument()
    guard let tape = scan.recorder?.tape else {
      throw ScoringError(.internalFault, "the scan has lost its tape")
    }
    return tape
  }

  private static func requireFit(_ bytes: [UInt8]) throws(ScoringError) {
    guard bytes.count <= byteLimit else {
      throw ScoringError(.documentTooLarge, "a JSON document may have \(byteLimit) bytes at most")
    }
  }
}

extension JSONScan {
  /// An open container and the place in it.
  struct Frame {
    let isObject: Bool
    /// The position of the array's current element.
    var element = 0
    /// The object's current key, as written between its quotes.
    var key: Range<Int>?
    /// Whether that key is written with escapes.
    var keyHasEscapes = false
    /// How many keys the objects around this one have so far.
    let outerKeyCount: Int
  }

  /// What may come next.
  private enum Expectation {
    case value, firstElement, firstKey, key, separator
  }

  private mutating func scanDocument() throws(ScoringError) {
    skipWhitespace()
    guard position < bytes.count else {
      throw refusal(.emptyDocument, "expected a JSON value, found nothing")
    }
    var expectation = Expectation.value
    while expectation != .separator || !frames.isEmpty {
      skipWhitespace()
      guard position < bytes.count else { throw truncation("before it is complete") }
      switch expectation {
      case .value: expectation = try scanValue()
      case .firstElement:
        expectation = try bytes[position] == UInt8(ascii: "]") ? close(count: 0) : scanValue()
      case .firstKey: expectation = try bytes[position] == UInt8(ascii: "}") ? close(count: 0) : scanKey()
      case .key: expectation = try scanKey()
      case .separator: expectation = try scanSeparator()
      }
    }
    skipWhitespace()
    guard position == bytes.count else {
      throw refusal(.malformedDocument, "expected the end of the document after its value")
    }
  }

  private mutating func skipWhitespace() {
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"): position += 1
      default: return
      }
    }
  }

  private mutating func scanValue() throws(ScoringError) -> Expectation {
    let start = position
    switch bytes[position] {
    case UInt8(ascii: "{"):
      try record(opening: .object)
      overview?.countObject()
      if frames.isEmpty { overview?.isObject = true }
      try open(Frame(isObject: true, outerKeyCount: keys.count))
      return .firstKey
    case UInt8(ascii: "["):
      try record(opening: .array)
      overview?.countArray()
      try open(Frame(isObject: false, outerKeyCount: keys.count))
      return .firstElement
    case UInt8(ascii: "\""):
      let hasEscapes = try scanString()
      try recordText(from: start, hasEscapes: hasEscapes)
      overview?.countScalar(start..<position)
      if overview != nil, namesFormat {
        let format = decodedText(start + 1..<position - 1)
        overview?.format = format
      }
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      try scanNumber()
      try recordScalar(from: start)
      overview?.countScalar(start..<position)
    default:
      try scanWord()
      try recordScalar(from: start)
      overview?.countScalar(start..<position)
    }
    return .separator
  }

  /// Whether the value here is the document's member `format`, which says what it is; a format's name is short.
  private var namesFormat: Bool {
    guard frames.count == 1, let key = frames[0].key else { return false }
    return bytes[key].elementsEqual("format".utf8)
  }

  private mutating func scanKey() throws(ScoringError) -> Expectation {
    guard bytes[position] == UInt8(ascii: "\"") else {
      throw refusal(.malformedDocument, "expected a key in double quotes")
    }
    let start = position
    let hasEscapes = try scanString()
    let text = start + 1..<position - 1
    frames[frames.count - 1].key = text
    frames[frames.count - 1].keyHasEscapes = hasEscapes
    guard try keys.insert(text, hasEscapes: hasEscapes, depth: frames.count, of: bytes) else {
      let key = DocumentPath.quoted(key: decodedText(text))
      throw refusal(.malformedDocument, "the key \(key) occurs twice", at: start)
    }
    overview?.countKey(text)
    skipWhitespace()
    guard position < bytes.count else { throw truncation("after a key") }
    guard bytes[position] == UInt8(ascii: ":") else {
      throw refusal(.malformedDocument, "expected ':' after the key")
    }
    position += 1
    return .value
  }

  private mutating func scanSeparator() throws(ScoringError) -> Expectation {
    let frame = frames[frames.count - 1]
    switch bytes[position] {
    case UInt8(ascii: ","):
      position += 1
      frames[frames.count - 1].element += 1
      frames[frames.count - 1].key = nil
      return frame.isObject ? .key : .value
    case UInt8(ascii: "}") where frame.isObject: return close(count: frame.element + 1)
    case UInt8(ascii: "]") where !frame.isObject: return close(count: frame.element + 1)
    default:
      throw refusal(.malformedDocument, "expected ',' or '\(frame.isObject ? "}" : "]")' after the value")
    }
  }

  private mutating func open(_ frame: Frame) throws(ScoringError) {
    guard frames.count < Self.depthLimit else {
      throw refusal(.malformedDocument, "containers are nested deeper than \(Self.depthLimit) levels")
    }
    frames.append(frame)
    position += 1
  }

  /// - Parameter count: The container's elements or members.
  private mutating func close(count: Int) -> Expectation {
    recorder?.close(count: count, end: position)
    keys.removeLast(downTo: frames.removeLast().outerKeyCount)
    position += 1
    return .separator
  }

  /// `true`, `false` or `null`; `NaN` or `Infinity` where these are taken.
  private mutating func scanWord() throws(ScoringError) {
    let start = position
    var end = start
    while end < bytes.count, end - start < 16, Self.isLetter(bytes[end]) { end += 1 }
    let word = String(decoding: bytes[start..<end], as: UTF8.self)
    let words = ["true", "false", "null"] + (takesNonFinite ? ["NaN", "Infinity"] : [])
    if words.contains(word) {
      position = end
    } else if end == bytes.count, !word.isEmpty, words.contains(where: { $0.hasPrefix(word) }) {
      throw truncation("inside a word")
    } else if ["nan", "inf", "infinity"].contains(word.lowercased()) {
      throw refusal(.malformedDocument, "'\(word)' is no JSON number; expected a finite number or null")
    } else if bytes[start...].starts(with: [0xEF, 0xBB, 0xBF]) {
      throw refusal(.malformedDocument, "found a byte order mark, expected a JSON value")
    } else {
      throw refusal(.malformedDocument, "expected a JSON value")
    }
  }

  static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}
