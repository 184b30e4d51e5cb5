import Testing

@testable import ScoringKitCLI

struct NumberTextTests {
  private let english = NumberText(language: .en)
  private let french = NumberText(language: .fr)

  @Test func `numbers are grouped and pointed as the language does`() {
    #expect(english.exact(1_234_567.25) == "1,234,567.25")
    #expect(french.exact(1_234_567.25) == "1\u{202F}234\u{202F}567,25")
    #expect(french.exact(35) == "35")
    #expect(french.exact(-0.5) == "\u{2212}0,5")
    #expect(french.exact(1.5e-7) == "1,5e-07")
    #expect(english.exact(.infinity) == "\u{221E}")
    #expect(english.exact(-.infinity) == "\u{2212}\u{221E}")
    #expect(english.exact(.nan) == "NaN")
    #expect(english.exact(123) == "123")
    #expect(english.exact(1234) == "1,234")
  }

  @Test func `rounding keeps zeros and drops the sign of nothing`() {
    #expect(english.rounded(0.1, digits: 3) == "0.100")
    #expect(english.rounded(1234.5678, digits: 2, isSigned: true) == "+1,234.57")
    #expect(french.rounded(-0.067, digits: 2) == "\u{2212}0,07")
    #expect(english.rounded(-0.0001, digits: 2, isSigned: true) == "0.00")
    #expect(english.rounded(99.9999, digits: 1) == "100.0")
    #expect(english.rounded(7, digits: 0) == "7")
    #expect(english.rounded(1e300, digits: 2) == "1e+300")
  }

  @Test func `a percentage shows more digits where it is nearly 0 or 1`() {
    #expect(english.percent(0.265) == "26.5%")
    #expect(french.percent(0.265) == "26,5\u{202F}%")
    #expect(english.percent(0.0012) == "0.12%")
    #expect(english.percent(0.99991) == "99.991%")
  }

  @Test(arguments: [(0.0, 2), (0.5, 3), (0.05, 4), (1.2, 2), (12, 1), (120, 0), (1e9, 0), (1e-300, 12)])
  func `three figures are enough`(magnitude: Double, digits: Int) {
    #expect(NumberText.digits(for: magnitude) == digits)
  }
}
