/// The importance of each feature over a data set, one bar a feature, most important first.
struct BarPlot {
  /// One feature, or several together.
  struct Bar {
    let name: String
    /// The mean of the contributions' magnitudes.
    let meanMagnitude: Double
  }

  let words: PlotWords
  /// The bars, in the order in which they are drawn.
  let bars: [Bar]
  /// Whether the last bar is the sum of features not shown.
  let hasOthers: Bool
  let rowCount: Int

  private static let width = 900.0
  private static let barHeight = 28.0
  private static let top = 76.0
  private static let plotStart = 330.0
  private static let plotEnd = 800.0

  /// The picture.
  func svg() -> [UInt8] {
    let greatest = bars.reduce(0) { max($0, $1.meanMagnitude) }
    let scale = AxisScale(
      covering: [0, greatest > 0 ? greatest : 1], margin: 0, from: Self.plotStart, to: Self.plotEnd)
    let bottom = Self.top + Double(bars.count) * Self.barHeight
    var svg = SVGWriter(
      width: Self.width, height: bottom + 58, title: words.importanceTitle, language: words.language)
    svg.label(words.importanceTitle, x: 24, y: 34, size: 18, isBold: true)
    svg.label(words.rows(rowCount), x: 24, y: 56, size: 13, fill: Palette.mutedText)
    let ticks = scale.ticks(about: 5)
    for tick in ticks.numbers {
      let x = scale.place(tick)
      svg.line(x1: x, y1: Self.top, x2: x, y2: bottom, stroke: Palette.grid)
      svg.label(
        words.magnitude(tick, digits: ticks.digits), x: x, y: bottom + 18, size: 12, fill: Palette.mutedText,
        anchor: .middle)
    }
    svg.label(
      words.meanMagnitude, x: (Self.plotStart + Self.plotEnd) / 2, y: bottom + 42, size: 13,
      fill: Palette.mutedText, anchor: .middle)
    let digits = NumberText.digits(for: greatest)
    for (row, bar) in bars.enumerated() {
      let y = Self.top + Double(row) * Self.barHeight
      let isOthers = hasOthers && row == bars.count - 1
      svg.label(
        bar.name, x: Self.plotStart - 10, y: y + 19, size: 13,
        fill: isOthers ? Palette.mutedText : Palette.text, anchor: .end, width: Self.plotStart - 34)
      let end = scale.place(bar.meanMagnitude)
      svg.rectangle(
        x: Self.plotStart, y: y + 5, width: end - Self.plotStart, height: Self.barHeight - 10,
        fill: isOthers ? Palette.missing : Palette.lowers)
      svg.label(words.magnitude(bar.meanMagnitude, digits: digits), x: end + 6, y: y + 19, size: 12)
    }
    svg.line(x1: Self.plotStart, y1: Self.top, x2: Self.plotStart, y2: bottom, stroke: Palette.axis)
    return svg.bytes()
  }
}
