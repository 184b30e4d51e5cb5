package import ScoringKit

extension Category {
  /// The category as JSON writes it: a text, a number, a truth, or null for Python's `None`.
  package var content: JSONContent {
    switch self {
    case .text(let text): .text(text)
    case .number(let number): Int(exactly: number).map(JSONContent.integer) ?? .number(number)
    case .boolean(let truth): .boolean(truth)
    case .none: .null
    }
  }
}

extension JSONValue {
  /// A category: a text, a finite number, a truth, or null.
  func category() throws(ScoringError) -> Category {
    switch kind {
    case .text: .text(try string())
    case .number: .number(try double())
    case .boolean: .boolean(try boolean())
    case .null: .none
    case .other: throw refusal(.malformedDocument, "expected a text, a number, true, false or null")
    }
  }
}
