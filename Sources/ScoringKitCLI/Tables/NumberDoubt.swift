/// What a cell looks like that should be a number and is none: the advice, without the value.
struct NumberDoubt {
  /// What was expected, and what to do.
  let advice: String

  /// Looks at a cell's text.
  init(_ text: ArraySlice<UInt8>) {
    let suspicion = Self.suspicions.first { $0.applies(text) }
    advice = "expected a number" + (suspicion.map { "; \($0.advice)" } ?? "")
  }

  private struct Suspicion: Sendable {
    let advice: String
    let applies: @Sendable (ArraySlice<UInt8>) -> Bool
  }

  /// The most certain first.
  private static let suspicions = [
    Suspicion(
      advice: "a cell of blanks is neither empty nor a number: leave it empty where the value is missing"
    ) {
      !$0.isEmpty && $0.allSatisfy { $0 == space || $0 == tab }
    },
    Suspicion(advice: "an empty cell is not among the --missing-words") { $0.isEmpty },
    Suspicion(advice: "this one is beyond the largest double") {
      holdsDigit($0.suffix(1)) && $0.contains { $0 | 0x20 == UInt8(ascii: "e") } && holdsOnly($0, "+-.eE")
    },
    Suspicion(advice: "this one is hexadecimal; write it in decimal") {
      holdsDigit($0)
        && $0.drop { $0 == minus || $0 == plus }.prefix(2).map { $0 | 0x20 }
          == Array("0x".utf8).map { $0 | 0x20 }
    },
    Suspicion(advice: "this looks like a date or a time; give the number that the model was trained on") {
      holdsDigit($0)
        && ($0.contains { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ":") }
          || ($0.dropFirst().contains(minus) && holdsOnly($0, "-.T")))
    },
    Suspicion(
      advice: "several points are no part of one: this looks like a date, or like separators of thousands"
    ) {
      holdsOnly($0, "+-.") && $0.count { $0 == UInt8(ascii: ".") } > 1
    },
    Suspicion(advice: "a percent sign is no part of one: write the number that the model was trained on") {
      $0.last == UInt8(ascii: "%")
    },
    Suspicion(advice: "a comma is no part of one: write a decimal point, and no separators of thousands") {
      $0.contains(UInt8(ascii: ",")) && holdsDigit($0)
    },
    Suspicion(advice: "separators of thousands are no part of one") {
      holdsDigit($0) && holdsOnly($0, "+-._' \u{A0}\u{202F}\u{2009}")
    },
    Suspicion(advice: "a currency or a unit is no part of one") {
      holdsDigit($0) && ($0.first.map(isDigit) != true || $0.last.map(isDigit) != true)
    },
    Suspicion(advice: "the cell holds other letters and digits") { holdsDigit($0) },
    Suspicion(advice: "where this word stands for a missing value, name it in --missing-words") { _ in true },
  ]

  private static let space = UInt8(ascii: " ")
  private static let tab = UInt8(ascii: "\t")
  private static let minus = UInt8(ascii: "-")
  private static let plus = UInt8(ascii: "+")

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }
  private static func holdsDigit(_ text: ArraySlice<UInt8>) -> Bool { text.contains(where: isDigit) }
  private static func holdsOnly(_ text: ArraySlice<UInt8>, _ others: String) -> Bool {
    let allowed = Array(others.utf8)
    return text.allSatisfy { isDigit($0) || allowed.contains($0) }
  }
}
