/// Measured numbers as a person reads them: three digits and a unit.
enum Quantity {
  /// Seconds, as µs, ms or s.
  static func time(_ seconds: Double) -> String {
    if seconds < 1e-3 { return number(seconds * 1e6) + " µs" }
    return seconds < 1 ? number(seconds * 1e3) + " ms" : number(seconds) + " s"
  }

  /// Bytes, as B, kB or MB of powers of ten.
  static func bytes(_ count: Int) -> String {
    if count < 1000 { return "\(count) B" }
    return count < 1_000_000 ? number(Double(count) / 1e3) + " kB" : number(Double(count) / 1e6) + " MB"
  }

  /// A number with two decimals below 10, one below 100, otherwise none.
  static func number(_ value: Double) -> String {
    if value >= 99.95 { return count(value) }
    let isSmall = value < 9.995
    guard let digits = Int(exactly: (value * (isSmall ? 100 : 10)).rounded()) else { return "\(value)" }
    let unit = isSmall ? 100 : 10
    let decimals = "\(digits % unit)"
    return "\(digits / unit)." + String(repeating: "0", count: (isSmall ? 2 : 1) - decimals.count) + decimals
  }

  /// A whole number, in groups of three digits.
  static func count(_ value: Double) -> String {
    guard let whole = Int(exactly: value.rounded()) else { return "\(value)" }
    var text = ""
    for (index, digit) in "\(whole)".reversed().enumerated() {
      if index > 0, index % 3 == 0 { text.append(" ") }
      text.append(digit)
    }
    return String(text.reversed())
  }
}
