import Testing

@testable import ScoringKit
import ScoringKitTestSupport

struct ContributionHistogramTests {
  private func histogram(_ numbers: [Double]) -> ContributionHistogram {
    var histogram = ContributionHistogram()
    for number in numbers { histogram.add(number) }
    return histogram
  }

  @Test func `zeros alone need no bins`() {
    let empty = histogram([0, -0.0, 0])
    #expect(empty.total == 3)
    #expect(empty.binWidth == 0)
    #expect(empty.counts.isEmpty)
  }

  @Test func `the width is a power of two, at most a 128th of the greatest magnitude`() {
    #expect(histogram([1]).binWidth == 0x1p-7)
    #expect(histogram([-1]).binWidth == 0x1p-7)
    #expect(histogram([(1.0).nextDown]).binWidth == 0x1p-8)
    #expect(histogram([0.001, -300]).binWidth == 2)
    #expect(histogram([.leastNonzeroMagnitude]).binWidth == .leastNonzeroMagnitude)
    #expect(histogram([0x1p959]).binWidth == 0x1p952)
  }

  @Test func `every number is in the bin that covers it`() {
    var random = SplitMix64(seed: 3)
    let numbers = (0..<500).map { _ in random.signed() } + [0, 0, -1, 1]
    let found = histogram(numbers)
    #expect(found.counts.reduce(0, +) == numbers.count)
    for (index, count) in found.counts.enumerated() {
      let bounds = found.lowerBound(ofBin: index)..<found.lowerBound(ofBin: index + 1)
      #expect(numbers.count { bounds.contains($0) } == count)
    }
  }

  @Test func `no order changes a count, tiny negative numbers included`() {
    var random = SplitMix64(seed: 4)
    var numbers = (0..<300).map { _ in
      random.signed() * Double(sign: .plus, exponent: random.integer(below: 1900) - 1000, significand: 1)
    }
    numbers += [-.leastNonzeroMagnitude, .leastNonzeroMagnitude, 0, -0x1p900, 0x1p900]
    let expected = histogram(numbers)
    for _ in 0..<10 {
      numbers.shuffle(using: &random)
      #expect(histogram(numbers) == expected)
    }
    #expect(histogram(numbers.sorted { $0.magnitude < $1.magnitude }) == expected)
  }
}
