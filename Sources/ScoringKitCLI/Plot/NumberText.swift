/// Numbers as a person reads them in a language.
struct NumberText {
  let language: Language

  private static let minus = "\u{2212}"
  /// Between groups of digits and before a percent sign in French: narrow, and never at the end of a line.
  private static let narrowSpace = "\u{202F}"
  /// Beyond this a number is written with an exponent: doubles have no more digits before the point.
  private static let wholeLimit = 0x1p53
  /// With more digits behind the point too: they would be zeros for the greatest part.
  private static let digitLimit = 15

  private var point: String { language == .en ? "." : "," }
  private var separator: String { language == .en ? "," : Self.narrowSpace }

  /// A number rounded to so many digits behind the point.
  ///
  /// - Parameter isSigned: Whether a positive number has its sign.
  func rounded(_ number: Double, digits: Int, isSigned: Bool = false) -> String {
    guard digits <= Self.digitLimit else { return exact(number) }
    let power = (0..<digits).reduce(1.0) { power, _ in power * 10 }
    let scaled = (number.magnitude * power).rounded()
    // Not of an infinity either, nor of what is no number.
    guard scaled < Self.wholeLimit else { return exact(number) }
    var text = String(UInt64(scaled))
    text = String(repeating: "0", count: max(0, digits + 1 - text.count)) + text
    let whole = grouped(String(text.dropLast(digits)))
    let sign = scaled == 0 ? "" : (number < 0 ? Self.minus : (isSigned ? "+" : ""))
    return sign + whole + (digits > 0 ? point + text.suffix(digits) : "")
  }

  /// A number with all its digits, as few as read back to it.
  func exact(_ number: Double) -> String {
    guard number.isFinite else {
      return number.isNaN ? "NaN" : (number < 0 ? Self.minus : "") + "\u{221E}"
    }
    let sign = number < 0 ? Self.minus : ""
    let parts = number.magnitude.description.split(separator: "e")
    let digits = parts[0].split(separator: ".")
    let fraction = digits.count > 1 && digits[1] != "0" ? point + digits[1] : ""
    let exponent = parts.count > 1 ? "e" + parts[1] : ""
    return sign + grouped(String(digits[0])) + fraction + exponent
  }

  /// A share of 1 in percent, with one digit behind the point, or more where it is close to 0 or 1.
  func percent(_ share: Double) -> String {
    let distance = min(share, 1 - share)
    let digits = distance < 0.0005 ? 3 : (distance < 0.005 ? 2 : 1)
    return percent(share, digits: digits)
  }

  /// A share of 1 in percent.
  func percent(_ share: Double, digits: Int) -> String {
    guard share.isFinite else { return exact(share) }
    return rounded(share * 100, digits: digits) + (language == .en ? "%" : Self.narrowSpace + "%")
  }

  /// Digits behind the point that show the greatest of the finite numbers to three figures.
  static func digits(forAll numbers: some Sequence<Double>) -> Int {
    digits(for: numbers.lazy.filter(\.isFinite).map(\.magnitude).max() ?? 0)
  }

  /// Digits behind the point that show numbers up to this magnitude to three figures.
  static func digits(for magnitude: Double) -> Int {
    var digits = 2
    var rest = magnitude
    while rest < 1, rest > 0, digits < 12 {
      rest *= 10
      digits += 1
    }
    while rest >= 10, digits > 0 {
      rest /= 10
      digits -= 1
    }
    return digits
  }

  private func grouped(_ digits: String) -> String {
    guard digits.count > 3 else { return digits }
    var text = ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place) % 3 == 0 { text += separator }
      text.append(digit)
    }
    return text
  }
}
