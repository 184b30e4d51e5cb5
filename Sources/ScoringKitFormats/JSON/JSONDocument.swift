internal import CJSON
internal import ScoringKit

/// A parsed document: the owner of json-c's tree, which lives as long as any value of it is held.
@safe final class JSONDocument {
  /// json-c's root, one reference of which is this object's; null where the document is `null`.
  private let root: OpaquePointer?

  // Safety: the caller hands over the only reference.
  private init(owning root: OpaquePointer?) { unsafe self.root = root }

  deinit {
    // Safety: the reference is this object's own and is given back once; json-c takes null as well.
    _ = unsafe json_object_put(root)
  }

  /// Scans and parses a document.
  ///
  /// - Parameter format: What its member `format` must say; nil for a document that has no such member.
  /// - Throws: As ``JSONScan/check(_:budget:)``; ``ScoringError/Code/unknownFormat`` for a document of another format,
  ///   which json-c never sees; ``ScoringError/Code/documentTooLarge`` for one whose tree is beyond the budget.
  static func parse(
    _ bytes: [UInt8], format: String? = nil, budget: ReadBudget
  ) throws(ScoringError) -> JSONValue {
    let overview = try JSONScan.check(bytes, budget: budget)
    guard format == nil || overview.format == format else {
      throw ScoringError(
        .unknownFormat, "this JSON is no bundle: its 'format' is not '\(format ?? "")'",
        at: .path(DocumentPath.root.description, byte: nil))
    }
    // The tree, and the values that are made of it.
    try budget.spend(elements: 2, ofBytes: overview.treeSize)
    // Safety: the new tree's only reference goes to the document, and its root to a value that holds it.
    let document = unsafe JSONDocument(owning: try tree(bytes))
    return unsafe JSONValue(of: document, node: document.root, path: .root)
  }

  /// json-c's tree of a document that the scan has passed.
  private static func tree(_ bytes: [UInt8]) throws(ScoringError) -> OpaquePointer? {
    // json-c counts the scalars inside the innermost container as levels too.
    // Safety: the tokener is checked for null, used by this call only, and freed at its end.
    guard let tokener = unsafe json_tokener_new_ex(Int32(JSONScan.depthLimit) + 2) else {
      throw ScoringError(.outOfMemory, "no memory to parse a JSON document")
    }
    defer { unsafe json_tokener_free(tokener) }
    unsafe json_tokener_set_flags(tokener, JSON_TOKENER_STRICT)
    // Safety: the pointer covers the bytes during the call, and the scan has seen that their number fits an
    // int.
    var root = unsafe bytes.withUnsafeBytes { buffer in
      unsafe buffer.withMemoryRebound(to: CChar.self) { text in
        unsafe json_tokener_parse_ex(tokener, text.baseAddress, Int32(text.count))
      }
    }
    if unsafe json_tokener_get_error(tokener) == json_tokener_continue {
      // A number at the root ends only with the text. Safety: "" has the one byte 0, which tells json-c so.
      unsafe root = json_tokener_parse_ex(tokener, "", 1)
    }
    // Safety: as above; json-c describes each of its errors by a constant string.
    let error = unsafe json_tokener_get_error(tokener)
    guard error == json_tokener_success else {
      let reason = unsafe String(cString: json_tokener_error_desc(error))
      throw ScoringError(.internalFault, "json-c refuses a document that the scan has passed: \(reason)")
    }
    // json-c has no error for memory that it was not given.
    guard unsafe root != nil || JSONScan.isNull(bytes) else {
      throw ScoringError(.outOfMemory, "no memory to parse a JSON document")
    }
    return unsafe root
  }
}
