import ScoringKit
import Testing

@testable import ScoringKitFormats

@Suite struct PickleSampleTests {
  @Test(arguments: PickleSample.names)
  func `every sample reads as Python reads it`(name: String) throws {
    let sample = PickleSample.named(name)
    #expect(PickleReader.recognises(sample.bytes))
    let document = try PickleReader.read(sample.bytes)
    #expect(try PickleOutline.text(document.root) == sample.outline)
  }

  @Test(arguments: PickleSample.names)
  func `a sample cut short is refused`(name: String) throws {
    let bytes = PickleSample.named(name).bytes
    // A hundred places, among them the first and the last.
    for count in stride(from: bytes.count - 1, through: 0, by: -max(1, bytes.count / 100)) + [0] {
      let cut = Array(bytes[..<count])
      #expect(throws: ScoringError.self) { try PickleReader.read(cut) }
    }
  }

  @Test(arguments: PickleSample.names)
  func `a byte behind the end is refused`(name: String) throws {
    let bytes = PickleSample.named(name).bytes + [1]
    #expect { try PickleReader.read(bytes) } throws: { ($0 as? ScoringError)?.code == .malformedDocument }
  }

  @Test func `other formats are not taken for pickles`() {
    for text in ["", "tree\nversion=v4\n", "{\"a\": 1}", "[1]", "(", "\u{78}y", "{L"] {
      #expect(!PickleReader.recognises(Array(text.utf8)))
    }
  }

  @Test func `trained models ask to call only what is known`() throws {
    for name in ["DecisionTreeClassifier", "LogisticRegression-joblib", "arrays-protocol-0"] {
      try PickleReader.read(PickleSample.named(name).bytes).requireKnownCallables()
    }
  }
}
