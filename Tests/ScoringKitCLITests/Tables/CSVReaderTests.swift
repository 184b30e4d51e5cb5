import ScoringKit
import Testing

@testable import ScoringKitCLI

struct CSVReaderTests {
  /// Every way the pieces can fall on the text.
  private static let pieceSizes = [1, 2, 3, 5, 1 << 16]

  @Test(arguments: pieceSizes)
  func `quoted cells hold commas, line ends and doubled quotes`(pieceSize: Int) throws {
    let text = "a,\"b,\"\"c\"\"\",d\r\n\"1\n2\",\"\",\"x\r\ny\"\r\n"
    #expect(
      try CSVReader.records(text, pieceSize: pieceSize) == [["a", "b,\"c\"", "d"], ["1\n2", "", "x\r\ny"]])
  }

  @Test(arguments: pieceSizes)
  func `the last line need not end, and may end in an empty cell`(pieceSize: Int) throws {
    #expect(try CSVReader.records("a,b\n1,", pieceSize: pieceSize) == [["a", "b"], ["1", ""]])
    #expect(try CSVReader.records("a,b\n1,\"\"", pieceSize: pieceSize) == [["a", "b"], ["1", ""]])
  }

  @Test(arguments: pieceSizes)
  func `a byte order mark is no part of the first cell`(pieceSize: Int) throws {
    #expect(try CSVReader.records("\u{FEFF}\"a\",b\n", pieceSize: pieceSize) == [["a", "b"]])
    #expect(try CSVReader.records("\u{FEFF}", pieceSize: pieceSize) == [])
    // The fullwidth letter begins with the mark's first byte.
    #expect(try CSVReader.records("\u{FF21}", pieceSize: pieceSize) == [["\u{FF21}"]])
  }

  @Test func `spaces belong to their cell and an empty line is one empty cell`() throws {
    #expect(try CSVReader.records(" a , b\n\n") == [[" a ", " b"], [""]])
  }

  @Test(
    arguments: [
      ([0xFF, 0xFE, 0x61, 0], "UTF-16"), ([0xFE, 0xFF, 0, 0x61], "UTF-16"), ([0x61, 0, 0x2C, 0], "UTF-16"),
      ([0, 0x61, 0, 0x2C], "UTF-16"), ([0x50, 0x4B, 3, 4], "workbook"), ([0x1F, 0x8B, 8, 0], "compressed"),
      (Array("PAR1".utf8), "Parquet"),
    ] as [([UInt8], String)])
  func `what is no UTF-8 text is refused for what it is`(bytes: [UInt8], what: String) throws {
    for pieceSize in [1, 2, 4] {
      let error = try #require(throws: ScoringError.self) {
        try CSVReader(bytes: bytes + [0x0A], pieceSize: pieceSize)
      }
      #expect(error.code == .malformedDocument)
      #expect(error.message.contains(what))
    }
  }

  @Test func `no bytes are no records`() throws { #expect(try CSVReader.records("") == []) }

  @Test(arguments: [
    ("a,b\nc\"d,e\n", ScoringError.Code.malformedDocument, 2, "column 1"),
    ("a,b\n1,\"2\"3\n", .malformedDocument, 2, "column 2"),
    ("a,b\n1,2\r3,4\n", .malformedDocument, 2, "column 2"),
    ("a,b\n1,2\r", .malformedDocument, 2, "column 2"),
    ("a,b\n\"1\n2\",3\n4,\"5\n6\n", .truncatedDocument, 4, "column 2"),
  ])
  func `broken grammar is refused with its line and column`(
    text: String, code: ScoringError.Code, line: Int, column: String
  ) throws {
    for pieceSize in Self.pieceSizes {
      let error = try #require(throws: ScoringError.self) {
        try CSVReader.records(text, pieceSize: pieceSize)
      }
      #expect(error.code == code)
      guard case .line(line, _) = error.location else {
        Issue.record("\(error) is not at line \(line)")
        return
      }
      #expect(error.message.hasPrefix(column))
    }
  }

  @Test func `an error's byte offset is its line's first byte`() throws {
    let error = try #require(throws: ScoringError.self) {
      try CSVReader.records("a\r\n\"b\nc\"\nd\"\n", pieceSize: 2)
    }
    #expect(error.location == .line(4, byte: 9))
  }

  @Test func `a quote left open does not read without end`() throws {
    var reader = try CSVReader { () throws(ScoringError) in
      [UInt8](repeating: UInt8(ascii: "\""), count: 1 << 16)
    }
    var record = CSVRecord()
    let error = try #require(throws: ScoringError.self) { try reader.next(into: &record) }
    #expect(error.code == .documentTooLarge)
  }

  @Test func `a line of commas does not read without end`() throws {
    var reader = try CSVReader { () throws(ScoringError) in
      [UInt8](repeating: UInt8(ascii: ","), count: 1 << 16)
    }
    var record = CSVRecord()
    let error = try #require(throws: ScoringError.self) { try reader.next(into: &record) }
    #expect(error.code == .documentTooLarge)
  }

  @Test func `what the writer writes the reader reads, whatever the bytes`() throws {
    var random = SystemRandomNumberGenerator()
    let alphabet: [UInt8] = Array("ab ,\"\r\n;".utf8) + [0, 0xFF, 0xC3]
    for _ in 0..<300 {
      let cells = (0..<Int.random(in: 1...4, using: &random)).map { _ in
        (0..<Int.random(in: 0...5, using: &random)).compactMap { _ in alphabet.randomElement(using: &random) }
      }
      var writer = CSVWriter()
      // Null at the beginning would be UTF-16.
      writer.append(Array("title".utf8))
      writer.endRow()
      for cell in cells { writer.append(cell) }
      writer.endRow()
      var reader = try CSVReader(bytes: writer.take(), pieceSize: Int.random(in: 1...4, using: &random))
      var record = CSVRecord()
      #expect(try reader.next(into: &record))
      #expect(record.text(0) == "title")
      #expect(try reader.next(into: &record))
      #expect((0..<record.count).map { Array(record.bytes[record.range($0)]) } == cells)
      #expect(try reader.next(into: &record) == false)
    }
  }
}
