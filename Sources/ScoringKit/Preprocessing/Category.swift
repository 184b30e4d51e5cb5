/// A category as its trainer sees it: a value with a type.
///
/// The text `"1"`, the number 1 and the truth `true` are three categories; 1 and 1.0 are one, as to Python and NumPy.
/// Texts are equal if their characters' code points are: "é" in one code point and in two are two texts.
///
///     let tariff: [Category] = [0, 1, 2, "missing"]
public enum Category: Sendable {
  /// A text.
  case text(String)
  /// A number, whole or not; never NaN, which is a missing value.
  case number(Double)
  /// A truth.
  case boolean(Bool)
  /// Python's `None`, where the trainer tells it from NaN.
  case none
}

extension Category: Hashable {
  /// Whether type and value are the same.
  public static func == (left: Category, right: Category) -> Bool {
    switch (left, right) {
    case (.text(let left), .text(let right)): left.utf8.elementsEqual(right.utf8)
    case (.number(let left), .number(let right)): left == right
    case (.boolean(let left), .boolean(let right)): left == right
    case (.none, .none): true
    default: false
    }
  }

  /// Feeds the value to a hasher.
  public func hash(into hasher: inout Hasher) {
    switch self {
    case .text(let text): hasher.combine(text)
    case .number(let number): hasher.combine(number)
    case .boolean(let truth): hasher.combine(truth)
    case .none: hasher.combine(0)
    }
  }
}

extension Category: ExpressibleByStringLiteral, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral
{
  /// A text.
  public init(stringLiteral text: String) { self = .text(text) }
  /// A number.
  public init(floatLiteral number: Double) { self = .number(number) }
  /// A number.
  public init(integerLiteral number: Int) { self = .number(Double(number)) }
  /// A truth.
  public init(booleanLiteral truth: Bool) { self = .boolean(truth) }
}

extension Category: CustomStringConvertible {
  /// The value as Python writes it; a whole number without a fraction.
  public var description: String {
    switch self {
    case .text(let text): text
    case .number(let number): Int(exactly: number).map(\.description) ?? "\(number)"
    case .boolean(let truth): truth ? "True" : "False"
    case .none: "None"
    }
  }
}

extension Category {
  /// What a category is, without its value.
  public enum Kind: Int32, CaseIterable, Hashable, Sendable {
    case text, number, boolean, none

    /// Several of them, for a message.
    var plural: String {
      switch self {
      case .text: "texts"
      case .number: "numbers"
      case .boolean: "truths (True, False)"
      case .none: "None"
      }
    }
  }

  /// What it is.
  public var kind: Kind {
    switch self {
    case .text: .text
    case .number: .number
    case .boolean: .boolean
    case .none: .none
    }
  }

  /// The truth that a table's text states, in any case of letters as pandas reads one; nil for any other text.
  ///
  /// Source: `to_boolean` in pandas 3.0's `pandas/_libs/src/parser/tokenizer.c`.
  public static func truth(reading text: String) -> Bool? {
    guard text.utf8.count <= 5 else { return nil }
    return switch text.lowercased() {
    case "true": true
    case "false": false
    default: nil
    }
  }
}
