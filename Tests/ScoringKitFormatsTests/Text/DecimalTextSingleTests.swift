import Foundation
import ScoringKitTestSupport
import Testing

@testable import ScoringKitFormats

@Suite struct DecimalTextSingleTests {
  private func read(_ text: String) -> Float? {
    let bytes = Array(text.utf8)
    return DecimalText.single(bytes.span, 0..<bytes.count)
  }

  /// The same bits as the C library and as Swift; a value beyond float's range is none.
  private func expectExact(_ text: String) {
    let ours = read(text)
    let library = unsafe strtof(text, nil)
    if library.isFinite {
      #expect(ours?.bitPattern == library.bitPattern, "\(text)")
      #expect(ours?.bitPattern == Float(text)?.bitPattern, "\(text)")
    } else {
      #expect(ours == nil, "\(text)")
    }
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func `a random decimal is the nearest float`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<60_000 {
      let digits = UInt64.random(in: 0...(1 << UInt64.random(in: 1...63, using: &random)), using: &random)
      let exponent = Int.random(in: -60...45, using: &random)
      expectExact("\(Bool.random(using: &random) ? "-" : "")\(digits)e\(exponent)")
    }
  }

  /// As XGBoost writes numbers: the shortest that read back, with an exponent.
  @Test func `a float written out reads back as itself`() {
    var random = SplitMix64(seed: 5)
    for _ in 0..<60_000 {
      let value = Float(bitPattern: UInt32.random(in: 0...UInt32.max, using: &random))
      guard value.isFinite else { continue }
      #expect(read("\(value)")?.bitPattern == value.bitPattern)
      let long = String(format: "%.8E", value)
      #expect(read(long)?.bitPattern == value.bitPattern, "\(long)")
      expectExact(String(format: "%g", value))
    }
  }

  /// (2m + 1) · 2^t with m of 24 bits lies exactly between two floats; one unit more or less does not. A double on
  /// the way would take the neighbours for the middle.
  @Test func `a decimal halfway between two floats goes to the even one, and no other does`() {
    var random = SplitMix64(seed: 6)
    for _ in 0..<40_000 {
      let power = Int.random(in: 0...15, using: &random)
      let odd = UInt64.random(in: 1 << 24..<1 << 25, using: &random) | 1
      let five = (0..<power).reduce(UInt64(1)) { product, _ in product * 5 }
      let middle = odd * five
      for digits in [middle - 1, middle, middle + 1] { expectExact("\(digits)e-\(power)") }
      expectExact("\(middle).0000000000000000000000001e-\(power)")
      if middle < 1 << 60 {
        for digits in [middle * 10 - 1, middle * 10 + 1] { expectExact("\(digits)e-\(power + 1)") }
      }
      expectExact("\(odd << 20)e\(Int.random(in: 0...20, using: &random))")
    }
  }

  @Test(arguments: [
    "0", "-0", "0e99", "-0.0E0", "1E-45", "7E-46", "7.1E-46", "1.1754942E-38", "1.1754944E-38",
    "1.17549429E-38",
    "3.4028235E38", "3.4028235677973366e38", "3.40282356e38", "3.4028236E38", "1E38", "1E39", "-1E39",
    "16777217",
    "16777219", "33554431", "1e400", "1e-400", "340282346638528859811704183484516925440",
    "170141183460469231731687303715884105728",
    "1.7014118E38", "8.507059E37", "9999999999999999999e19", "18446744073709551615e19", "1e27", "1e28",
    "1e-27",
  ])
  func `a decimal at an edge is the nearest float`(text: String) {
    expectExact(text)
  }

  @Test(arguments: ["", "-", "e5", "1e", "1e+-5", "0x1p3", "inf", "NaN", "1 ", "1_000", "1f"])
  func `what is no decimal is none`(text: String) {
    #expect(read(text) == nil)
  }
}
