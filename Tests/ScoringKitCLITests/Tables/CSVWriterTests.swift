import Testing

@testable import ScoringKitCLI

struct CSVWriterTests {
  @Test func `a cell is quoted only where it must be`() {
    var writer = CSVWriter()
    for text in ["plain", "a,b", "say \"x\"", "two\nlines", ""] { writer.append(text) }
    writer.endRow()
    #expect(
      String(decoding: writer.take(), as: UTF8.self) == "plain,\"a,b\",\"say \"\"x\"\"\",\"two\nlines\",\n")
  }

  @Test func `a number reads back to the same bits`() throws {
    for number in [0.1, 1.0 / 3, -0.0, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 1e22, -.infinity] {
      var writer = CSVWriter()
      writer.append(number)
      let text = String(decoding: writer.take(), as: UTF8.self)
      #expect(try #require(Double(text)).bitPattern == number.bitPattern)
    }
  }

  @Test func `what was taken is not given again`() {
    var writer = CSVWriter()
    writer.append(1)
    writer.endRow()
    #expect(writer.take() == Array("1\n".utf8))
    #expect(writer.take().isEmpty)
  }
}
