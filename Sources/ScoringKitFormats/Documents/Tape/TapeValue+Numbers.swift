internal import ScoringKit

extension TapeValue {
  /// The numbers of an array, each rounded once to float32; not always finite.
  ///
  /// - Parameter count: How many there must be; nil for any number.
  /// - Throws: ``ScoringError/Code/inconsistentDocument`` for another count,
  ///   ``ScoringError/Code/malformedDocument`` for what is no array of numbers,
  ///   ``ScoringError/Code/numberOutOfRange`` for a number beyond float32.
  func singles(count: Int? = nil) throws(ScoringError) -> [Float] {
    try requireNumbers(count: count)
    switch tape.encoding {
    case .json: return try writtenNumbers("a number within float32's range", read: Self.single)
    case .ubjson: return try UBJSONNumbers(tape.bytes, entry).singles(refusal: numberRefusal)
    }
  }

  /// The integers of an array; `true` and `false` are 1 and 0.
  ///
  /// - Parameters:
  ///   - type: What each must fit into.
  ///   - count: How many there must be; nil for any number.
  /// - Throws: As ``singles(count:)``.
  func integers<Number: FixedWidthInteger>(
    as type: Number.Type = Int32.self, count: Int? = nil
  ) throws(ScoringError) -> [Number] {
    try requireNumbers(count: count)
    switch tape.encoding {
    case .json:
      return try writtenNumbers("an integer of \(type.bitWidth) bits") { bytes, range in
        Self.integer(bytes, range).flatMap(Number.init(exactly:))
      }
    case .ubjson: return try UBJSONNumbers(tape.bytes, entry).integers(as: type, refusal: numberRefusal)
    }
  }

  /// The numbers of an array of a JSON document, each the nearest double.
  ///
  /// - Parameter count: How many there must be; nil for any number.
  /// - Throws: As ``singles(count:)``.
  func doubles(count: Int? = nil) throws(ScoringError) -> [Double] {
    try requireNumbers(count: count)
    return try writtenNumbers("a finite number", read: DecimalText.double)
  }

  /// A number of a JSON document, as the nearest double.
  func double() throws(ScoringError) -> Double {
    let bytes = tape.bytes
    guard entry.kind == .number, let number = DecimalText.double(bytes.span, entry.range) else {
      throw mismatch("a finite number")
    }
    return number
  }

  /// `true` or `false` in a JSON document.
  func boolean() throws(ScoringError) -> Bool {
    guard entry.kind == .boolean else { throw mismatch("true or false") }
    return tape.bytes[Int(entry.start)] == UInt8(ascii: "t")
  }

  /// An integer.
  func integer(in range: ClosedRange<Int>) throws(ScoringError) -> Int {
    guard entry.kind == .number else { throw mismatch("an integer") }
    let bytes = tape.bytes
    let integer =
      switch tape.encoding {
      case .json: DecimalText.integer(bytes.span, entry.range)
      case .ubjson: entry.type.flatMap { $0.integer(bytes.span, at: Int(entry.start)) }
      }
    guard let integer else { throw mismatch("an integer") }
    guard range.contains(integer) else {
      throw refusal(.numberOutOfRange, "expected an integer from \(range.lowerBound) to \(range.upperBound)")
    }
    return integer
  }

  /// Refuses what is no array of numbers, or one of another count.
  func requireNumbers(count: Int?) throws(ScoringError) {
    guard entry.kind == .array, Int(entry.next) == index + 1 else { throw mismatch("an array of numbers") }
    guard count == nil || Int(entry.count) == count else {
      throw refusal(.inconsistentDocument, "expected \(count ?? 0) numbers, found \(entry.count)")
    }
    // UBJSON's truths take no byte of the document.
    try tape.budget.spend(elements: Int(entry.count), ofBytes: MemoryLayout<Int64>.stride)
  }

  private func numberRefusal(_ element: Int, _ expected: String) -> ScoringError {
    refusal(.numberOutOfRange, "expected \(expected)", element: element)
  }

  /// Reads each number of a JSON array that the scan has passed.
  @inline(__always)
  private func writtenNumbers<Number>(
    _ expected: String, read: (Span<UInt8>, Range<Int>) -> Number?
  ) throws(ScoringError) -> [Number] {
    var numbers: [Number] = []
    numbers.reserveCapacity(Int(entry.count))
    let document = tape.bytes
    let bytes = document.span
    let end = Int(entry.end)
    var position = Int(entry.start)
    while position < end {
      guard !Self.separates(bytes[position]) else {
        position += 1
        continue
      }
      let start = position
      while position < end, !Self.separates(bytes[position]) { position += 1 }
      guard let number = read(bytes, start..<position) else { throw numberRefusal(numbers.count, expected) }
      numbers.append(number)
    }
    return numbers
  }

  @inline(__always)
  private static func separates(_ byte: UInt8) -> Bool { byte == UInt8(ascii: ",") || byte <= 0x20 }

  private static func single(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Float? {
    if let number = DecimalText.single(bytes, range) { return number }
    switch range.map({ bytes[$0] }) {
    case Array("NaN".utf8): return .nan
    case Array("Infinity".utf8): return .infinity
    case Array("-Infinity".utf8): return -.infinity
    default: return nil
    }
  }

  private static func integer(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    switch bytes[range.lowerBound] {
    case UInt8(ascii: "t"): 1
    case UInt8(ascii: "f"): 0
    default: DecimalText.integer(bytes, range)
    }
  }
}
