import ScoringKit
import ScoringKitTestSupport
import Testing

@Suite struct OneHotEncoderTests {
  private func encoder(
    _ categories: [Double], infrequent: [Int] = [], dropped: Int? = nil,
    unknown: OneHotEncoder.Unknown = .refused
  ) throws -> OneHotEncoder {
    try OneHotEncoder(
      columns: [.init(categories: categories, infrequent: infrequent, dropped: dropped)], unknown: unknown)
  }

  @Test func `a category is found by number, not by nearness`() throws {
    let encoder = try encoder([-1, 0.1, 7], unknown: .ignored)
    #expect(try encoder.transformed([0.1, 7, -1]) == [0, 1, 0, 0, 0, 1, 1, 0, 0])
    for value: Double in [(0.1).nextUp, (0.1).nextDown, 0, 1, .infinity, -.infinity, 1e300] {
      #expect(try encoder.transformed([value]) == [0, 0, 0])
    }
  }

  @Test func `text codes in their order and out of it are found alike`() throws {
    #expect(try encoder([0, 1, 2]).transformed([2]) == [0, 0, 1])
    #expect(try encoder([2, 0, 1]).transformed([2]) == [1, 0, 0])
    for value: Double in [-1, 3, 0.5, 1e19, .infinity] {
      #expect(try encoder([0, 1, 2], unknown: .ignored).transformed([value]) == [0, 0, 0])
    }
    #expect(try encoder([0, 1, 2]).transformed([-0.0]) == [1, 0, 0])
  }

  @Test func `a missing value is a category where it was one in training, and else unknown`() throws {
    #expect(try encoder([0, 1, .nan]).transformed([.nan]) == [0, 0, 1])
    #expect(try encoder([0, 1], unknown: .ignored).transformed([.nan]) == [0, 0])
    let error = refusedWith { try encoder([0, 1]).transformed([0, .nan]) }
    #expect(error?.code == .invalidValue)
    #expect(error?.location == .row(2, column: 1))
    #expect(error?.message.contains("missing") == true)
  }

  @Test func `an unknown value is refused without being quoted`() throws {
    let error = refusedWith { try encoder([0, 1]).transformed([0, 8125]) }
    #expect(error?.code == .invalidValue)
    #expect(error?.location == .row(2, column: 1))
    #expect(error?.message.contains("8125") == false)
    #expect(error?.message.contains("2 categories") == true)
  }

  @Test func `a dropped category leaves zeros, and so does an unknown one`() throws {
    let encoder = try encoder([0, 1, 2], dropped: 1, unknown: .ignored)
    #expect(try encoder.transformed([0, 1, 2, 3]) == [1, 0, 0, 0, 0, 1, 0, 0])
    #expect(try encoder.outputNames(inputNames: ["x"]) == ["x_0.0", "x_2.0"])
  }

  @Test func `a column of one dropped category leaves nothing`() throws {
    let encoder = try OneHotEncoder(columns: [
      .init(categories: [4], dropped: 0), .init(categories: [0, 1], labels: ["no", "yes"]),
    ])
    #expect(try encoder.transformed([4, 1]) == [0, 1])
    #expect((0..<2).map { encoder.source(ofOutput: $0) } == [1, 1])
    #expect(try encoder.outputNames(inputNames: ["a", "b"]) == ["b_no", "b_yes"])
    #expect(refusal { try encoder.transformed([5, 1]) } == .invalidValue)
  }

  @Test func `infrequent categories share the last column, unknown ones where asked for`() throws {
    let ignoring = try encoder([0, 1, 2, 3], infrequent: [2, 0], unknown: .ignored)
    #expect(try ignoring.transformed([0, 1, 2, 3, 4]) == [0, 0, 1, 1, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0])
    #expect(
      try encoder([0, 1, 2, 3], infrequent: [2, 0], unknown: .infrequent).transformed([4]) == [0, 0, 1])
    #expect(try encoder([0, 1], unknown: .infrequent).transformed([4]) == [0, 0])
    #expect(
      try encoder([0, 1, 2, 3], infrequent: [2, 0], dropped: 2, unknown: .infrequent).transformed([4, 0, 3])
        == [0, 0, 0, 0, 0, 1])
    #expect(try ignoring.outputNames(inputNames: ["x"]) == ["x_1.0", "x_3.0", "x_infrequent_sklearn"])
  }

  @Test func `an output that held something is written over`() throws {
    var answer = [9.0, 9, 9]
    var span = answer.mutableSpan
    try encoder([0, 1, 2]).transform([1.0].span, into: &span)
    #expect(answer == [0, 1, 0])
  }

  @Test func `attributes that contradict each other are refused`() {
    #expect(refusal { try OneHotEncoder(columns: []) } == .inconsistentDocument)
    #expect(refusal { try encoder([]) } == .inconsistentDocument)
    #expect(refusal { try encoder([1, 2, 1]) } == .inconsistentDocument)
    #expect(refusal { try encoder([0, -0.0]) } == .inconsistentDocument)
    #expect(refusal { try encoder([1, .nan, .nan]) } == .inconsistentDocument)
    #expect(refusal { try encoder([1, 2], infrequent: [2]) } == .inconsistentDocument)
    #expect(refusal { try encoder([1, 2], infrequent: [-1]) } == .inconsistentDocument)
    #expect(refusal { try encoder([1, 2], infrequent: [1, 1]) } == .inconsistentDocument)
    #expect(refusal { try encoder([1, 2], dropped: 2) } == .inconsistentDocument)
    #expect(refusal { try encoder([1, 2, 3], infrequent: [0, 1], dropped: 2) } == .inconsistentDocument)
    #expect(refusal { try encoder([1, 2], dropped: -1) } == .inconsistentDocument)
    #expect(refusal { try OneHotEncoder.Column(categories: [1, 2], labels: ["1"]) } == .inconsistentDocument)
  }
}
