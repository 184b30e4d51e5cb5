internal import ScoringKit

/// A strict reading of a whole UBJSON document that notes where its values are.
///
/// Guarantees, for any bytes: linear time, no recursion, no memory for what a length or count only promises:
/// each is held against the bytes that are left. Refused, where XGBoost's own reader would go on: duplicate
/// keys, bytes behind the document, nesting beyond ``JSONScan/depthLimit``. The no-op marker and strongly
/// typed containers of containers, which no trainer writes, are not supported.
///
/// Source of the grammar: Universal Binary JSON, draft 12.
struct UBJSONScan {
  private let bytes: [UInt8]
  private var position = 0
  private var frames: [Frame] = []
  private var keys: OpenKeys
  private var recorder: TapeRecorder

  private init(_ bytes: [UInt8], budget: ReadBudget) {
    self.bytes = bytes
    keys = OpenKeys(budget: budget)
    recorder = TapeRecorder(bytes, .ubjson, budget: budget)
  }

  /// Checks a document and notes where its values are.
  ///
  /// - Throws: ``ScoringError/Code/emptyDocument``, ``ScoringError/Code/truncatedDocument``,
  ///   ``ScoringError/Code/malformedDocument``, ``ScoringError/Code/unsupportedFeature``,
  ///   ``ScoringError/Code/documentTooLarge``, each at its byte.
  static func tape(_ bytes: [UInt8], budget: ReadBudget) throws(ScoringError) -> ValueTape {
    guard bytes.count <= JSONScan.byteLimit else {
      throw ScoringError(
        .documentTooLarge, "a UBJSON document may have \(JSONScan.byteLimit) bytes at most")
    }
    guard !bytes.isEmpty else {
      throw ScoringError(.emptyDocument, "expected a UBJSON value, found nothing", at: .byte(0))
    }
    var scan = UBJSONScan(bytes, budget: budget)
    try scan.scanDocument()
    return scan.recorder.tape
  }
}

extension UBJSONScan {
  /// An open container.
  private struct Frame {
    let isObject: Bool
    /// Elements or members as the header states them; nil where a closing marker ends the container.
    let statedCount: Int?
    /// The type of all its values, which then have no markers.
    let type: UBJSONType?
    /// Values so far.
    var count = 0
    /// How many keys the objects around this one have.
    let outerKeyCount: Int
  }

  private mutating func scanDocument() throws(ScoringError) {
    try scanValue(key: nil)
    while let frame = frames.last {
      if try isComplete(frame) {
        closeContainer(frame)
        continue
      }
      frames[frames.count - 1].count += 1
      let key = frame.isObject ? try scanKey() : nil
      if let type = frame.type { try scanScalar(type, key: key) } else { try scanValue(key: key) }
    }
    guard position == bytes.count else {
      throw refusal(.malformedDocument, "expected the end of the document after its value")
    }
  }

  /// Whether the container ends here; passes its closing marker.
  private mutating func isComplete(_ frame: Frame) throws(ScoringError) -> Bool {
    if let count = frame.statedCount { return frame.count == count }
    guard position < bytes.count else { throw truncation("inside a container") }
    guard bytes[position] == UInt8(ascii: frame.isObject ? "}" : "]") else { return false }
    position += 1
    return true
  }

  private mutating func closeContainer(_ frame: Frame) {
    recorder.close(count: frame.count, end: position)
    keys.removeLast(downTo: frame.outerKeyCount)
    frames.removeLast()
  }

  private mutating func scanValue(key: ValueTape.Key?) throws(ScoringError) {
    let marker = try nextByte()
    switch marker {
    case UInt8(ascii: "{"): try openContainer(isObject: true, key: key)
    case UInt8(ascii: "["): try openContainer(isObject: false, key: key)
    case UInt8(ascii: "N"):
      throw refusal(.unsupportedFeature, "UBJSON's no-op marker is not supported", at: position - 1)
    default:
      guard let type = UBJSONType(rawValue: marker) else {
        throw refusal(.malformedDocument, "expected a marker of a UBJSON value", at: position - 1)
      }
      try scanScalar(type, key: key)
    }
  }

  /// A value behind its marker; an array's are only noted if they are texts.
  private mutating func scanScalar(_ type: UBJSONType, key: ValueTape.Key?) throws(ScoringError) {
    let size = if let size = type.size { size } else { try scanLength() }
    guard size <= bytes.count - position else { throw truncation("inside a value") }
    let range = position..<position + size
    position += size
    guard frames.last?.isObject ?? true || type.kind == .text else { return }
    try recorder.append(type.kind, range, key: key, type: type)
  }

