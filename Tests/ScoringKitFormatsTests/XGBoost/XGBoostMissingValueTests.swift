import ScoringKit
import Testing

@testable import ScoringKitFormats

@Suite struct XGBoostMissingValueTests {
  private static let sample = XGBoostSample.pruned

  @Test func `a row's missing value and NaN go the same way`() throws {
    let forest = try Self.sample.forest(.init(missingValue: -999))
    for row in Self.sample.rows {
      let missing = [row[0], .nan]
      let marked = [row[0], -999.0]
      #expect(try forest.leaves(of: marked) == forest.leaves(of: missing))
      #expect(try forest.singleMargins(of: marked) == Self.sample.forest().singleMargins(of: missing))
      #expect(
        try Explainer(forest).contributions(of: marked) == Explainer(forest).contributions(of: missing))
    }
  }

  @Test func `the missing value is compared as float32`() throws {
    let forest = try Self.sample.forest(.init(missingValue: 0.1))
    let missing = try forest.leaves(of: [0, .nan])
    #expect(try forest.leaves(of: [0, 0.1]) == missing)
    #expect(try forest.leaves(of: [0, Double(Float(0.1))]) == missing)
    let zero = try Self.sample.forest(.init(missingValue: 0))
    for value in [0, -0.0, 1e-50] { #expect(try zero.leaves(of: [2, value]) == zero.leaves(of: [2, .nan])) }
  }

  @Test func `without one every number is a number`() throws {
    #expect(try Self.sample.forest().leaves(of: [0, -999]) != Self.sample.forest().leaves(of: [0, .nan]))
  }
}
