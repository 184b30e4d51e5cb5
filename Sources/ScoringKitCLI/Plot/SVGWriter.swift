/// Builds a self-contained SVG picture: no script, no link, no font but what the reader's machine has.
///
/// Every text is escaped here, wherever it comes from: a feature's name cannot become markup.
struct SVGWriter {
  /// Where a text lies against its place.
  enum Anchor: String {
    case start, middle, end
  }

  private static let fonts = "Arial, Helvetica, 'Liberation Sans', 'DejaVu Sans', sans-serif"

  private var text = ""

  /// Begins a picture.
  ///
  /// - Parameters:
  ///   - title: What it shows, for who cannot see it.
  ///   - language: The language of its words.
  init(width: Double, height: Double, title: String, language: Language) {
    let (width, height) = (Self.number(width), Self.number(height))
    text = """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" \
      viewBox="0 0 \(width) \(height)" font-family="\(Self.fonts)" role="img" \
      xml:lang="\(language.rawValue)">
      <title>\(Self.escaped(title))</title>
      <rect width="\(width)" height="\(height)" fill="#ffffff"/>

      """
  }

  /// A filled rectangle.
  mutating func rectangle(x: Double, y: Double, width: Double, height: Double, fill: String) {
    text += "<rect x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" width=\"\(Self.number(width))\" "
    text += "height=\"\(Self.number(height))\" fill=\"\(fill)\"/>\n"
  }

  /// A straight line.
  mutating func line(
    x1: Double, y1: Double, x2: Double, y2: Double, stroke: String, width: Double = 1, dashes: String? = nil
  ) {
    text += "<path d=\"M\(Self.number(x1)) \(Self.number(y1))L\(Self.number(x2)) \(Self.number(y2))\" "
    text += "stroke=\"\(stroke)\" stroke-width=\"\(Self.number(width))\""
    text += (dashes.map { " stroke-dasharray=\"\($0)\"" } ?? "") + "/>\n"
  }

  /// Round dots of one colour.
  mutating func dots(_ places: [(x: Double, y: Double)], diameter: Double, fill: String) {
    guard !places.isEmpty else { return }
    // A line of almost no length with round ends takes a fifth of the bytes of a circle.
    let path = places.map { "M\(Self.number($0.x)) \(Self.number($0.y))h.01" }.joined()
    text += "<path d=\"\(path)\" stroke=\"\(fill)\" stroke-width=\"\(Self.number(diameter))\" "
    text += "stroke-linecap=\"round\" fill=\"none\"/>\n"
  }

  /// A line of text, cut with an ellipsis where it is wider than allowed; the whole of it shows under a pointer.
  mutating func label(
    _ content: String, x: Double, y: Double, size: Double, fill: String = Palette.text,
    anchor: Anchor = .start, isBold: Bool = false, width: Double = .infinity
  ) {
    let visible = Self.visible(content)
    let clipped = TextWidth.clip(visible, to: width, size: isBold ? size * 1.1 : size)
    text += "<text x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" font-size=\"\(Self.number(size))\" "
    text += "fill=\"\(fill)\""
    if anchor != .start { text += " text-anchor=\"\(anchor.rawValue)\"" }
    if isBold { text += " font-weight=\"bold\"" }
    text += ">\(Self.escaped(clipped))"
    if clipped != visible { text += "<title>\(Self.escaped(visible))</title>" }
    text += "</text>\n"
  }

  /// A line of text that rises to its place at its end, for names below an axis.
  mutating func slantedLabel(_ content: String, x: Double, y: Double, size: Double, width: Double) {
    text += "<g transform=\"rotate(-35 \(Self.number(x)) \(Self.number(y)))\">"
    label(content, x: x, y: y, size: size, anchor: .end, width: width)
    text += "</g>\n"
  }

  /// The finished picture.
  func bytes() -> [UInt8] { Array((text + "</svg>\n").utf8) }

  /// A text as XML content and attribute: what XML gives a meaning is escaped.
  static func escaped(_ content: String) -> String {
    var escaped = ""
    for scalar in visible(content).unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// A text in which what cannot be seen, is not allowed in XML, or turns the direction of writing has become a
  /// replacement character, and white space a space.
  private static func visible(_ content: String) -> String {
    var visible = ""
    for scalar in content.unicodeScalars {
      switch scalar.value {
      case 0x09, 0x0A, 0x0D: visible += " "
      case 0..<0x20, 0x7F...0x9F, 0x61C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFFFE...0xFFFF:
        visible += "\u{FFFD}"
      default: visible.unicodeScalars.append(scalar)
      }
    }
    return visible
  }

  /// A coordinate to a tenth of a pixel; 0 for what no picture reaches and for what is no number.
  private static func number(_ value: Double) -> String {
    guard value.magnitude < 1e6 else { return "0" }
    let tenths = Int((value * 10).rounded())
    let sign = tenths < 0 ? "-" : ""
    let (whole, tenth) = tenths.magnitude.quotientAndRemainder(dividingBy: 10)
    return tenth == 0 ? "\(sign)\(whole)" : "\(sign)\(whole).\(tenth)"
  }
}
