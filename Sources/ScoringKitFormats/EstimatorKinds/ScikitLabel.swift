internal import ScoringKit

/// A value of Python that names a class or a category.
enum ScikitLabel {
  case number(Double)
  case integer(Int)
  case boolean(Bool)
  case text(String)
  /// NaN or None: a missing value.
  case missing(isNone: Bool)

  /// Equality as Python sees it: `1 == 1.0 == True`, and no missing value equals another.
  func isEqual(to other: ScikitLabel) -> Bool {
    switch (self, other) {
    case (.text(let text), .text(let other)): text == other
    case (.text, _), (_, .text): false
    default: number == other.number
    }
  }

  /// The number it is for an encoder: NaN for a missing value, and for a text, which has none.
  var number: Double {
    switch self {
    case .number(let value): value
    case .integer(let value): Double(value)
    case .boolean(let value): value ? 1 : 0
    case .text, .missing: .nan
    }
  }
}

extension ScikitLabel: CustomStringConvertible {
  var description: String {
    switch self {
    case .number(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .boolean(let value): value ? "True" : "False"
    case .text(let text): text
    case .missing(let isNone): isNone ? "None" : "nan"
    }
  }
}

extension PickleArray {
  /// The elements as classes or categories.
  func labels() throws(ScoringError) -> [ScikitLabel] {
    try source.document.budget.spend(elements: count, ofBytes: Self.labelSize)
    switch dtype.kind {
    case .boolean: return try booleans().map(ScikitLabel.boolean)
    case .signedInteger, .unsignedInteger: return try integers().map(ScikitLabel.integer)
    case .text, .bytes: return try strings().map(ScikitLabel.text)
    case .object: return try convert { value throws(ScoringError) in try value.scikitLabel() }
    default: return try doubles().map { $0.isNaN ? .missing(isNone: false) : .number($0) }
    }
  }

  /// Bytes of a label with its name and number, and its place among those of its column.
  private static let labelSize = 160
}

extension PickleValue {
  /// A class or category by itself.
  func scikitLabel() throws(ScoringError) -> ScikitLabel {
    switch kind {
    case .none: return .missing(isNone: true)
    case .boolean: return .boolean(try boolean())
    case .integer: return .integer(try integer())
    case .text: return .text(try string())
    case .scalar:
      guard let label = try array().labels().first else { throw mismatch("a class or category") }
      return label
    case .array:
      guard let label = try array().labels().first else { throw mismatch("a class or category") }
      return label
    default:
      let number = try double()
      return number.isNaN ? .missing(isNone: false) : .number(number)
    }
  }
}
