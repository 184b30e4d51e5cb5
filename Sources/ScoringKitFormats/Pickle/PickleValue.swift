internal import ScoringKit

/// One value of a pickle and the way to it; every refusal names that way.
struct PickleValue {
  let document: PickleDocument
  let index: PickleNode.Index
  let path: DocumentPath
  /// Steps from the root, which a cycle must not make without end.
  private let depth: Int

  init(of document: PickleDocument, _ index: PickleNode.Index, path: DocumentPath, depth: Int) {
    self.document = document
    self.index = index
    self.path = path
    self.depth = depth
  }

  /// A step makes the way to a value, which names its keys.
  private static let stepWork = 4

  var node: PickleNode { document.arena.node(index) }

  /// A value inside this one.
  func step(to index: PickleNode.Index, _ path: DocumentPath) throws(ScoringError) -> PickleValue {
    try document.budget.spend(work: Self.stepWork)
    guard depth < document.arena.limits.depth else {
      throw refusal(.malformedDocument, "values are nested without end")
    }
    return PickleValue(of: document, index, path: path, depth: depth + 1)
  }
}

// MARK: - What it is

extension PickleValue {
  /// What a value is, as its readers see it.
  enum Kind {
    case none, boolean, integer, float, text, bytes, list, tuple, dictionary, set
    /// A class or function, by name.
    case global
    /// A NumPy array of any number of dimensions.
    case array
    /// A NumPy number or text.
    case scalar
    /// Anything else that was constructed.
    case object
  }

  var kind: Kind {
    switch node {
    case .none: .none
    case .boolean: .boolean
    case .integer, .longInteger, .decimalInteger: .integer
    case .float: .float
    case .text, .escapedText, .byteText, .escapedByteText: .text
    case .bytes: .bytes
    case .tuple: .tuple
    case .list: .list
    case .dictionary: .dictionary
    case .set: .set
    case .global: .global
    case .object(let object): objectKind(document.arena.objects[Int(object)])
    }
  }

  private func objectKind(_ object: PickleObject) -> Kind {
    switch className {
    case "_codecs.encode", "builtins.bytearray", "builtins.bytes": .bytes
    case "builtins.set", "builtins.frozenset": .set
    case "collections.OrderedDict", "collections.defaultdict": .dictionary
    case NumPyName.scalar: .scalar
    case NumPyName.reconstruct, NumPyName.fromBuffer: .array
    default: object.arrayBytes == nil ? .object : .array
    }
  }

  var isNone: Bool { kind == .none }

  /// What it is, for a message: `a list`, `an object of class 'sklearn.svm._classes.SVC'`.
  var described: String {
    switch kind {
    case .none: "None"
    case .boolean: "a boolean"
    case .integer: "an integer"
    case .float: "a number"
    case .text: "a text"
    case .bytes: "bytes"
    case .list: "a list"
    case .tuple: "a tuple"
    case .dictionary: "a dictionary"
    case .set: "a set"
    case .global: "the name \(global?.quotedName ?? "")"
    case .array: "an array"
    case .scalar: "a NumPy scalar"
    case .object: objectClass.map { "an object of class \($0.quotedName)" } ?? "what a call returned"
    }
  }

  /// A refusal of this value.
  func refusal(_ code: ScoringError.Code, _ message: String) -> ScoringError {
    var byte: Int?
    if case .object(let object) = node { byte = Int(document.arena.objects[Int(object)].byteOffset) }
    return ScoringError(code, message, at: .path(path.description, byte: byte))
  }

  func mismatch(_ expected: String) -> ScoringError {
    refusal(.inconsistentDocument, "expected \(expected), found \(described)")
  }
}
