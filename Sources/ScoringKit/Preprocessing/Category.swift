/// A category as its trainer sees it: a value with a type.
///
/// The text `"1"`, the number 1 and the truth `true` are three categories; 1 and 1.0 are one, as to Python and NumPy.
///
///     let tariff: [Category] = [0, 1, 2, "missing"]
public enum Category: Hashable, Sendable {
  /// A text.
  case text(String)
  /// A number, whole or not; never NaN, which is a missing value.
  case number(Double)
  /// A truth.
  case boolean(Bool)
  /// Python's `None`, where the trainer tells it from NaN.
  case none
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
