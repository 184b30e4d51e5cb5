/// Builds CSV text: cells quoted where they must be, lines ended by a line feed.
struct CSVWriter {
  private static let comma = UInt8(ascii: ",")
  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  private var bytes: [UInt8] = []
  private var isInsideRow = false

  /// Adds a cell of a text, as UTF-8.
  mutating func append(_ text: String) { append(Array(text.utf8)) }

  /// Adds a cell of bytes; nothing about them changes when they are read again.
  mutating func append(_ text: [UInt8]) {
    separate()
    guard text.contains(where: Self.needsQuotes) else {
      bytes += text
      return
    }
    bytes.append(Self.quote)
    for byte in text {
      if byte == Self.quote { bytes.append(Self.quote) }
      bytes.append(byte)
    }
    bytes.append(Self.quote)
  }

  /// Adds a cell of a number: the shortest text that reads back to the same bits.
  mutating func append(_ number: Double) {
    separate()
    bytes += number.description.utf8
  }

  /// Adds a cell of a whole number.
  mutating func append(_ number: Int) {
    separate()
    bytes += number.description.utf8
  }

  /// Ends the line.
  mutating func endRow() {
    bytes.append(Self.lineFeed)
    isInsideRow = false
  }

  /// Hands over what was written since the last time.
  mutating func take() -> [UInt8] {
    defer { bytes.removeAll() }
    return bytes
  }

  private mutating func separate() {
    if isInsideRow { bytes.append(Self.comma) }
    isInsideRow = true
  }

  private static func needsQuotes(_ byte: UInt8) -> Bool {
    byte == comma || byte == quote || byte == lineFeed || byte == carriageReturn
  }
}
