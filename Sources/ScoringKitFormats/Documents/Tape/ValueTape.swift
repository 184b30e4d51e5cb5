internal import ScoringKit

/// Where every value of a JSON or UBJSON document is, in the order of its bytes: what one scan leaves behind.
///
/// A model's document is millions of numbers in a few thousand arrays. The tape has an entry for each object,
/// array, text and member, and none for the numbers of an array: those are read where they stand, once, into
/// the type that is wanted. No value is copied before that, so the tape costs a small part of the document.
///
/// One object, because every value of it that is held holds it.
final class ValueTape {
  /// How the document writes its values.
  enum Encoding: Sendable {
    case json, ubjson
  }

  /// What a value is.
  enum Kind: Sendable {
    case null, boolean, number, text, array, object
  }

  /// A member's key, where it is written; JSON's without its quotes.
  struct Key: Sendable {
    let start: UInt32
    let count: UInt32
    /// Whether what is written has to be decoded.
    let hasEscapes: Bool

    var range: Range<Int> { Int(start)..<Int(start) + Int(count) }
  }

  /// One value.
  struct Entry: Sendable {
    let kind: Kind
    /// UBJSON: the type of a number, or of the elements of a strongly typed array; nil for other values.
    var type: UBJSONType?
    /// Whether what is written of a text has to be decoded.
    var hasEscapes = false
    /// nil for an element and for the document's own value.
    let key: Key?
    /// The first byte of the value's content: behind a text's opening quote, an array's opening bracket or
    /// header; a number's first byte.
    var start: UInt32
    /// The byte behind its content.
    var end: UInt32
    /// An array's elements.
    var count: UInt32 = 0
    /// The entry behind this value and all that is inside it.
    var next: UInt32

    var range: Range<Int> { Int(start)..<Int(end) }
  }

  /// Entries a document may have: a hundred thousand trees have two million.
  static let entryLimit = 4_194_304

  let bytes: [UInt8]
  let encoding: Encoding
  /// What reading the document may still cost.
  let budget: ReadBudget
  let entries: [Entry]

  init(bytes: [UInt8], encoding: Encoding, budget: ReadBudget, entries: [Entry]) {
    self.bytes = bytes
    self.encoding = encoding
    self.budget = budget
    self.entries = entries
  }

  /// The document's own value; the scans leave at least this one.
  var root: TapeValue { TapeValue(self, 0) }
}

/// A tape while its document is scanned.
struct TapeRecorder {
  private let bytes: [UInt8]
  private let encoding: ValueTape.Encoding
  private let budget: ReadBudget
  private var entries: [ValueTape.Entry] = []
  /// The entries of the open containers, outermost first.
  private var open: [Int] = []
  /// Entries that are paid for.
  private var paidCount = 0

  init(_ bytes: [UInt8], _ encoding: ValueTape.Encoding, budget: ReadBudget) {
    self.bytes = bytes
    self.encoding = encoding
    self.budget = budget
  }

  /// The tape of the whole document.
  var tape: ValueTape {
    ValueTape(bytes: bytes, encoding: encoding, budget: budget, entries: entries)
  }

  /// Adds a value that is no container; `range` is its content.
  ///
  /// - Throws: ``ScoringError/Code/documentTooLarge`` beyond ``ValueTape/entryLimit``.
  mutating func append(
    _ kind: ValueTape.Kind, _ range: Range<Int>, key: ValueTape.Key?, hasEscapes: Bool = false,
    type: UBJSONType? = nil
  ) throws(ScoringError) {
    guard entries.count < ValueTape.entryLimit else {
      throw ScoringError(
        .documentTooLarge, "the document has more than \(ValueTape.entryLimit) values",
        at: .byte(range.lowerBound))
    }
    if entries.count == paidCount { try payForMore() }
    entries.append(
      ValueTape.Entry(
        kind: kind, type: type, hasEscapes: hasEscapes, key: key, start: UInt32(range.lowerBound),
        end: UInt32(range.upperBound), next: UInt32(entries.count + 1)))
  }

  /// Pays for the room of an array that grows by doubling.
  private mutating func payForMore() throws(ScoringError) {
    let count = Swift.max(paidCount, Self.firstCount)
    try budget.spend(elements: 2 * count, ofBytes: MemoryLayout<ValueTape.Entry>.stride)
    paidCount += count
  }

  private static let firstCount = 64

  /// Adds a container, whose content begins at `start`; what follows is inside it until
  /// ``close(count:end:)``.
  ///
  /// - Throws: As ``append(_:_:key:hasEscapes:type:)``.
  mutating func open(
    _ kind: ValueTape.Kind, start: Int, key: ValueTape.Key?, type: UBJSONType? = nil
  ) throws(ScoringError) {
    open.append(entries.count)
    try append(kind, start..<start, key: key, type: type)
  }

  /// Ends the innermost open container.
  mutating func close(count: Int, end: Int) {
    guard let container = open.popLast() else { return }
    entries[container].count = UInt32(count)
    entries[container].end = UInt32(end)
    entries[container].next = UInt32(entries.count)
  }
}
