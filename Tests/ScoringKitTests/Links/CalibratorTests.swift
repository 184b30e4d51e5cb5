internal import Glibc
import ScoringKit
import ScoringKitTestSupport
import Testing

/// Single calibrators by hand, against the slow reference, and what they refuse.
@Suite struct CalibratorTests {
  @Test func `a sigmoid is one over one plus the exponential of a line`() throws {
    let calibrator = try SigmoidCalibrator(slope: -2, intercept: 0.5)
    #expect(calibrator.probability(of: 0.25) == 0.5)
    #expect(calibrator.probability(of: 3) == 1 / (1 + exp(-5.5)))
    #expect(calibrator.probability(of: .infinity) == 1)
    #expect(calibrator.probability(of: -.infinity) == 0)
    #expect(calibrator.probability(of: .nan).isNaN)
  }

  @Test func `a sigmoid in float32 rounds after every operation`() throws {
    let calibrator = try SigmoidCalibrator(slope: -2.1, intercept: 0.3, precision: .single)
    let product = Float(-2.1) * Float(0.7)
    #expect(calibrator.probability(of: 0.7) == Double(1 / (1 + expf(product + Float(0.3)))))
    #expect(
      calibrator.probability(of: 0.7)
        != (try SigmoidCalibrator(slope: -2.1, intercept: 0.3)).probability(of: 0.7))
  }

  @Test func `between points the probability is on their line, beyond them it stays`() throws {
    let calibrator = try IsotonicCalibrator(thresholds: [0, 1, 3], probabilities: [0.125, 0.5, 1])
    #expect(calibrator.probability(of: 0.5) == 0.3125)
    #expect(calibrator.probability(of: 2) == 0.75)
    #expect([0, 1, 3].map(calibrator.probability(of:)) == [0.125, 0.5, 1])
    #expect([-9, -.infinity, 9, .infinity].map(calibrator.probability(of:)) == [0.125, 0.125, 1, 1])
    #expect(calibrator.probability(of: .nan).isNaN)
  }

  @Test func `one point answers for every score`() throws {
    let calibrator = try IsotonicCalibrator(thresholds: [0.5], probabilities: [0.25])
    #expect([-1, 0.5, 2, .nan].map(calibrator.probability(of:)) == [0.25, 0.25, 0.25, 0.25])
  }

  @Test(arguments: 0..<50)
  func `at and around every threshold the bits are those of the reference`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let count = 2 + Int(random.next() % 20)
    let thresholds = Set((0..<count).map { _ in Float(Int64(random.next() % 2000) - 1000) / 7 }).sorted()
    let values = thresholds.map { _ in Float(random.next() % 1000) / 1000 }.sorted()
    let double = try IsotonicCalibrator(
      thresholds: thresholds.map(Double.init), probabilities: values.map(Double.init))
    let single = try IsotonicCalibrator(
      thresholds: thresholds.map(Double.init), probabilities: values.map(Double.init), precision: .single)
    for (place, threshold) in thresholds.enumerated() {
      let middle = (threshold + thresholds[max(0, place - 1)]) / 2
      for score in [threshold, threshold.nextUp, threshold.nextDown, middle] {
        #expect(
          single.probability(of: Double(score))
            == Double(ReferenceCalibration.interpolated(score, thresholds, values)))
      }
      for score in [Double(threshold), Double(threshold).nextUp, Double(threshold).nextDown, Double(middle)] {
        #expect(
          double.probability(of: score)
            == ReferenceCalibration.interpolated(
              score, thresholds.map(Double.init), values.map(Double.init)))
      }
    }
  }

  @Test func `float32 and double differ, so each is worth its own rule`() throws {
    let points = (
      thresholds: [0.1, 0.7].map { Double(Float($0)) }, values: [0.2, 0.9].map { Double(Float($0)) }
    )
    let double = try IsotonicCalibrator(thresholds: points.thresholds, probabilities: points.values)
    let single = try IsotonicCalibrator(
      thresholds: points.thresholds, probabilities: points.values, precision: .single)
    #expect(double.probability(of: 0.3) != single.probability(of: 0.3))
  }

  @Test(arguments: [
    ([Double](), [Double](), ScoringError.Code.inconsistentDocument), ([0, 1], [0.5], .inconsistentDocument),
    ([1, 0], [0, 1], .inconsistentDocument), ([1, 1], [0, 1], .inconsistentDocument),
    ([0, .nan], [0, 1], .numberOutOfRange), ([0, .infinity], [0, 1], .numberOutOfRange),
    ([0, 1], [0, .nan], .numberOutOfRange), ([0, 1], [0, 1.1], .numberOutOfRange),
    ([0, 1], [-0.1, 1], .numberOutOfRange), ([0, .leastNonzeroMagnitude], [0, 1], .numberOutOfRange),
  ])
  func `points that make no line are refused`(
    thresholds: [Double], values: [Double], code: ScoringError.Code
  ) {
    #expect(refusal { try IsotonicCalibrator(thresholds: thresholds, probabilities: values) } == code)
  }

  @Test func `thresholds that are one float32 are refused for float32`() throws {
    let (thresholds, values) = ([1, 1 + 1e-12], [0.0, 1])
    #expect(throws: Never.self) { try IsotonicCalibrator(thresholds: thresholds, probabilities: values) }
    #expect(
      refusal { try IsotonicCalibrator(thresholds: thresholds, probabilities: values, precision: .single) }
        == .numberOutOfRange)
  }

  @Test(arguments: [(Double.nan, 0.0), (0, .nan), (.infinity, 0), (0, -.infinity)])
  func `a sigmoid of numbers that are not finite is refused`(slope: Double, intercept: Double) {
    #expect(refusal { try SigmoidCalibrator(slope: slope, intercept: intercept) } == .numberOutOfRange)
  }
}
