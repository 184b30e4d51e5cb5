import Testing

@testable import ScoringKit
import ScoringKitTestSupport

struct ExactSumTests {
  private func sum(_ numbers: [Double]) -> Double {
    var sum = ExactSum()
    for number in numbers { sum.add(number) }
    return sum.value
  }

  @Test func `nothing is lost between numbers of every size`() {
    #expect(sum([0x1p900, 1, -0x1p900]) == 1)
    #expect(sum([.leastNonzeroMagnitude, 0x1p959, -0x1p959]) == .leastNonzeroMagnitude)
    #expect(sum([1e300, -1e-300, -1e300]) == -1e-300)
    #expect(sum([]) == 0)
    #expect(sum([0, -0.0]) == 0)
    #expect(sum([-3, 1]) == -2)
  }

  @Test func `a sum is rounded once, to even in the middle`() {
    let one = 1.0
    #expect(sum([1, 0x1p-53]) == 1)
    #expect(sum([1, 0x1p-53, 0x1p-1000]) == one.nextUp)
    #expect(sum([one.nextUp, 0x1p-53]) == one.nextUp.nextUp)
    #expect(sum([-1, -0x1p-53, -.leastNonzeroMagnitude]) == (-1.0).nextDown)
    #expect(sum([Double](repeating: 0.1, count: 10)) == 1)
  }

  @Test func `a single number is itself`() {
    var random = SplitMix64(seed: 1)
    for _ in 0..<2000 {
      let number = Double(bitPattern: random.next())
      guard number.magnitude < ExactSum.limit else { continue }
      #expect(sum([number]) == number)
    }
  }

  @Test func `no order changes a bit`() {
    var random = SplitMix64(seed: 2)
    var numbers = (0..<1000).map { _ in
      random.signed() * Double(sign: .plus, exponent: random.integer(below: 200) - 100, significand: 1)
    }
    let expected = sum(numbers)
    for _ in 0..<10 {
      numbers.shuffle(using: &random)
      #expect(sum(numbers).bitPattern == expected.bitPattern)
    }
    #expect(sum(numbers + numbers.map { -$0 }) == 0)
  }
}
