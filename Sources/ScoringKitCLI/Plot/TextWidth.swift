/// How wide a text will be, without its font: the widths of DejaVu Sans, the widest of the usual fonts.
enum TextWidth {
  private static let ellipsis = "\u{2026}"

  /// The width of a text at a font size, in the same units.
  static func of(_ text: String, size: Double) -> Double {
    size * text.unicodeScalars.reduce(0) { $0 + width($1) }
  }

  /// The text, or as much of its beginning and end as fits with an ellipsis between them: names often differ in
  /// their last characters only.
  static func clip(_ text: String, to width: Double, size: Double) -> String {
    guard of(text, size: size) > width else { return text }
    let room = width - of(ellipsis, size: size)
    let tail = String(prefix(text.reversed(), within: room * 0.35, size: size).reversed())
    return String(prefix(text, within: room - of(tail, size: size), size: size)) + ellipsis + tail
  }

  private static func prefix(
    _ characters: some Sequence<Character>, within width: Double, size: Double
  ) -> [Character] {
    var remaining = width
    return Array(
      characters.prefix { character in
        remaining -= of(String(character), size: size)
        return remaining >= 0
      })
  }

  /// In units of the font size.
  private static func width(_ scalar: Unicode.Scalar) -> Double {
    switch scalar {
    case "i", "j", "l", "I", "'", "|": 0.31
    case " ", ".", ",", ":", ";", "\u{A0}", "\u{202F}": 0.34
    case "f", "r", "t", "(", ")", "[", "]", "-", "/", "!", "\"": 0.42
    case "m", "w", "M", "W", "@", "%", "\u{2026}": 1
    case "A"..."Z", "+", "=", "<", ">", "\u{2212}": 0.8
    case "\u{2E80}"...: 1.1
    default: 0.65
    }
  }
}
