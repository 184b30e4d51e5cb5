internal import ScoringKit

/// The lines of a LightGBM text model, with their places.
struct LightGBMLines {
  /// One line: where it is, and where its parts are.
  struct Line {
    let number: Int
    /// Without the line's end; a carriage return before it is dropped, for files rewritten on Windows.
    let bytes: Range<Int>
    /// The position of the first `=`; nil where there is none.
    let equals: Int?

    var isEmpty: Bool { bytes.isEmpty }
    var location: ScoringError.Location { .line(number, byte: bytes.lowerBound) }
    /// What stands before the `=`, or the whole line.
    var key: Range<Int> { bytes.lowerBound..<(equals ?? bytes.upperBound) }
    /// What stands behind the `=`; empty where there is none.
    var value: Range<Int> { (equals.map { $0 + 1 } ?? bytes.upperBound)..<bytes.upperBound }
  }

  let bytes: [UInt8]
  private var position = 0
  private var number = 0

  /// What reading the document may still cost.
  let budget: ReadBudget

  init(_ bytes: [UInt8], budget: ReadBudget) {
    self.bytes = bytes
    self.budget = budget
  }

  /// Where the document ends.
  var end: ScoringError.Location { .line(number + 1, byte: bytes.count) }

  /// The next line; nil at the end.
  mutating func next() -> Line? {
    guard position < bytes.count else { return nil }
    let start = position
    let newline = TextScan.firstIndex(of: UInt8(ascii: "\n"), in: bytes.span, start..<bytes.count)
    var end = newline ?? bytes.count
    position = end + 1
    let equals = TextScan.firstIndex(of: UInt8(ascii: "="), in: bytes.span, start..<end)
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    number += 1
    return Line(number: number, bytes: start..<end, equals: equals)
  }

  /// The text of a range. A byte that is not UTF-8 becomes the replacement character.
  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// Whether a line's key is this text.
  func hasKey(_ line: Line, _ text: StaticString) -> Bool {
    line.key.count == text.utf8CodeUnitCount && self.text(line.key) == text.description
  }

  /// Whether a line is exactly this text.
  func isLine(_ line: Line, _ text: StaticString) -> Bool {
    line.bytes.count == text.utf8CodeUnitCount && self.text(line.bytes) == text.description
  }
}

extension LightGBMLines {
  /// Exactly `count` numbers, separated by spaces.
  func doubles(_ line: Line, count: Int) throws(ScoringError) -> [Double] {
    try tokens(line, count: count, next: Self.nextDouble) { bytes, token in DecimalText.double(bytes, token) }
  }

  /// As ``doubles(_:count:)``, soonest done where they are whole numbers of few digits.
  func counts(_ line: Line, count: Int) throws(ScoringError) -> [Double] {
    try tokens(line, count: count, next: Self.nextCount) { bytes, token in DecimalText.double(bytes, token) }
  }

  /// Exactly `count` numbers, separated by spaces; `inf` and `-inf` are numbers here. LightGBM writes them as
  /// thresholds (everything but a missing value goes one way) and as gains.
  func doublesOrInfinities(_ line: Line, count: Int) throws(ScoringError) -> [Double] {
    try tokens(line, count: count, next: Self.nextDouble) { bytes, token in
      DecimalText.double(bytes, token) ?? Self.infinity(bytes, token)
    }
  }

  private static func infinity(_ bytes: Span<UInt8>, _ token: Range<Int>) -> Double? {
    switch token.map({ bytes[$0] }) {
    case Array("inf".utf8): .infinity
    case Array("-inf".utf8): -.infinity
    default: nil
    }
  }

  /// Exactly `count` integers of 32 bits, separated by spaces.
  func integers(_ line: Line, count: Int) throws(ScoringError) -> [Int32] {
    try tokens(line, count: count, next: Self.nextInteger) { bytes, token in
      DecimalText.integer(bytes, token).flatMap(Int32.init(exactly:))
    }
  }

  /// Exactly `count` unsigned integers of 32 bits, separated by spaces.
  func words(_ line: Line, count: Int) throws(ScoringError) -> [UInt32] {
    try tokens(line, count: count, next: Self.nextInteger) { bytes, token in
      DecimalText.integer(bytes, token).flatMap(UInt32.init(exactly:))
    }
  }

  /// One integer.
  func integer(_ line: Line) throws(ScoringError) -> Int {
    guard let value = DecimalText.integer(bytes.span, line.value) else {
      throw ScoringError(.malformedDocument, "\(text(line.key)) must be one integer", at: line.location)
    }
    return value
  }

  /// How many texts a line holds, whatever they say.
  func tokenCount(_ line: Line) -> Int {
    TextScan.wordCount(in: bytes.span, line.value)
  }

  /// The texts of a line.
  func texts(_ line: Line) -> [String] {
    bytes[line.value].split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Reads each text of a line. Never makes room for more than the line can hold, whatever `count` was declared.
  ///
  /// - Parameters:
  ///   - next: The number at the beginning of a text and the place behind it, quickly; nil where it is not sure.
  ///   - read: The number that a whole text is.
  @inline(__always)
  private func tokens<Number>(
    _ line: Line, count: Int, next: (Span<UInt8>, Range<Int>) -> (number: Number, end: Int)?,
    read: (Span<UInt8>, Range<Int>) -> Number?
  ) throws(ScoringError) -> [Number] {
    var numbers: [Number] = []
    numbers.reserveCapacity(Swift.min(count, line.value.count / 2 + 1))
    let span = bytes.span
    let end = line.value.upperBound
    var index = line.value.lowerBound
    while index < end {
      guard span[index] != UInt8(ascii: " ") else {
        index += 1
        continue
      }
      if let (number, behind) = next(span, index..<end), behind == end || span[behind] == UInt8(ascii: " ") {
        numbers.append(number)
        index = behind
        continue
      }
      let start = index
      while index < end, span[index] != UInt8(ascii: " ") { index += 1 }
      guard let number = read(span, start..<index) else {
        throw ScoringError(
          .malformedDocument, "\(text(line.key)): element \(numbers.count) is not a number it can hold",
          at: .line(line.number, byte: start))
      }
      numbers.append(number)
    }
    guard numbers.count == count else {
      throw ScoringError(
        .inconsistentDocument, "\(text(line.key)): expected \(count) numbers, found \(numbers.count)",
        at: line.location)
    }
    return numbers
  }

  @inline(__always)
  private static func nextDouble(_ bytes: Span<UInt8>, _ range: Range<Int>) -> (number: Double, end: Int)? {
    guard let scan = DecimalScan(bytes, range), let number = scan.nearest else { return nil }
    return (number, scan.end)
  }

  @inline(__always)
  private static func nextCount(_ bytes: Span<UInt8>, _ range: Range<Int>) -> (number: Double, end: Int)? {
    guard let scan = IntegerScan(bytes, range) else { return nil }
    return (Double(scan.value), scan.end)
  }

  @inline(__always)
  private static func nextInteger<Number: FixedWidthInteger>(
    _ bytes: Span<UInt8>, _ range: Range<Int>
  ) -> (number: Number, end: Int)? {
    guard let scan = IntegerScan(bytes, range), let number = Number(exactly: scan.value) else { return nil }
    return (number, scan.end)
  }
}
