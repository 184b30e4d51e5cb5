import Foundation
import ScoringKitFormats
import ScoringKitTestSupport
import Testing

@Suite struct DecimalTextTests {
  private func read(_ text: String) -> Double? {
    let bytes = Array(text.utf8)
    return DecimalText.double(bytes.span, 0..<bytes.count)
  }

  /// The same bits as the C library and as Swift; a value beyond double's range is none.
  private func expectExact(_ text: String) {
    let ours = read(text)
    let library = unsafe strtod(text, nil)
    if library.isFinite {
      #expect(ours?.bitPattern == library.bitPattern, "\(text)")
      #expect(ours?.bitPattern == Double(text)?.bitPattern, "\(text)")
    } else {
      #expect(ours == nil, "\(text)")
    }
  }

  /// Digits, with a point somewhere or nowhere, a sign, leading zeros and an exponent, or without them.
  private func decimal(with random: inout SplitMix64) -> String {
    let count = Int.random(in: 1...25, using: &random)
    var digits = (0..<count).map { _ in UInt8.random(in: 0...9, using: &random) }
    if Int.random(in: 0..<8, using: &random) == 0 { digits = digits.map { _ in 9 } }
    var text = digits.map(String.init).joined()
    if Int.random(in: 0..<4, using: &random) > 0 {
      text.insert(".", at: text.index(text.startIndex, offsetBy: Int.random(in: 0...count, using: &random)))
    }
    text = String(repeating: "0", count: [0, 0, 0, 1, 3, 30].randomElement(using: &random) ?? 0) + text
    text = (["", "", "-", "+"].randomElement(using: &random) ?? "") + text
    guard Bool.random(using: &random) else { return text }
    let isNear = Bool.random(using: &random)
    let exponent = Int.random(in: isNear ? -30...25 : -330...310, using: &random)
    let plus = exponent >= 0 && Bool.random(using: &random) ? "+" : ""
    return text + (Bool.random(using: &random) ? "e" : "E") + plus + String(exponent)
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func `a random decimal is the nearest double`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<60_000 { expectExact(decimal(with: &random)) }
  }

  /// As LightGBM writes numbers: 17 digits, six digits, the shortest that read back.
  @Test func `a double written out reads back as itself`() {
    var random = SplitMix64(seed: 5)
    for _ in 0..<40_000 {
      let scale = Double(sign: .plus, exponent: Int.random(in: -70...70, using: &random), significand: 1)
      let value = Double.random(in: -1...1, using: &random) * scale
      #expect(read("\(value)")?.bitPattern == value.bitPattern)
      let long = String(format: "%.17g", value)
      #expect(read(long)?.bitPattern == value.bitPattern, "\(long)")
      expectExact(String(format: "%g", value))
    }
  }

  @Test(arguments: -70...70)
  func `a decimal of any power of ten is the nearest double`(exponent: Int) {
    var random = SplitMix64(seed: UInt64(1000 + exponent))
    for _ in 0..<300 {
      expectExact("\(UInt64.random(in: 0 ... .max, using: &random))e\(exponent)")
      expectExact("\(UInt64.random(in: 0 ... 999_999, using: &random))e\(exponent)")
      expectExact("-0.000\(UInt64.random(in: 0 ... .max, using: &random))e\(exponent)")
    }
  }

  /// (2m + 1) · 2^t with m of 53 bits lies exactly between two doubles; one unit more or less does not.
  @Test func `a decimal halfway between two doubles goes to the even one`() {
    var random = SplitMix64(seed: 6)
    for _ in 0..<40_000 {
      let power = Int.random(in: 0...4, using: &random)
      let odd = UInt64.random(in: 1 << 53..<1 << 54, using: &random) | 1
      let five = (0..<power).reduce(UInt64(1)) { product, _ in product * 5 }
      let (digits, overflows) = odd.multipliedReportingOverflow(by: five)
      guard !overflows else { continue }
      for neighbour in [digits - 1, digits, digits + 1] {
        expectExact("\(neighbour)e-\(power)")
        expectExact("-\(neighbour)e\(Int.random(in: -27...3, using: &random))")
      }
    }
  }

  @Test(arguments: [
    "0", "-0", "0.0", "-0.0", "00", "0e0", "0e999", "-0e-999", "1.", ".5", "-.5", "+.5", "1.e3", ".5e-3",
    "1e0",
    "1e+0", "1e-0", "1e05", "9007199254740992", "9007199254740993", "9007199254740994", "9007199254740992e22",
    "9007199254740993e22", "1e22", "1e23", "1e-22", "1e-27", "1e-28", "9999999999999999999",
    "18446744073709551615",
    "18446744073709551616", "1000000000000000000", "999999999999999999", "12345678901234567890.", "5e-324",
    "4.9e-324", "2.4703282292062327e-324", "2.4703282292062328e-324", "2.47e-324", "1e-400", "-1e-400",
    "2.2250738585072011e-308", "2.2250738585072012e-308", "2.2250738585072014e-308", "1.7976931348623157e308",
    "1.7976931348623158e308", "1.7976931348623159e308", "1e308", "1e309", "-1e309", "1e400", "1e99999",
    "1e100000",
    "1e-100000", "1.0000000180025095e-35", "0.1", "0.30000000000000004",
    "0.000000000000000000000000000000000000000000000000000000001",
    "100000000000000000000000000000000000000000",
    "179769313486231580793728971405301e276", "6929495644600919.5",
    "3.1415926535897932384626433832795028841971",
  ])
  func `a decimal at an edge is the nearest double`(text: String) {
    expectExact(text)
  }

  @Test func `a sign is kept on zero`() throws {
    #expect(try #require(read("-0")).sign == .minus)
    #expect(try #require(read("-0.000e5")).sign == .minus)
    #expect(try #require(read("0")).sign == .plus)
  }

  @Test(arguments: [
    "", "-", "+", ".", "-.", "e", "e5", ".e5", "1e", "1e+", "1e-", "1e+-5", "1e-+5", "1e--5", "1e++5", "--1",
    "+-1",
    "1.2.3", "1..2", "0x10", "0x1p3", "inf", "-inf", "infinity", "nan", "NaN", "1 ", " 1", "1e5.0", "1e5e5",
    "1_000", "1,5", "1f", "1d5", "1-", "1+2", "١", "1\u{0}", "½", "1e5 ", "#", "1e1_0",
  ])
  func `what is no decimal is none`(text: String) {
    #expect(read(text) == nil)
  }

  @Test func `only the range is read`() {
    let bytes = Array("x12.5e1y".utf8)
    #expect(DecimalText.double(bytes.span, 1..<7) == 125)
    #expect(DecimalText.double(bytes.span, 1..<5) == 12.5)
    #expect(DecimalText.double(bytes.span, 3..<3) == nil)
    #expect(DecimalText.double(bytes.span, 0..<4) == nil)
  }
}
