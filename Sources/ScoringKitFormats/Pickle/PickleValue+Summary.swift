internal import ScoringKit

extension PickleValue {
  /// The name of an object's class without its module; nil for a name longer than any that is known.
  var shortClassName: String? {
    guard let name = className, name.utf8.count <= Self.nameLimit else { return nil }
    return name.split(separator: ".").last.map(String.init)
  }

  /// Bytes of a name that is looked at: a file may hold a million objects of a class with a name of a million.
  static let nameLimit = 128

  /// What a value is in a few words: a number or a short text itself, of containers their length, of objects their
  /// class.
  ///
  /// For what describes a model, such as a threshold or a date of training; never for rows.
  var summary: String {
    switch node {
    case .boolean(let value): value ? "True" : "False"
    case .integer(let value): value.description
    case .float(let value): value.description
    case .text, .escapedText, .byteText, .escapedByteText: textSummary
    case .list, .tuple, .set, .dictionary: "\(described) of \(countSummary)"
    case .object: objectSummary
    default: described
    }
  }

  private var countSummary: Int {
    let count = document.arena.children(index).count
    return kind == .dictionary ? count / 2 : count
  }

  private var textSummary: String {
    guard let text = try? string() else { return described }
    let shown = text.unicodeScalars.prefix(Self.textLimit).map { $0.escaped(asASCII: false) }.joined()
    return "\"\(shown)\(text.unicodeScalars.count > Self.textLimit ? "…" : "")\""
  }

  private var objectSummary: String {
    switch kind {
    case .scalar:
      if let number = try? double() { return number.description }
      return textSummary
    case .array:
      guard let shape = try? array().shape else { return described }
      return "an array of \(shape.map(\.description).joined(separator: " × "))"
    case .object: return shortClassName ?? described
    default: return described
    }
  }

  private static let textLimit = 60
}
