/// One applicant's way from the average to the own answer, one bar a feature, strongest first.
struct WaterfallPlot {
  /// What one feature added.
  struct Bar {
    let name: String
    /// The feature's value as the row has it; nil for several features together.
    let value: String?
    let contribution: Double
  }

  let words: PlotWords
  /// What names the applicant.
  let applicant: String
  /// The bars, in the order in which they are drawn.
  let bars: [Bar]
  let base: Double
  /// What the base is the average of.
  let baseName: String
  /// What the bars add up to.
  let answer: ExplainedAnswer
  /// The applicant's probability, where the bars' sum does not say it; nil elsewhere.
  let prediction: Double?
  /// Where on the axis the lender's rule refuses; nil without one.
  let threshold: Double?

  private static let width = 980.0
  private static let barHeight = 42.0
  private static let nameWidth = 326.0
  private static let plotStart = 360.0
  private static let plotEnd = 760.0
  private static let effectStart = 776.0

  /// Where the rows begin: below the second axis, where there is one.
  private var top: Double { answer.place(ofProbability: 0.5) == nil || answer.isProbability ? 88 : 138 }

  /// The picture.
  func svg() -> [UInt8] {
    let ends = bars.reduce(into: [base]) { ends, bar in ends.append((ends.last ?? base) + bar.contribution) }
    let inView = threshold.map { Self.isNear($0, ends) ? [$0] : [] } ?? []
    let scale = AxisScale(covering: ends + inView, margin: 0.06, from: Self.plotStart, to: Self.plotEnd)
    let bottom = top + Double(bars.count + 2) * Self.barHeight
    let title = words.applicantTitle(applicant)
    var svg = SVGWriter(width: Self.width, height: bottom + 62, title: title, language: words.language)
    svg.label(title, x: 24, y: 36, size: 19, isBold: true, width: Self.width - 48)
    drawAxes(scale, bottom: bottom, in: &svg)
    let digits = NumberText.digits(forAll: bars.map(\.contribution))
    drawTotal(baseName, base, probability: answer.probability(of: base), row: 0, scale, in: &svg)
    for (index, bar) in bars.enumerated() {
      draw(bar, row: index + 1, from: ends[index], to: ends[index + 1], scale, digits, in: &svg)
    }
    let sum = ends.last ?? base
    drawTotal(
      words.thisApplicant, sum, probability: prediction ?? answer.probability(of: sum), row: bars.count + 1,
      scale, in: &svg)
    drawThreshold(scale, bottom: bottom, in: &svg)
    return svg.bytes()
  }

  /// Whether a threshold is close enough to the bars not to squeeze them.
  private static func isNear(_ threshold: Double, _ ends: [Double]) -> Bool {
    guard let lower = ends.min(), let upper = ends.max() else { return false }
    return threshold > lower - (upper - lower) && threshold < upper + (upper - lower)
  }
}

extension WaterfallPlot {
  /// Probabilities that are marked where they fit.
  private static let marks = [
    0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4,
    0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999,
  ]

  private func drawAxes(_ scale: AxisScale, bottom: Double, in svg: inout SVGWriter) {
    let middle = (Self.plotStart + Self.plotEnd) / 2
    let ticks = scale.ticks(about: 6)
    for tick in ticks.numbers {
      let x = scale.place(tick)
      svg.line(x1: x, y1: top, x2: x, y2: bottom, stroke: Palette.grid)
      svg.label(
        axisText(tick, digits: ticks.digits), x: x, y: bottom + 20, size: 12, fill: Palette.mutedText,
        anchor: .middle)
    }
    svg.label(
      words.marginAxis, x: middle, y: bottom + 44, size: 13, fill: Palette.mutedText, anchor: .middle,
      width: 440)
    drawProbabilities(scale, in: &svg)
  }

  /// The lender's threshold, over the bars that cross it.
  private func drawThreshold(_ scale: AxisScale, bottom: Double, in svg: inout SVGWriter) {
    if let threshold, scale.holds(threshold), let name = words.threshold {
      let x = scale.place(threshold)
      svg.line(x1: x, y1: top - 6, x2: x, y2: bottom, stroke: Palette.text, width: 1.5, dashes: "6 4")
      svg.label(
        name, x: min(max(x, Self.plotStart + 60), Self.plotEnd - 60), y: top - 11, size: 12,
        anchor: .middle)
    }
  }

