import ScoringKit
import Testing

@testable import ScoringKitFormats

@Suite struct PickleArrayTests {
  private func array(shape: [Int64], code: String, bytes: [UInt8]) throws -> PickleArray {
    try PickleReader.read(PickleWriter.pickle { $0.array(shape: shape, code: code, bytes: bytes) }).root
      .array()
  }

  private func refusal(_ body: () throws -> Void) -> ScoringError? {
    do {
      try body()
      return nil
    } catch {
      return error as? ScoringError
    }
  }

  @Test func `a shape that its bytes do not fill is refused`() {
    for shape in [
      [1_000_000_000], [1 << 32, 1 << 32], [Int64.max, 2], [-1], [3], [], [1, 1, 3],
      Array(repeating: 1, count: 65),
    ] as [[Int64]] {
      #expect(refusal { _ = try array(shape: shape, code: "u2", bytes: [1, 2, 3, 4]) } != nil, "\(shape)")
    }
    #expect(refusal { _ = try array(shape: [2], code: "u2", bytes: [1, 2, 3, 4]) } == nil)
    #expect(refusal { _ = try array(shape: [1_000_000_000], code: "S0", bytes: []) } != nil)
  }

  @Test func `an array without elements may have axes of any length`() throws {
    let array = try array(shape: [0, Int64.max, Int64.max], code: "f8", bytes: [])
    #expect(array.count == 0)
    #expect(try array.doubles().isEmpty)
  }

  @Test func `elements of another kind are refused, not converted`() throws {
    let half = try array(shape: [1], code: "f8", bytes: [0, 0, 0, 0, 0, 0, 0xE0, 0x3F])
    #expect(try half.doubles() == [0.5])
    #expect(refusal { _ = try half.integers() }?.message.contains("'f8'") == true)
    #expect(refusal { _ = try half.strings() } != nil)
    #expect(refusal { _ = try half.values() } != nil)
    #expect(refusal { _ = try half.booleans() } != nil)
    #expect(refusal { _ = try half.field("x") }?.message.contains("'x'") == true)
  }

  @Test func `an integer that cannot be held exactly is refused`() throws {
    let greatest = try array(shape: [1], code: "u8", bytes: Array(repeating: 0xFF, count: 8))
    #expect(refusal { _ = try greatest.integers() }?.code == .numberOutOfRange)
    #expect(refusal { _ = try greatest.doubles() }?.code == .numberOutOfRange)
  }

  @Test func `texts that are none are refused`() throws {
    let surrogate = try array(shape: [1], code: "U1", bytes: [0, 0xD8, 0, 0])
    #expect(refusal { _ = try surrogate.strings() }?.code == .malformedDocument)
    let notUTF8 = try array(shape: [1], code: "S1", bytes: [0xFF])
    #expect(refusal { _ = try notUTF8.strings() }?.code == .malformedDocument)
  }

  @Test func `a dtype that NumPy does not write is refused`() {
    for code in ["", "q8", "U", "U-1", "S99999999999", "V1x"] {
      #expect(refusal { _ = try array(shape: [0], code: code, bytes: []) } != nil, "\(code)")
    }
  }

  @Test func `dates and complex numbers are passed over until they are asked for`() throws {
    for code in ["M8", "c8"] {
      let array = try array(shape: [1], code: code, bytes: Array(repeating: 0, count: 8))
      #expect(array.dtype.kind == .other)
      #expect(refusal { _ = try array.doubles() } != nil)
    }
  }

  @Test func `the nodes of a tree are read by field, whatever lies between them`() throws {
    let tree = try PickleReader.read(PickleSample.named("DecisionTreeClassifier").bytes)
      .root.attribute("tree_")
    #expect(tree.className == "sklearn.tree._tree.Tree")
    #expect(try tree.arguments()[1].array().integers() == [2])
    let nodes = try tree.attribute("nodes").array()
    #expect(nodes.dtype.itemSize == 64)
    #expect(try nodes.field("left_child").integers() == [1, -1, -1])
    #expect(try nodes.field("threshold").doubles() == [0.5, -2, -2])
    #expect(try tree.attribute("values").array().shape == [3, 1, 2])
  }
}
