internal import ScoringKit

extension TapeValue {
  /// The elements of an array of texts, numbers and truths, which stand on no tape but in the document.
  ///
  /// - Throws: ``ScoringError/Code/malformedDocument`` for what is no such array, and for a number beyond doubles.
  func categories() throws(ScoringError) -> [Category] {
    guard entry.kind == .array else { throw mismatch("an array") }
    try tape.budget.spend(elements: Int(entry.count), ofBytes: 2 * MemoryLayout<Category>.stride)
    var categories: [Category] = []
    categories.reserveCapacity(Int(entry.count))
    // Texts have entries; what stands between them has none.
    var child = index + 1
    var position = Int(entry.start)
    while position < Int(entry.end) {
      let byte = tape.bytes[position]
      if byte == UInt8(ascii: ",") || byte <= 0x20 {
        position += 1
      } else if byte == UInt8(ascii: "\"") {
        let text = TapeValue(tape, child)
        categories.append(.text(try text.string()))
        child = Int(text.entry.next)
        position = Int(text.entry.end) + 1
      } else {
        categories.append(try scalar(from: &position))
      }
    }
    return categories
  }

  private func scalar(from position: inout Int) throws(ScoringError) -> Category {
    let rest = tape.bytes[position..<Int(entry.end)]
    let word = rest.prefix { $0 != UInt8(ascii: ",") && $0 > 0x20 }
    position = word.endIndex
    if word.elementsEqual("true".utf8) { return .boolean(true) }
    if word.elementsEqual("false".utf8) { return .boolean(false) }
    let bytes = tape.bytes
    guard let number = DecimalText.double(bytes.span, word.indices) else {
      throw refusal(.malformedDocument, "expected an array of texts, numbers and truths")
    }
    return .number(number)
  }
}
