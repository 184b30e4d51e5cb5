import ScoringKit
import Testing

@testable import ScoringKitFormats

@Suite struct PickleLimitTests {
  private func refusal(_ body: () throws -> Void) -> ScoringError? {
    do {
      try body()
      return nil
    } catch {
      return error as? ScoringError
    }
  }

  @Test(arguments: [
    (PickleOpcode.mark, ScoringError.Code.malformedDocument), (.tuple1, .malformedDocument),
    (.emptyList, .documentTooLarge), (.none, .documentTooLarge),
  ])
  func `nesting and counting without end are refused`(opcode: PickleOpcode, code: ScoringError.Code) {
    let start: [UInt8] = [0x80, 4, PickleOpcode.emptyTuple.rawValue]
    let bytes = start + [UInt8](repeating: opcode.rawValue, count: 2_000_000)
    #expect(refusal { _ = try PickleReader.read(bytes) }?.code == code)
  }

  /// Tiny values, lists, notes in the memo, marks and tuples, made and dropped without end, of which the other limits
  /// count some at most.
  @Test(arguments: [
    [0x4E, 0x30], [0x5D, 0x30], [0x4E, 0x94, 0x30], [0x28, 0x31], [0x4E, 0x85, 0x30],
    [0x5D, 0x4E, 0x61, 0x30],
    [0x4E, 0x71, 0, 0x30], [0x4D, 5, 5, 0x30], [0x28, 0x4B, 1, 0x6C, 0x30],
  ])
  func `a flood of instructions is refused at the limit`(flood: [UInt8]) {
    var limits = PickleLimits()
    limits.instructionCount = 1000
    let start: [UInt8] = [0x80, 4]
    let rest = [[UInt8]](repeating: flood, count: 1000).joined()
    let error = refusal { _ = try PickleReader.read(start + rest + [0x4E, 0x2E], limits: limits) }
    #expect(error?.code == .documentTooLarge)
    #expect(error?.message.contains("more than 1000 instructions") == true)
    #expect((error?.location.byteOffset ?? .max) < 2100)
  }

  @Test func `the limits leave room for a forest of ten thousand trees`() {
    let limits = PickleLimits()
    // Per tree, as scikit-learn 1.9 writes it with protocol 0, the wordiest.
    #expect(limits.instructionCount > 10_000 * 242)
    #expect(limits.objectCount > 10_000 * 13)
    #expect(limits.containerCount > 10_000 * 7)
    #expect(limits.valueCount > 10_000 * 60)
  }

  @Test func `a memo's index beyond the instructions so far is refused`() {
    let byBinary: [UInt8] = [0x80, 4, 0x4E, 0x72, 0xFF, 0xFF, 0xFF, 0xFF, 0x2E]
    #expect(refusal { _ = try PickleReader.read(byBinary) }?.code == .malformedDocument)
    let byText = Array("Np99999999999999999\n.".utf8)
    #expect(refusal { _ = try PickleReader.read(byText) }?.code == .malformedDocument)
  }

  @Test(arguments: [PickleOpcode.binunicode8, .binbytes8, .bytearray8, .frame])
  func `a length beyond the document is refused`(opcode: PickleOpcode) {
    for length in [[4, 0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 1, 0, 0], Array(repeating: 0xFF, count: 8)] {
      let bytes: [UInt8] = [0x80, 5, opcode.rawValue] + length.map { UInt8($0) } + [0x61, 0x62, 0x2E]
      #expect(refusal { _ = try PickleReader.read(bytes) }?.code == .truncatedDocument)
    }
  }

  /// Sixty lists, each holding the one before twice: 2⁶⁰ values as a tree.
  private static let memoBomb = PickleWriter.pickle {
    $0.add(.emptyList, .memoize)
    for level in 0..<60 as Range<UInt8> {
      $0.add(.pop, .emptyList, .mark)
      $0.get(level)
      $0.get(level)
      $0.add(.appends, .memoize)
    }
  }

  private func count(_ value: PickleValue) throws -> Int {
    try value.elements().reduce(1) { try $0 + count($1) }
  }

  @Test func `values shared again and again are held once, and a walk through them ends`() throws {
    let document = try PickleReader.read(Self.memoBomb)
    #expect(document.arena.nodes.count < 400)
    #expect(refusal { _ = try count(document.root) }?.code == .documentTooLarge)
    #expect(try PickleReader.read(Self.memoBomb).objects { _ in true }.isEmpty)
  }

  @Test func `a value that holds itself can be read, and a walk through it ends`() throws {
    let bytes = PickleWriter.pickle {
      $0.add(.emptyList, .memoize)
      $0.get(0)
      $0.add(.append)
    }
    let document = try PickleReader.read(bytes)
    #expect(try document.root.elements()[0].elements()[0].elements().count == 1)
    #expect(refusal { _ = try count(document.root) }?.code == .malformedDocument)
    #expect(try document.objects { _ in true }.isEmpty)
  }

  @Test func `an array shared again and again is not unpacked again without end`() throws {
    let bytes = PickleWriter.pickle {
      $0.array(shape: [25], code: "f8", bytes: Array(repeating: 0, count: 200))
    }
    let budget = ReadBudget(ReadLimits(maximumMemory: 1 << 20), byteCount: bytes.count)
    let root = try PickleReader.read(bytes, budget: budget).root
    let unpacked = refusal { for _ in 0..<10_000 { _ = try root.array().doubles() } }
    #expect(unpacked?.code == .documentTooLarge)
  }

  @Test func `each limit is kept`() {
    var limits = PickleLimits()
    let bytes = PickleWriter.pickle { $0.array(shape: [1], code: "u1", bytes: [7]) }
    #expect(refusal { _ = try PickleReader.read(bytes, limits: limits) } == nil)
    for limit in [
      \PickleLimits.byteCount, \.instructionCount, \.valueCount, \.objectCount, \.cellCount, \.globalCount,
      \.stackCount,
      \.markCount, \.depth,
    ] as [WritableKeyPath<PickleLimits, Int> & Sendable] {
      limits = PickleLimits()
      limits[keyPath: limit] = 1
      #expect(refusal { _ = try PickleReader.read(bytes, limits: limits) } != nil)
    }
  }
}
