package import ScoringKit

extension JSONContent {
  /// How many bytes the texts of a document to be written may have.
  ///
  /// Even if each became an escape of six bytes, json-c's buffer, which counts in a C int and cuts off
  /// without a word, has room.
  static let textLimit = 268_435_456

  /// The document, indented by two spaces, with a line feed at its end.
  ///
  /// The same content gives the same bytes. A number is the shortest text that reads back to its very bits.
  ///
  /// - Throws: ``ScoringError/Code/numberOutOfRange`` for a number that is not finite,
  ///   ``ScoringError/Code/documentTooLarge``, ``ScoringError/Code/outOfMemory``.
  package func bytes() throws(ScoringError) -> [UInt8] {
    guard textSize <= Self.textLimit else {
      throw ScoringError(
        .documentTooLarge, "the texts of a JSON document may have \(Self.textLimit) bytes at most")
    }
    return try node().bytes()
  }

  private var textSize: Int {
    switch self {
    case .null, .boolean, .integer, .number, .absent: 0
    case .text(let text): text.utf8.count
    case .array(let elements): elements.reduce(0) { $0 + $1.textSize }
    case .object(let members): members.reduce(0) { $0 + $1.key.utf8.count + $1.value.textSize }
    }
  }

  /// The content as json-c's tree.
  ///
  /// The recursion is as deep as the content, which this library makes itself.
  private func node() throws(ScoringError) -> JSONNode {
    switch self {
    case .null, .absent: return .null()
    case .boolean(let boolean): return try .boolean(boolean)
    case .integer(let integer): return try .integer(integer)
    case .text(let text): return try .text(text)
    case .number(let number):
      guard number.isFinite else {
        throw ScoringError(.numberOutOfRange, "JSON cannot write a number that is not finite")
      }
      return try .number(number)
    case .array(let elements):
      let array = try JSONNode.array()
      for element in elements { try array.append(element.node()) }
      return array
    case .object(let members):
      let object = try JSONNode.object()
      for (key, member) in members {
        if case .absent = member { continue }
        try object.append(member.node(), key: key)
      }
      return object
    }
  }
}
