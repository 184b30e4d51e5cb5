internal import ScoringKit

/// One value of a scanned document: asked for what it must be, it answers or refuses with its path and byte.
struct TapeValue {
  let tape: ValueTape
  let index: Int

  init(_ tape: ValueTape, _ index: Int) {
    self.tape = tape
    self.index = index
  }

  var entry: ValueTape.Entry { tape.entries[index] }

  var isEmptyArray: Bool { entry.kind == .array && entry.count == 0 }

  /// A refusal of this value, or of one of its elements.
  func refusal(_ code: ScoringError.Code, _ message: String, element: Int? = nil) -> ScoringError {
    var place = path
    if let element { place = place.element(element) }
    return ScoringError(code, message, at: .path(place.description, byte: Int(entry.start)))
  }

  func mismatch(_ expected: String, element: Int? = nil) -> ScoringError {
    guard element == nil else { return refusal(.malformedDocument, "expected \(expected)", element: element) }
    let found =
      switch entry.kind {
      case .null: "null"
      case .boolean: "a boolean"
      case .number: "a number"
      case .text: "a text"
      case .array: "an array"
      case .object: "an object"
      }
    return refusal(.malformedDocument, "expected \(expected), found \(found)")
  }
}

extension TapeValue {
  /// The member of that key; nil where it is absent.
  ///
  /// - Throws: ``ScoringError/Code/malformedDocument`` if this is no object.
  func member(_ key: String) throws(ScoringError) -> TapeValue? {
    guard entry.kind == .object else { throw mismatch("an object") }
    // Members may be looked for again and again, among as many as a document has.
    try tape.budget.spend(work: 1 + Int(entry.count) / 4)
    let entries = tape.entries
    var child = index + 1
    while child < Int(entry.next) {
      if let written = entries[child].key, tape.reads(written, key) { return TapeValue(tape, child) }
      child = Int(entries[child].next)
    }
    return nil
  }

  /// The member of that key.
  ///
  /// - Throws: ``ScoringError/Code/malformedDocument`` where it is absent, or if this is no object.
  func required(_ key: String) throws(ScoringError) -> TapeValue {
    guard let member = try member(key) else {
      throw refusal(.malformedDocument, "the key '\(key)' is missing")
    }
    return member
  }

  /// The values of an array that has no numbers among them.
  func elements() throws(ScoringError) -> [TapeValue] {
    guard entry.kind == .array else { throw mismatch("an array") }
    try tape.budget.spend(elements: Int(entry.count), ofBytes: 2 * MemoryLayout<TapeValue>.stride)
    var elements: [TapeValue] = []
    var child = index + 1
    while child < Int(entry.next) {
      elements.append(TapeValue(tape, child))
      child = Int(elements[elements.count - 1].entry.next)
    }
    guard elements.count == Int(entry.count) else {
      throw refusal(.malformedDocument, "expected an array of texts or containers")
    }
    return elements
  }

  /// A text.
  func string() throws(ScoringError) -> String {
    guard entry.kind == .text else { throw mismatch("a text") }
    let bytes = tape.bytes[entry.range]
    try tape.budget.spend(memory: 2 * bytes.count)
    guard
      let text = String(validating: entry.hasEscapes ? JSONScan.decoded(bytes)[...] : bytes, as: UTF8.self)
    else { throw refusal(.malformedDocument, "a text that is not UTF-8") }
    guard !text.utf8.contains(0) else {
      throw refusal(.malformedDocument, "the character U+0000 is refused in texts")
    }
    return text
  }
}

extension ValueTape {
  /// Whether what is written reads as that key.
  fileprivate func reads(_ written: Key, _ key: String) -> Bool {
    if written.hasEscapes { return JSONScan.decoded(bytes[written.range]).elementsEqual(key.utf8) }
    let wanted = key.utf8.span
    guard Int(written.count) == wanted.count else { return false }
    let start = Int(written.start)
    for place in 0..<wanted.count where bytes[start + place] != wanted[place] { return false }
    return true
  }
}

extension TapeValue {
  /// The way to this value, found from the root: only refusals need it.
  var path: DocumentPath {
    var path = DocumentPath.root
    var container = 0
    while container < index {
      var child = container + 1
      var element = 0
      while Int(tape.entries[child].next) <= index {
        child = Int(tape.entries[child].next)
        element += 1
      }
      if tape.entries[container].kind == .object {
        path = path.member(TapeValue(tape, child).keyText)
      } else {
        path = path.element(element)
      }
      container = child
    }
    return path
  }

  private var keyText: String {
    guard let key = entry.key else { return "" }
    let bytes = tape.bytes[key.range]
    return String(decoding: key.hasEscapes ? JSONScan.decoded(bytes)[...] : bytes, as: UTF8.self)
  }
}
