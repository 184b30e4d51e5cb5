import Testing

@testable import ScoringKitCLI

struct ProgressBarTests {
  @Test func `nothing is shown in the first half second, then at most ten times a second`() {
    let start = ContinuousClock.now
    var bar = ProgressBar("scoring", isShown: true, start: start)
    let due = [0, 499, 500, 599, 600, 650, 700].map { bar.isDue(at: start + .milliseconds($0)) }
    #expect(due == [false, false, true, false, true, false, true])
  }

  @Test func `nothing is shown where there is no terminal`() {
    let start = ContinuousClock.now
    var bar = ProgressBar("scoring", isShown: false, start: start)
    let isDue = bar.isDue(at: start + .seconds(10))
    #expect(!isDue)
  }

  @Test func `the line says how much is done`() {
    #expect(
      ProgressBar.line("scoring", rows: 12, fraction: 0.5)
        == "scoring [###############---------------] 50 %, 12 rows")
    #expect(ProgressBar.line("scoring", rows: 12, fraction: nil) == "scoring: 12 rows")
    #expect(ProgressBar.line("scoring", rows: 12, fraction: 1.7).contains(" 100 %"))
  }
}
