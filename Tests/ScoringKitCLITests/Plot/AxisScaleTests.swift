import Testing

@testable import ScoringKitCLI

struct AxisScaleTests {
  @Test func `ticks are round and cover the axis`() {
    let scale = AxisScale(covering: [-0.31, 0.42], margin: 0, from: 0, to: 100)
    let ticks = scale.ticks(about: 5)
    #expect(ticks.digits == 1)
    #expect(ticks.numbers.map { ($0 * 10).rounded() } == [-2, 0, 2, 4])
    #expect(scale.place(-0.31) == 0)
    #expect(scale.place(0.42) == 100)
    #expect(AxisScale(covering: [0, 10_000], margin: 0, from: 0, to: 1).ticks(about: 5).numbers.count == 6)
  }

  @Test(arguments: [
    [], [0], [5], [-5], [Double.nan], [.infinity, 1], [-.greatestFiniteMagnitude, .greatestFiniteMagnitude],
    [.leastNonzeroMagnitude], [1, 1.0.nextUp], [1e18, 1e18 + 1000],
  ])
  func `no numbers break an axis`(numbers: [Double]) {
    let scale = AxisScale(covering: numbers, from: 10, to: 90)
    for number in numbers + [0, 1] where !number.isNaN {
      #expect((10...90).contains(scale.place(number)))
    }
    #expect(scale.ticks(about: 5).numbers.count < 30)
  }
}
