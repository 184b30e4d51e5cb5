/// The way from a document's root to one of its values, written `$.features[3].name`.
indirect enum DocumentPath {
  case root
  case member(of: DocumentPath, String)
  case element(of: DocumentPath, Int)

  func member(_ key: String) -> DocumentPath { .member(of: self, key) }
  func element(_ index: Int) -> DocumentPath { .element(of: self, index) }

  /// The last step, where it is a key.
  var key: String? {
    if case .member(_, let key) = self { key } else { nil }
  }

  /// The way to what the value stands in; nil for the root.
  var parent: DocumentPath? {
    switch self {
    case .root: nil
    case .member(let parent, _), .element(let parent, _): parent
    }
  }

  /// A key in quotes, fit for a message: long ones are cut, control characters written as escapes.
  static func quoted(key: String) -> String {
    let characters = key.unicodeScalars.prefix(48).map { $0.escaped(asASCII: false) }
    return "\"\(characters.joined())\(key.unicodeScalars.count > 48 ? "…" : "")\""
  }
}

extension DocumentPath: CustomStringConvertible {
  var description: String {
    var steps: [String] = []
    var path = self
    while true {
      switch path {
      case .root: return "$" + steps.reversed().joined()
      case .member(let parent, let key):
        steps.append(Self.isPlain(key) ? ".\(key)" : "[\(Self.quoted(key: key))]")
        path = parent
      case .element(let parent, let index):
        steps.append("[\(index)]")
        path = parent
      }
    }
  }

  private static func isPlain(_ key: String) -> Bool {
    !key.isEmpty && key.utf8.count <= 48
      && key.utf8.allSatisfy { byte in
        JSONScan.isLetter(byte) || byte == UInt8(ascii: "_")
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      }
  }
}
