internal import CJSON
internal import ScoringKit

/// The members of a JSON object: required ones, optional ones, and none that nobody knows.
@safe struct JSONObject {
  private let document: JSONDocument
  /// json-c's object, in the document's tree, which nobody changes.
  private let node: OpaquePointer?
  private let path: DocumentPath

  /// The members of an object of that document.
  ///
  /// - Parameter node: Belongs to the document's tree and is an object.
  @unsafe init(of document: JSONDocument, node: OpaquePointer?, path: DocumentPath) {
    self.document = document
    // Safety: the document, kept above, keeps its tree alive.
    unsafe self.node = node
    self.path = path
  }

  /// The member of that key, which may be `null`.
  ///
  /// - Throws: ``ScoringError/Code/malformedDocument`` where it is absent.
  func required(_ key: String) throws(ScoringError) -> JSONValue {
    guard let member = member(key) else {
      throw ScoringError(
        .malformedDocument, "the key '\(key)' is missing", at: .path(path.description, byte: nil))
    }
    return member
  }

  /// The member of that key; nil where it is absent or `null`.
  func optional(_ key: String) -> JSONValue? {
    guard let member = member(key), !member.isNull else { return nil }
    return member
  }

  /// Refuses members of other keys than these: what they mean, this version cannot honour.
  ///
  /// - Throws: ``ScoringError/Code/unsupportedFeature`` at the first such member.
  func requireOnly(_ known: [String]) throws(ScoringError) {
    for key in keys where !known.contains(key) {
      throw ScoringError(
        .unsupportedFeature,
        "this version knows no such key; here it knows \(known.joined(separator: ", "))",
        at: .path(path.member(key).description, byte: nil))
    }
  }

  /// The keys in their order.
  private var keys: [String] {
    defer { extendLifetime(document) }
    var keys: [String] = []
    // Safety: the node is an object; the iterator walks its members, which nobody changes, up to their end; a
    // key is a null-terminated string of the tree's.
    var iterator = unsafe json_object_iter_begin(node)
    var end = unsafe json_object_iter_end(node)
    while unsafe json_object_iter_equal(&iterator, &end) == 0 {
      unsafe keys.append(String(cString: json_object_iter_peek_name(&iterator)))
      unsafe json_object_iter_next(&iterator)
    }
    return keys
  }

  private func member(_ key: String) -> JSONValue? {
    defer { extendLifetime(document) }
    var member: OpaquePointer?
    // Safety: json-c sets the variable during the call to a value of the same tree.
    guard unsafe json_object_object_get_ex(node, key, &member) != 0 else { return nil }
    return unsafe JSONValue(of: document, node: member, path: path.member(key))
  }
}
