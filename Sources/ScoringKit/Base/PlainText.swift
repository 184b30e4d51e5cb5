/// A text of a document's or a caller's as a line for a person may hold it.
///
/// A name may hold line ends that forge a line of a log, escapes that steer a terminal, and controls that turn the
/// direction of writing; and it may have a megabyte.
package enum PlainText {
  private static let ellipsis = "\u{2026}"

  /// The text on one line, escaped and no longer than a number of bytes of UTF-8, cut in its middle.
  ///
  /// Applied twice it changes nothing more.
  package static func line(_ text: String, limit: Int) -> String {
    // Cut first, or a name of a gigabyte would be escaped for nothing.
    shortened(escaped(shortened(text, limit: limit)), limit: limit)
  }

  /// The text with what cannot be seen written out: a line feed as `\n`, a right-to-left override as `\u{202E}`.
  ///
  /// Written out are Unicode's control and format characters and its separators of lines and paragraphs.
  package static func escaped(_ text: String) -> String {
    // Most names are plain ASCII.
    guard text.utf8.contains(where: { $0 < 0x20 || $0 > 0x7E }) else { return text }
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": escaped += "\\n"
      case "\r": escaped += "\\r"
      case "\t": escaped += "\\t"
      case _ where isUnseen(scalar):
        escaped += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// The text, or its beginning and end with an ellipsis between them.
  package static func shortened(_ text: String, limit: Int) -> String {
    let bytes = text.utf8
    guard bytes.count > limit else { return text }
    let room = max(limit - ellipsis.utf8.count, 0)
    var end = bytes.index(bytes.startIndex, offsetBy: room - room / 2)
    while UTF8.isContinuation(bytes[end]) { end = bytes.index(before: end) }
    var start = bytes.index(bytes.endIndex, offsetBy: -(room / 2))
    while start < bytes.endIndex, UTF8.isContinuation(bytes[start]) { start = bytes.index(after: start) }
    return String(text[..<end]) + ellipsis + String(text[start...])
  }

  /// Whether a character has no picture of its own, or changes that of others.
  package static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
    if (0x20..<0x7F).contains(scalar.value) { return false }
    return switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}
