internal import CJSON
internal import ScoringKit

/// A value being built with json-c: one reference, given back at the end unless a container took it over.
@safe struct JSONNode: ~Copyable {
  /// json-c's value; null stands for `null`.
  private let pointer: OpaquePointer?

  // Safety: takes over the one reference that json-c gives its caller.
  private init(nullable pointer: OpaquePointer?) { unsafe self.pointer = pointer }

  // Safety: as above, and null is refused.
  private init(_ pointer: OpaquePointer?) throws(ScoringError) {
    guard unsafe pointer != nil else { throw Self.noMemory }
    unsafe self.pointer = pointer
  }

  deinit {
    // Safety: the reference is this value's own; the containers' append forgets it before they own it.
    _ = unsafe json_object_put(pointer)
  }

  // Safety: null has no reference.
  static func null() -> JSONNode { unsafe JSONNode(nullable: nil) }
  // Safety: a new value, whose one reference the initialiser takes over.
  static func array() throws(ScoringError) -> JSONNode { try unsafe JSONNode(json_object_new_array()) }
  // Safety: a new value, whose one reference the initialiser takes over.
  static func object() throws(ScoringError) -> JSONNode { try unsafe JSONNode(json_object_new_object()) }

  static func boolean(_ boolean: Bool) throws(ScoringError) -> JSONNode {
    // Safety: a new value.
    try unsafe JSONNode(json_object_new_boolean(boolean ? 1 : 0))
  }

  static func integer(_ integer: Int) throws(ScoringError) -> JSONNode {
    // Safety: a new value.
    try unsafe JSONNode(json_object_new_int64(Int64(integer)))
  }

  /// A finite number, written as the shortest text that reads back to its bits.
  static func number(_ number: Double) throws(ScoringError) -> JSONNode {
    // Safety: a new value; json-c copies the text during the call.
    try unsafe JSONNode(json_object_new_double_s(number, number.description))
  }

  static func text(_ text: String) throws(ScoringError) -> JSONNode {
    let bytes = Array(text.utf8)
    // Safety: a new value; the pointer covers the bytes during the call, in which json-c copies them.
    return try unsafe JSONNode(
      bytes.withUnsafeBytes { buffer in
        unsafe buffer.withMemoryRebound(to: CChar.self) { characters in
          unsafe json_object_new_string_len(characters.baseAddress, Int32(clamping: characters.count))
        }
      })
  }

  /// Puts a value at the end of this array.
  func append(_ element: consuming JSONNode) throws(ScoringError) {
    // Safety: both are alive; the array owns the reference only if json-c answers 0.
    guard unsafe json_object_array_add(pointer, element.pointer) == 0 else { throw Self.noMemory }
    element.forget()
  }

  /// Puts a member at the end of this object.
  func append(_ member: consuming JSONNode, key: String) throws(ScoringError) {
    // Safety: both are alive, the key is copied; the object owns the reference only if json-c answers 0.
    guard unsafe json_object_object_add(pointer, key, member.pointer) == 0 else { throw Self.noMemory }
    member.forget()
  }

  private consuming func forget() { discard self }

  /// The value as a document, indented, with a line feed at its end.
  func bytes() throws(ScoringError) -> [UInt8] {
    let flags = JSON_C_TO_STRING_PRETTY | JSON_C_TO_STRING_SPACED | JSON_C_TO_STRING_NOSLASHESCAPE
    var count = 0
    // Safety: json-c keeps the text, of that many bytes, as long as the value, which is alive; here it is
    // copied.
    guard let text = unsafe json_object_to_json_string_length(pointer, flags, &count) else {
      throw Self.noMemory
    }
    var bytes = unsafe [UInt8](UnsafeRawBufferPointer(start: text, count: count))
    bytes.append(UInt8(ascii: "\n"))
    return bytes
  }

  private static var noMemory: ScoringError {
    ScoringError(.outOfMemory, "no memory to write a JSON document")
  }
}