  private mutating func scanKey() throws(ScoringError) -> ValueTape.Key {
    let length = try scanLength()
    guard length <= bytes.count - position else { throw truncation("inside a key") }
    let range = position..<position + length
    position += length
    guard try keys.insert(range, hasEscapes: false, depth: frames.count, of: bytes) else {
      let key = DocumentPath.quoted(key: String(decoding: bytes[range], as: UTF8.self))
      throw refusal(.malformedDocument, "the key \(key) occurs twice", at: range.lowerBound)
    }
    return ValueTape.Key(start: UInt32(range.lowerBound), count: UInt32(length), hasEscapes: false)
  }
}

extension UBJSONScan {
  /// A container whose opening marker has just been read: `[`, `[#count` or `[$type#count`.
  private mutating func openContainer(isObject: Bool, key: ValueTape.Key?) throws(ScoringError) {
    guard frames.count < JSONScan.depthLimit else {
      throw refusal(
        .malformedDocument, "containers are nested deeper than \(JSONScan.depthLimit) levels",
        at: position - 1)
    }
    let type = try take(UInt8(ascii: "$")) ? scanElementType() : nil
    var statedCount: Int?
    if try take(UInt8(ascii: "#")) {
      statedCount = try scanCount(of: type, isObject: isObject)
    } else if type != nil {
      throw refusal(.malformedDocument, "expected '#' and a count after a container's type")
    }
    try recorder.open(isObject ? .object : .array, start: position, key: key, type: isObject ? nil : type)
    if !isObject, let type, type.kind != .text, let size = type.size, let count = statedCount {
      // Numbers of one size need no look at each.
      position += count * size
      recorder.close(count: count, end: position)
    } else {
      frames.append(
        Frame(isObject: isObject, statedCount: statedCount, type: type, outerKeyCount: keys.count))
    }
  }

  private mutating func scanElementType() throws(ScoringError) -> UBJSONType {
    let marker = try nextByte()
    guard let type = UBJSONType(rawValue: marker) else {
      let isContainer = marker == UInt8(ascii: "[") || marker == UInt8(ascii: "{")
      throw refusal(
        isContainer ? .unsupportedFeature : .malformedDocument,
        isContainer
          ? "strongly typed containers of containers are not supported"
          : "expected a marker of a UBJSON type", at: position - 1)
    }
    return type
  }

  /// A count that the bytes left can hold: a value takes its size, or at least a marker; a key at least its
  /// length.
  ///
  /// Values that take no byte at all (`[$Z#…`) could be promised without end; they are held to one byte each.
  private mutating func scanCount(of type: UBJSONType?, isObject: Bool) throws(ScoringError) -> Int {
    let start = position
    let count = try scanLength()
    let size = Swift.max(type?.size ?? 1, 1) + (isObject ? 2 : 0)
    guard count <= (bytes.count - position) / size else {
      throw ScoringError(
        .truncatedDocument,
        "a container of \(count) values cannot be in the \(bytes.count - position) bytes left",
        at: .byte(start))
    }
    return count
  }

  /// A length or count: an integer of any type, not negative.
  private mutating func scanLength() throws(ScoringError) -> Int {
    let start = position
    guard let type = UBJSONType(rawValue: try nextByte()), type.kind == .number, let size = type.size else {
      throw refusal(.malformedDocument, "expected an integer as a length", at: start)
    }
    guard size <= bytes.count - position else { throw truncation("inside a length") }
    guard let length = type.integer(bytes.span, at: position), length >= 0 else {
      throw refusal(.malformedDocument, "expected an integer of at least 0 as a length", at: start)
    }
    position += size
    return length
  }

  private mutating func nextByte() throws(ScoringError) -> UInt8 {
    guard position < bytes.count else { throw truncation("where a value is expected") }
    position += 1
    return bytes[position - 1]
  }

  /// Passes this byte if it is the next one.
  private mutating func take(_ byte: UInt8) throws(ScoringError) -> Bool {
    guard position < bytes.count else { throw truncation("inside a container's header") }
    guard bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private func refusal(_ code: ScoringError.Code, _ message: String, at byte: Int? = nil) -> ScoringError {
    ScoringError(code, message, at: .byte(byte ?? position))
  }

  private func truncation(_ place: String) -> ScoringError {
    ScoringError(.truncatedDocument, "the document ends \(place)", at: .byte(bytes.count))
  }
}
