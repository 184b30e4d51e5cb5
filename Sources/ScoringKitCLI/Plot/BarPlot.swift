internal import ScoringKit

/// The importance of each feature over a data set, one bar a feature, most important first; beside the bars what the
/// trees alone say.
struct BarPlot {
  /// One feature, or several together.
  struct Bar {
    let name: String
    /// The mean of the contributions' magnitudes.
    let meanMagnitude: Double
    /// In the order of the plot's ``BarPlot/importances``.
    let importances: [Double]
  }

  let words: PlotWords
  /// The bars, in the order in which they are drawn.
  let bars: [Bar]
  /// What the model's file holds of its training; a column each.
  let importances: [FeatureImportance]
  /// Whether the last bar is the sum of features not shown.
  let hasOthers: Bool
  let rowCount: Int

  private static let width = 980.0
  private static let barHeight = 28.0
  private static let top = 96.0
  private static let plotStart = 330.0
  /// A column of importances, its numbers to the right.
  private static let columnWidth = 92.0

  /// Where the greatest bar ends: there is room for its number behind it.
  private var plotEnd: Double { Self.width - 104 - Double(importances.count) * Self.columnWidth }

  /// Where a column's numbers end.
  private func columnEnd(_ column: Int) -> Double {
    Self.width - 24 - Double(importances.count - 1 - column) * Self.columnWidth
  }

  /// The picture.
  func svg() -> [UInt8] {
    let greatest = bars.lazy.map(\.meanMagnitude).filter(\.isFinite).max() ?? 0
    let scale = AxisScale(
      covering: [0, greatest > 0 ? greatest : 1], margin: 0, from: Self.plotStart, to: plotEnd)
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
      words.meanMagnitude, x: (Self.plotStart + plotEnd) / 2, y: bottom + 42, size: 13,
      fill: Palette.mutedText, anchor: .middle)
    let digits = NumberText.digits(forAll: bars.map(\.meanMagnitude))
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
      for (column, importance) in bar.importances.enumerated() {
        svg.label(
          words.importance(importance), x: columnEnd(column), y: y + 19, size: 12, fill: Palette.mutedText,
          anchor: .end, width: Self.columnWidth - 6)
      }
    }
    for (column, kind) in importances.enumerated() {
      svg.label(
        words.importance(kind), x: columnEnd(column), y: Self.top - 8, size: 12, fill: Palette.mutedText,
        anchor: .end, width: Self.columnWidth - 6)
    }
    svg.line(x1: Self.plotStart, y1: Self.top, x2: Self.plotStart, y2: bottom, stroke: Palette.axis)
    return svg.bytes()
  }
}