  /// A second axis above, on which a margin is read as a probability.
  private func drawProbabilities(_ scale: AxisScale, in svg: inout SVGWriter) {
    guard !answer.isProbability else { return }
    var free = -Double.infinity
    for mark in Self.marks {
      guard let number = answer.place(ofProbability: mark), scale.holds(number) else { continue }
      let x = scale.place(number)
      guard x - free > 46 else { continue }
      if free < 0 {
        svg.line(x1: Self.plotStart, y1: 104, x2: Self.plotEnd, y2: 104, stroke: Palette.axis)
        svg.label(
          words.probabilityAxis, x: (Self.plotStart + Self.plotEnd) / 2, y: 70, size: 13,
          fill: Palette.mutedText, anchor: .middle, width: 440)
      }
      free = x
      svg.line(x1: x, y1: 98, x2: x, y2: 104, stroke: Palette.axis)
      svg.label(
        words.numbers.percent(mark, digits: mark < 0.01 || mark > 0.99 ? 1 : 0), x: x, y: 92, size: 12,
        fill: Palette.mutedText, anchor: .middle)
    }
  }

  private func axisText(_ number: Double, digits: Int) -> String {
    answer.isProbability
      ? words.numbers.percent(number, digits: max(digits - 2, 0))
      : words.numbers.rounded(number, digits: digits)
  }

  private func draw(
    _ bar: Bar, row: Int, from start: Double, to end: Double, _ scale: AxisScale, _ digits: Int,
    in svg: inout SVGWriter
  ) {
    let y = top + Double(row) * Self.barHeight
    let (first, last) = (scale.place(start), scale.place(end))
    // A bar from or to what is no number is nowhere.
    if !start.isNaN, !end.isNaN {
      svg.line(x1: first, y1: y - 9, x2: first, y2: y + 9, stroke: Palette.axis, dashes: "2 2")
      // A bar too short to be seen is a line.
      svg.rectangle(
        x: min(first, last), y: y + 9, width: max((last - first).magnitude, 1.5), height: Self.barHeight - 18,
        fill: words.colour(bar.contribution))
    }
    if let value = bar.value {
      svg.label(bar.name, x: 24, y: y + 18, size: 13, isBold: true, width: Self.nameWidth)
      svg.label(value, x: 24, y: y + 34, size: 12, fill: Palette.mutedText, width: Self.nameWidth)
    } else {
      svg.label(bar.name, x: 24, y: y + 26, size: 13, isBold: true, width: Self.nameWidth)
    }
    svg.label(
      words.contribution(bar.contribution, digits: digits), x: Self.effectStart, y: y + 18, size: 13,
      isBold: true, width: 190)
    svg.label(
      words.direction(bar.contribution), x: Self.effectStart, y: y + 34, size: 12,
      fill: words.colour(bar.contribution), width: 190)
  }

  private func drawTotal(
    _ name: String, _ number: Double, probability: Double?, row: Int, _ scale: AxisScale,
    in svg: inout SVGWriter
  ) {
    let y = top + Double(row) * Self.barHeight
    let x = scale.place(number)
    if row > 0 { svg.line(x1: 24, y1: y, x2: Self.width - 24, y2: y, stroke: Palette.grid) }
    if !number.isNaN {
      if row > 0 { svg.line(x1: x, y1: y - 9, x2: x, y2: y + 9, stroke: Palette.axis, dashes: "2 2") }
      svg.rectangle(x: x - 2, y: y + 7, width: 4, height: Self.barHeight - 14, fill: Palette.total)
    }
    svg.label(name, x: 24, y: y + 26, size: 14, isBold: true, width: Self.nameWidth)
    let margin = words.numbers.rounded(number, digits: 2)
    guard let probability else {
      return svg.label(margin, x: Self.effectStart, y: y + 26, size: 14, isBold: true, width: 190)
    }
    svg.label(
      words.numbers.percent(probability), x: Self.effectStart, y: y + (answer.isProbability ? 26 : 18),
      size: 14, isBold: true, width: 190)
    guard !answer.isProbability else { return }
    svg.label(
      words.margin(margin), x: Self.effectStart, y: y + 34, size: 12, fill: Palette.mutedText, width: 190)
  }
}
