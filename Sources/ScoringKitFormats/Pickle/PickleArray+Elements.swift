internal import ScoringKit

extension PickleArray {
  /// The elements as doubles: numbers of any type and truths; an integer that no double equals is refused.
  func doubles() throws(ScoringError) -> [Double] {
    switch (dtype.kind, dtype.itemSize) {
    case (.float, 8): return try unpack(UInt64.self) { Double(bitPattern: $0) }
    case (.float, 4): return try unpack(UInt32.self) { Double(Float(bitPattern: $0)) }
    case (.float, 2): return try unpack(UInt16.self) { Double(Float16(bitPattern: $0)) }
    case (.signedInteger, 8): return try unpack(UInt64.self) { Double(exactly: Int64(bitPattern: $0)) }
    case (.unsignedInteger, 8): return try unpack(UInt64.self) { Double(exactly: $0) }
    case (.object, _):
      return try convert { value throws(ScoringError) in try value.double() }
    default: return try integers().map(Double.init)
    }
  }

  /// The elements as integers: integers of any type and truths.
  func integers() throws(ScoringError) -> [Int] {
    switch (dtype.kind, dtype.itemSize) {
    case (.boolean, _): return try unpack(UInt8.self) { $0 == 0 ? 0 : 1 }
    case (.signedInteger, 1): return try unpack(UInt8.self) { Int(Int8(bitPattern: $0)) }
    case (.signedInteger, 2): return try unpack(UInt16.self) { Int(Int16(bitPattern: $0)) }
    case (.signedInteger, 4): return try unpack(UInt32.self) { Int(Int32(bitPattern: $0)) }
    case (.signedInteger, 8): return try unpack(UInt64.self) { Int(Int64(bitPattern: $0)) }
    case (.unsignedInteger, 1): return try unpack(UInt8.self) { Int($0) }
    case (.unsignedInteger, 2): return try unpack(UInt16.self) { Int($0) }
    case (.unsignedInteger, 4): return try unpack(UInt32.self) { Int($0) }
    case (.unsignedInteger, 8): return try unpack(UInt64.self) { Int(exactly: $0) }
    case (.object, _):
      return try convert { value throws(ScoringError) in try value.integer() }
    default: throw mismatch("integers")
    }
  }

  /// The elements of an array of truths.
  func booleans() throws(ScoringError) -> [Bool] {
    switch dtype.kind {
    case .boolean: return try unpack(UInt8.self) { $0 != 0 }
    case .object:
      return try convert { value throws(ScoringError) in try value.boolean() }
    default: throw mismatch("booleans")
    }
  }

  /// The elements as texts, without the zeros they are padded with.
  func strings() throws(ScoringError) -> [String] {
    var strings: [String] = []
    switch (dtype.kind, storage) {
    case (.text, .bytes(let bytes)):
      try source.document.budget.spend(elements: count, ofBytes: 16 + dtype.itemSize)
      try forEachOffset { offset throws(ScoringError) in
        strings.append(try text(bytes.span, offset))
      }
    case (.bytes, .bytes(let bytes)):
      try source.document.budget.spend(elements: count, ofBytes: 16 + dtype.itemSize)
      try forEachOffset { offset throws(ScoringError) in
        let start = bytes.startIndex + offset
        var content = bytes[start..<start + dtype.itemSize]
        while content.last == 0 { content.removeLast() }
        guard let string = String(validating: content, as: UTF8.self) else {
          throw source.refusal(.malformedDocument, "a text of the array is not UTF-8")
        }
        strings.append(string)
      }
    case (.object, _): strings = try convert { value throws(ScoringError) in try value.string() }
    default: throw mismatch("texts")
    }
    return strings
  }

  /// The elements of an array of Python's values.
  func values() throws(ScoringError) -> [PickleValue] {
    guard case .values(let values) = storage else { throw mismatch("Python objects") }
    return values
  }

  /// The elements of an array of Python's values, one of which may be an array again, or this one.
  private func convert<Element>(
    _ element: (PickleValue) throws(ScoringError) -> Element
  ) throws(ScoringError) -> [Element] {
    try source.document.nested(work: 1) { () throws(ScoringError) in
      var elements: [Element] = []
      for value in try values() { elements.append(try element(value)) }
      return elements
    }
  }

  private func mismatch(_ expected: String) -> ScoringError {
    source.refusal(
      .inconsistentDocument, "expected an array of \(expected), found one of dtype '\(dtype.code)'")
  }

  private func unpack<Word: FixedWidthInteger & UnsignedInteger, Element>(
    _ word: Word.Type, _ convert: (Word) -> Element?
  ) throws(ScoringError) -> [Element] {
    guard case .bytes(let bytes) = storage else { throw mismatch("numbers") }
    // Together with the doubles or integers they may become.
    try source.document.budget.spend(elements: count, ofBytes: MemoryLayout<Element>.stride + 8)
    let span = bytes.span
    var elements: [Element] = []
    elements.reserveCapacity(count)
    try forEachOffset { offset throws(ScoringError) in
      let word = Self.word(Word.self, span.extracting(offset..<offset + MemoryLayout<Word>.size))
      guard let element = convert(dtype.isBigEndian ? word.byteSwapped : word) else {
        throw source.refusal(
          .numberOutOfRange, "element \(elements.count) of the array cannot be held exactly")
      }
      elements.append(element)
    }
    return elements
  }

  @inline(__always)
  private static func word<Word: FixedWidthInteger>(_ type: Word.Type, _ bytes: Span<UInt8>) -> Word {
    var word: Word = 0
    for index in 0..<MemoryLayout<Word>.size { word |= Word(bytes[index]) << Word(8 * index) }
    return word
  }

  private func text(_ bytes: Span<UInt8>, _ offset: Int) throws(ScoringError) -> String {
    var scalars = String.UnicodeScalarView()
    var zeros = 0
    for place in stride(from: offset, to: offset + dtype.itemSize, by: 4) {
      let word = Self.word(UInt32.self, bytes.extracting(place..<place + 4))
      guard let scalar = Unicode.Scalar(dtype.isBigEndian ? word.byteSwapped : word) else {
        throw source.refusal(.malformedDocument, "a text of the array holds what is no character")
      }
      if scalar.value == 0 {
        zeros += 1
      } else {
        // Zeros before the last character belong to the text.
        for _ in 0..<zeros { scalars.append(Unicode.Scalar(0 as UInt8)) }
        zeros = 0
        scalars.append(scalar)
      }
    }
    return String(scalars)
  }
}
