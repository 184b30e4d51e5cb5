internal import CJSON
internal import ScoringKit

/// One value of a parsed document and the way to it; every refusal names that way.
///
/// Holds the document, so the value is valid as long as it is held; every use of the node extends that hold
/// to its end, which Swift would otherwise be free to shorten.
@safe struct JSONValue {
  private let document: JSONDocument
  /// json-c's value, in the document's tree, which nobody changes; null where the value is `null`.
  private let node: OpaquePointer?
  let path: DocumentPath

  /// A value of that document.
  ///
  /// - Parameter node: Belongs to the document's tree.
  @unsafe init(of document: JSONDocument, node: OpaquePointer?, path: DocumentPath) {
    self.document = document
    // Safety: the document, kept above, keeps its tree alive.
    unsafe self.node = node
    self.path = path
  }

  private var type: json_type {
    defer { extendLifetime(document) }
    // Safety: json-c answers for a value of a living tree, and for null.
    return unsafe json_object_get_type(node)
  }

  var isNull: Bool { type == json_type_null }

  /// What a value is, where more than one thing may stand.
  enum Kind { case text, number, boolean, null, other }

  var kind: Kind {
    switch type {
    case json_type_string: .text
    case json_type_int, json_type_double: .number
    case json_type_boolean: .boolean
    case json_type_null: .null
    default: .other
    }
  }

  /// A refusal of this value.
  func refusal(_ code: ScoringError.Code, _ message: String) -> ScoringError {
    ScoringError(code, message, at: .path(path.description, byte: nil))
  }

  private func requireType(_ type: json_type, _ expected: String) throws(ScoringError) {
    guard self.type == type else { throw mismatch(expected) }
  }

  private func mismatch(_ expected: String) -> ScoringError {
    let found =
      switch type {
      case json_type_null: "null"
      case json_type_boolean: "a boolean"
      case json_type_double, json_type_int: "a number"
      case json_type_object: "an object"
      case json_type_array: "an array"
      default: "a text"
      }
    return refusal(.malformedDocument, "expected \(expected), found \(found)")
  }
}

extension JSONValue {
  /// A text.
  func string() throws(ScoringError) -> String {
    defer { extendLifetime(document) }
    try requireType(json_type_string, "a text")
    // Safety: the type is checked; json-c's string has as many bytes as it says and lives with the tree.
    let text = unsafe UnsafeRawBufferPointer(
      start: json_object_get_string(node), count: Int(json_object_get_string_len(node)))
    return unsafe String(decoding: text, as: UTF8.self)
  }

  /// `true` or `false`.
  func boolean() throws(ScoringError) -> Bool {
    defer { extendLifetime(document) }
    try requireType(json_type_boolean, "true or false")
    // Safety: the type is checked.
    return unsafe json_object_get_boolean(node) != 0
  }

  /// A finite number, rounded once from its text.
  func double() throws(ScoringError) -> Double {
    defer { extendLifetime(document) }
    // Safety: the node is of the living tree.
    guard let number = unsafe Self.number(node) else { throw mismatch("a number") }
    return number
  }

  /// A number written as an integer, within `range`.
  func integer(in range: ClosedRange<Int>) throws(ScoringError) -> Int {
    defer { extendLifetime(document) }
    try requireType(json_type_int, "an integer")
    // Safety: the type is checked. Beyond Int64 json-c answers its greatest value, which none of our ranges
    // holds.
    let integer = unsafe Int(json_object_get_int64(node))
    guard range.contains(integer) else {
      throw refusal(.numberOutOfRange, "expected an integer from \(range.lowerBound) to \(range.upperBound)")
    }
    return integer
  }

  /// The members of an object.
  func object() throws(ScoringError) -> JSONObject {
    try requireType(json_type_object, "an object")
    // Safety: the type is checked, and the node is of that document.
    return unsafe JSONObject(of: document, node: node, path: path)
  }

  /// The values of an array.
  func elements() throws(ScoringError) -> [JSONValue] {
    let count = try elementCount()
    return (0..<count).map(element)
  }

  /// The numbers of an array.
  ///
  /// - Parameter nullIsNaN: Whether `null` stands for NaN, which JSON cannot write; otherwise it is refused.
  func doubles(nullIsNaN: Bool = false) throws(ScoringError) -> [Double] {
    defer { extendLifetime(document) }
    let count = try elementCount()
    var numbers: [Double] = []
    numbers.reserveCapacity(count)
    for index in 0..<count {
      // Safety: the count shows that this is an array; json-c's answer is of the living tree.
      if let number = unsafe Self.number(json_object_array_get_idx(node, index)) {
        numbers.append(number)
      } else {
        let element = element(index)
        guard nullIsNaN, element.isNull else { throw element.mismatch("a number") }
        numbers.append(.nan)
      }
    }
    return numbers
  }

  private func elementCount() throws(ScoringError) -> Int {
    defer { extendLifetime(document) }
    try requireType(json_type_array, "an array")
    // Safety: the type is checked.
    return unsafe Int(json_object_array_length(node))
  }

  /// One value of an array.
  private func element(_ index: Int) -> JSONValue {
    defer { extendLifetime(document) }
    // Safety: the callers have checked that this is an array; json-c answers null beyond its end.
    let element = unsafe json_object_array_get_idx(node, index)
    return unsafe JSONValue(of: document, node: element, path: path.element(index))
  }

  /// The number that a value of json-c's is; nil for anything else.
  private static func number(_ node: OpaquePointer?) -> Double? {
    // Safety: the callers pass a value of a living tree, or null, which has a type of its own.
    switch unsafe json_object_get_type(node) {
    case json_type_double, json_type_int: unsafe json_object_get_double(node)
    default: nil
    }
  }
}
