/// A run of bytes in the document, or of cells in the arena.
struct PickleExtent {
  let start: UInt32
  let count: UInt32

  /// A run whose end fits 32 bits, which the limits on bytes and cells ensure.
  init(_ range: Range<Int>) {
    start = UInt32(truncatingIfNeeded: range.lowerBound)
    count = UInt32(truncatingIfNeeded: range.count)
  }

  var range: Range<Int> { Int(start)..<Int(start) + Int(count) }
}

/// One value of a pickle, 16 bytes; what it holds is said by position, so sharing costs nothing.
enum PickleNode {
  /// The position of a value in the arena.
  typealias Index = UInt32

  case none
  case boolean(Bool)
  case integer(Int64)
  /// More than 64 bits: two's complement, little-endian.
  case longInteger(PickleExtent)
  /// More than 64 bits: decimal digits.
  case decimalInteger(PickleExtent)
  case float(Double)
  /// UTF-8.
  case text(PickleExtent)
  /// A line of protocol 0: Latin-1 with `\u` escapes.
  case escapedText(PickleExtent)
  case bytes(PickleExtent)
  /// Python 2's `str`, which is text or bytes as its reader sees fit.
  case byteText(PickleExtent)
  /// Python 2's `str` in a line of protocol 0, with backslash escapes.
  case escapedByteText(PickleExtent)
  /// A run of cells.
  case tuple(PickleExtent)
  /// The position of a container.
  case list(UInt32)
  /// The position of a container that holds key, value, key, value.
  case dictionary(UInt32)
  /// The position of a container; a frozen set as well.
  case set(UInt32)
  /// The position of a global.
  case global(UInt32)
  /// The position of an object.
  case object(UInt32)
}

/// The name of a class or function that a pickle refers to. A name only: nothing is looked up.
struct PickleGlobal {
  /// Module and name as today's Python and NumPy say them (`builtins`, not `__builtin__`).
  let name: String
  /// Whether it is named as NumPy 1 names it.
  let isOfNumPy1: Bool
  /// Where the pickle refers to it.
  let byteOffset: Int
}

/// What a pickle asks to construct: a class or function, its arguments, and what is set afterwards.
struct PickleObject {
  /// Which opcode asked for it.
  enum Form {
    /// Call the callable: REDUCE, INST and OBJ.
    case call
    /// Make an instance of the class without calling its initialiser: NEWOBJ and NEWOBJ_EX.
    case instance
  }

  let form: Form
  let callable: PickleNode.Index
  let arguments: PickleNode.Index
  /// Where the pickle asks for it.
  let byteOffset: UInt32
  /// The state it is given afterwards.
  var state: PickleNode.Index?
  /// The position of the container of what is appended.
  var items: UInt32?
  /// The position of the container of what is set by key.
  var pairs: UInt32?
  /// The bytes that follow in the stream, where it is joblib's stand-in for an array.
  var arrayBytes: PickleExtent?
}
