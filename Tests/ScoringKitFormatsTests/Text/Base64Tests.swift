import Foundation
import ScoringKit
import ScoringKitTestSupport
import Testing

@testable import ScoringKitFormats

@Suite struct Base64Tests {
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
    ("foobar", "Zm9vYmFy"),
  ])
  func `the examples of RFC 4648 hold both ways`(plain: String, encoded: String) throws {
    #expect(Base64.text(Array(plain.utf8)) == encoded)
    #expect(try Base64.bytes(encoded) == Array(plain.utf8))
  }

  @Test func `bytes of every length and value are written as Foundation writes them, and come back`() throws {
    var generator = SplitMix64(seed: 5)
    for count in 0..<300 {
      let bytes = (0..<count).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
      #expect(Base64.text(bytes) == Data(bytes).base64EncodedString())
      #expect(try Base64.bytes(Base64.text(bytes)) == bytes)
    }
  }

  @Test(arguments: [
    "Z", "Zg", "Zg=", "Zm9vYg", "====", "Z===", "=Zg=", "Zg==Zg==", "Zm=v", "Zm9 ", "Zm9v\n", "Zm9v\r\nZm9v",
    "Zm9-",
    "Zm9_", "Zm9é", "Zh==", "Zm9=", "Zm8=====", "\u{0}\u{0}\u{0}\u{0}",
  ])
  func `anything else is refused`(text: String) {
    let error = #expect(throws: ScoringError.self) { try Base64.bytes(text) }
    #expect(error?.code == .malformedDocument)
  }

  @Test func `a text that is read is the one that its bytes are written as`() {
    var generator = SplitMix64(seed: 6)
    let characters = Array("AZaz09+/=Qg")
    var readCount = 0
    for _ in 0..<20_000 {
      let text = String((0..<4).map { _ in characters[Int(generator.next() % UInt64(characters.count))] })
      guard let bytes = try? Base64.bytes(text) else { continue }
      readCount += 1
      #expect(Base64.text(bytes) == text)
    }
    #expect(readCount > 1000)
  }
}
