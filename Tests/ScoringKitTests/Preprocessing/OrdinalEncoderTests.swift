import ScoringKit
import ScoringKitTestSupport
import Testing

@Suite struct OrdinalEncoderTests {
  private func encoder(
    _ categories: [Double], infrequent: [Int] = [], encodedMissing: Double? = .nan,
    unknown: OrdinalEncoder.Unknown = .refused
  ) throws -> OrdinalEncoder {
    try OrdinalEncoder(
      columns: [.init(categories: categories, infrequent: infrequent, encodedMissing: encodedMissing)],
      unknown: unknown)
  }

  @Test func `a category becomes its place`() throws {
    #expect(try encoder([10, 20, 30]).transformed([30, 10, 20]) == [2, 0, 1])
    #expect(try encoder([2, 0, 1]).transformed([0, 1, 2]) == [1, 2, 0])
  }

  @Test func `an unknown value becomes the number for it, or is refused`() throws {
    #expect(try encoder([10], unknown: .encoded(-1)).transformed([11, 10]) == [-1, 0])
    #expect(try encoder([10], unknown: .encoded(.nan)).transformed([11])[0].isNaN)
    let error = refusedWith { try encoder([10]).transformed([10, 11]) }
    #expect(error?.code == .invalidValue)
    #expect(error?.location == .row(2, column: 1))
  }

  @Test func `a missing category becomes NaN, the number for it, or its place`() throws {
    #expect(try encoder([5, .nan]).transformed([.nan])[0].isNaN)
    #expect(try encoder([5, .nan], encodedMissing: -2).transformed([.nan]) == [-2])
    #expect(try encoder([5, .nan], encodedMissing: nil).transformed([.nan]) == [1])
  }

  @Test func `a missing value that is no category is unknown`() throws {
    #expect(try encoder([5], encodedMissing: -2, unknown: .encoded(-1)).transformed([.nan]) == [-1])
    #expect(refusal { try encoder([5]).transformed([.nan]) } == .invalidValue)
  }

  @Test func `infrequent categories share the last number, a missing one keeps its own`() throws {
    let encoder = try encoder(
      [10, 20, 30, .nan], infrequent: [0, 2], encodedMissing: -2, unknown: .encoded(-1))
    #expect(try encoder.transformed([10, 20, 30, .nan, 40]) == [1, 0, 1, -2, -1])
  }

  @Test func `attributes that contradict each other are refused`() {
    #expect(refusal { try OrdinalEncoder(columns: []) } == .inconsistentDocument)
    #expect(refusal { try encoder([]) } == .inconsistentDocument)
    #expect(refusal { try encoder([3, 3]) } == .inconsistentDocument)
    #expect(refusal { try encoder([.nan, 3]) } == .inconsistentDocument)
    #expect(refusal { try encoder([3, .nan, .nan]) } == .inconsistentDocument)
    // The missing category is not grouped.
    #expect(refusal { try encoder([3, .nan], infrequent: [1]) } == .inconsistentDocument)
  }
}
