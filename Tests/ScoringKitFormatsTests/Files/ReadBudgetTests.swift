import ScoringKit
import ScoringKitTestSupport
import Testing

@testable import ScoringKitFormats

@Suite struct ReadBudgetTests {
  @Test func `a document is granted a fixed amount and a share for each of its bytes`() {
    let limits = ReadLimits()
    #expect(limits.work(ofBytes: 0) == 10_000_000)
    #expect(limits.work(ofBytes: 1000) == 10_016_000)
    #expect(limits.memory(ofBytes: 0) == 268_435_456)
    #expect(limits.memory(ofBytes: 1000) == 268_499_456)
    #expect(limits.work(ofBytes: .max) == .max && limits.memory(ofBytes: .max) == .max)
    let stated = ReadLimits(maximumWork: 7, maximumMemory: 9)
    #expect(stated.work(ofBytes: 1000) == 7 && stated.memory(ofBytes: 1000) == 9)
  }

  @Test func `all of it can be spent, and not one unit more`() throws {
    let budget = ReadBudget(ReadLimits(maximumWork: 5, maximumMemory: 70), byteCount: 3)
    try budget.spend(work: 3)
    try budget.spend(work: 2)
    try budget.spend(work: 0)
    try budget.spend(elements: 7, ofBytes: 10)
    try budget.requireKept()
    let error = refusedWith { try budget.spend(work: 1) }
    #expect(error?.code == .documentTooLarge)
    #expect(error?.message.contains("more than 5 steps") == true)
    #expect(error?.message.contains("3 bytes") == true)
    #expect(error?.message.contains("maximumWork") == true)
  }

  @Test func `whoever goes on after a refusal is refused again, and so is the document`() throws {
    let budget = ReadBudget(ReadLimits(maximumMemory: 100), byteCount: 1)
    let first = refusedWith { try budget.spend(memory: 101) }
    #expect(first?.message.contains("maximumMemory") == true)
    #expect(refusedWith { try budget.spend(memory: 0) } == first)
    #expect(refusedWith { try budget.spend(work: 0) } == first)
    #expect(refusedWith { try budget.requireKept() } == first)
  }

  @Test(arguments: [Int.max, Int.max / 2, 1 << 40])
  func `what no memory holds is refused and does not overflow`(count: Int) {
    var budget: ReadBudget { ReadBudget(ReadLimits(), byteCount: 0) }
    #expect(refusedWith { try budget.spend(elements: count, ofBytes: 1 << 30) }?.code == .documentTooLarge)
    #expect(refusedWith { try budget.spend(elements: count, work: 1 << 30) }?.code == .documentTooLarge)
    #expect(refusedWith { try budget.spend(columns: count) }?.code == .documentTooLarge)
    #expect(refusedWith { try budget.spend(treeOfNodes: count) }?.code == .documentTooLarge)
    #expect(refusedWith { try budget.spend(treeOfNodes: 1, leafWidth: count) }?.code == .documentTooLarge)
  }

  /// A document of each format.
  private static let documents: [(format: String, bytes: [UInt8])] = [
    ("LightGBM text", LightGBMText.small.bytes),
    ("XGBoost JSON", XGBoostSample.pruned.jsonBytes),
    ("CatBoost JSON", CatBoostSample.binary.bytes),
    ("ONNX", ONNXSample.forest.bytes),
    ("a pickle", ScikitLearnSample.named("a-forest-of-three-classes").bytes),
    ("a pickle of LightGBM", ScikitLearnSample.named("LightGBM-stopped-early").bytes),
  ]

  @Test(arguments: documents.indices)
  func `every format is charged to the caller's budget`(index: Int) throws {
    let (format, bytes) = Self.documents[index]
    #expect(refusal(of: bytes) == nil, "\(format)")
    for limits in [ReadLimits(maximumMemory: 1), ReadLimits(maximumWork: 1)] {
      #expect(refusal(of: bytes, limits: limits)?.code == .documentTooLarge, "\(format)")
    }
    // The model inside a bundle is charged to the bundle's.
    let bundle = try Bundle(joining: [ConversionInput(bytes: bytes)]).jsonBytes()
    #expect(refusal(of: bundle) == nil, "\(format)")
    let memory = try #require(
      stride(from: 1000, to: 4_000_000, by: 1000).first {
        refusal(of: bundle, limits: ReadLimits(maximumMemory: $0)) == nil
      })
    let alone = try #require(
      stride(from: 1000, to: 4_000_000, by: 1000).first {
        refusal(of: bytes, limits: ReadLimits(maximumMemory: $0)) == nil
      })
    #expect(memory > alone, "\(format)")
  }
}
