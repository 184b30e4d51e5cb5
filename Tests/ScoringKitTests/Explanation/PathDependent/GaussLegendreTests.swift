import Testing

@testable import ScoringKit
import ScoringKitTestSupport

/// The quadrature rule that makes contributions exact.
@Suite struct GaussLegendreTests {
  @Test(arguments: 1...64)
  func `n points integrate every power up to 2n − 1 to 1e-15`(pointCount: Int) {
    let rule = GaussLegendre(pointCount: pointCount)
    for power in 0...2 * pointCount - 1 {
      var integral = 0.0
      for (point, weight) in zip(rule.points, rule.weights) {
        var term = weight
        for _ in 0..<power { term *= point }
        integral += term
      }
      let exact = 1 / Double(power + 1)
      // Nearly all of a high power lies by 1, so that its error is relative to it as well.
      #expect(abs(integral - exact) <= min(1e-15, 2e-14 * exact), "power \(power)")
    }
  }

  @Test(arguments: 1...64)
  func `points rise inside (0, 1) and weights are positive and add up to 1`(pointCount: Int) {
    let rule = GaussLegendre(pointCount: pointCount)
    #expect(rule.points.count == pointCount)
    #expect(rule.weights.count == pointCount)
    #expect(rule.points.allSatisfy { $0 > 0 && $0 < 1 })
    #expect(zip(rule.points, rule.points.dropFirst()).allSatisfy { $0 < $1 })
    #expect(rule.weights.allSatisfy { $0 > 0 })
    #expect(abs(rule.weights.reduce(0, +) - 1) <= 4 * Double.ulpOfOne)
  }

  @Test(arguments: 1...64)
  func `the rule is symmetric about one half`(pointCount: Int) {
    let rule = GaussLegendre(pointCount: pointCount)
    #expect(rule.weights == rule.weights.reversed())
    for (low, high) in zip(rule.points, rule.points.reversed()) {
      #expect(abs(low + high - 1) <= Double.ulpOfOne)
    }
  }

  @Test func `the smallest rules are the textbook's`() {
    #expect(GaussLegendre(pointCount: 1).points == [0.5])
    #expect(GaussLegendre(pointCount: 1).weights == [1])
    let two = GaussLegendre(pointCount: 2)
    #expect(abs(two.points[1] - (1 + (1.0 / 3).squareRoot()) / 2) <= 0x1p-53)
    #expect(two.weights.allSatisfy { abs($0 - 0.5) <= 0x1p-53 })
    let three = GaussLegendre(pointCount: 3)
    #expect(three.points[1] == 0.5)
    #expect(abs(three.points[2] - (1 + 0.6.squareRoot()) / 2) <= 0x1p-53)
    #expect(abs(three.weights[1] - 4.0 / 9) <= 0x1p-53)
    #expect(abs(three.weights[0] - 5.0 / 18) <= 0x1p-52)
  }
}
