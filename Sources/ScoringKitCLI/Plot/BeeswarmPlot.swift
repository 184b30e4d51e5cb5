/// The contributions of every row, one strip a feature: where the dots lie, and in which colour of value.
struct BeeswarmPlot {
  /// One feature, or several together.
  struct Strip {
    let name: String
    let contributions: [Double]
    /// The feature's values; empty for several features together.
    let values: [Double]
    /// Whether the values stand for categories.
    let isCategorical: Bool
  }

  let words: PlotWords
  /// The strips, in the order in which they are drawn.
  let strips: [Strip]
  let rowCount: Int

  private static let width = 920.0
  private static let stripHeight = 36.0
  private static let top = 112.0
  private static let plotStart = 330.0
  private static let plotEnd = 896.0
  private static let diameter = 4.4

  /// The picture.
  func svg() -> [UInt8] {
    let scale = AxisScale(
      covering: strips.flatMap(\.contributions) + [0], from: Self.plotStart, to: Self.plotEnd)
    let bottom = Self.top + Double(strips.count) * Self.stripHeight
    var svg = SVGWriter(
      width: Self.width, height: bottom + 62, title: words.effectsTitle, language: words.language)
    svg.label(words.effectsTitle, x: 24, y: 34, size: 18, isBold: true)
    let shown = strips.first?.contributions.count ?? 0
    svg.label(words.rows(rowCount, shown: shown), x: 24, y: 56, size: 13, fill: Palette.mutedText, width: 430)
    if let outside = words.outside(strips.flatMap(\.contributions)) {
      svg.label(outside, x: 24, y: 74, size: 12, fill: Palette.mutedText, width: 500)
    }
    drawLegend(in: &svg)
    drawAxis(scale, bottom: bottom, in: &svg)
    for (row, strip) in strips.enumerated() {
      let y = Self.top + (Double(row) + 0.5) * Self.stripHeight
      svg.label(
        strip.name, x: Self.plotStart - 10, y: y + 5, size: 13,
        fill: strip.values.isEmpty ? Palette.mutedText : Palette.text, anchor: .end,
        width: Self.plotStart - 34)
      draw(strip, at: y, scale, in: &svg)
    }
    return svg.bytes()
  }
}

extension BeeswarmPlot {
  private func drawLegend(in svg: inout SVGWriter) {
    let steps = Palette.values.count
    for (step, colour) in Palette.values.enumerated() {
      svg.rectangle(x: 560 + Double(step) * 6, y: 46, width: 6.5, height: 10, fill: colour)
    }
    svg.label(words.lowValue, x: 552, y: 56, size: 12, fill: Palette.mutedText, anchor: .end)
    svg.label(
      words.highValue, x: 568 + Double(steps) * 6, y: 56, size: 12, fill: Palette.mutedText)
    if strips.contains(where: \.isCategorical) {
      svg.label(words.categoryColours, x: 560, y: 74, size: 12, fill: Palette.mutedText)
    }
    guard strips.contains(where: { $0.values.contains(where: \.isNaN) }) else { return }
    svg.dots([(794, 51)], diameter: 9, fill: Palette.missing)
    svg.label(words.missing, x: 804, y: 56, size: 12, fill: Palette.mutedText)
  }

  private func drawAxis(_ scale: AxisScale, bottom: Double, in svg: inout SVGWriter) {
    let ticks = scale.ticks(about: 6)
    for tick in ticks.numbers {
      let x = scale.place(tick)
      svg.line(x1: x, y1: Self.top, x2: x, y2: bottom, stroke: tick == 0 ? Palette.axis : Palette.grid)
      svg.label(
        words.magnitude(tick, digits: ticks.digits), x: x, y: bottom + 18, size: 12, fill: Palette.mutedText,
        anchor: .middle)
    }
    let zero = scale.place(0)
    let directions = words.bothDirections
    // Where one side is too narrow for its words, the other's are enough.
    if zero - Self.plotStart > 130 {
      svg.label(
        directions.negative, x: zero - 10, y: Self.top - 10, size: 12, fill: words.colour(-1), anchor: .end)
    }
    if Self.plotEnd - zero > 130 {
      svg.label(directions.positive, x: zero + 10, y: Self.top - 10, size: 12, fill: words.colour(1))
    }
    svg.label(
      words.contributionAxis, x: (Self.plotStart + Self.plotEnd) / 2, y: bottom + 44, size: 13,
      fill: Palette.mutedText, anchor: .middle)
  }

  private func draw(_ strip: Strip, at middle: Double, _ scale: AxisScale, in svg: inout SVGWriter) {
    let drawn = strip.contributions.indices.filter { !strip.contributions[$0].isNaN }
    let xs = drawn.map { scale.place(strip.contributions[$0]) }
    let ys = Self.spread(xs, within: Self.stripHeight / 2 - Self.diameter / 2)
    let colours = ValueColours(strip.values)
    var dots = [[(x: Double, y: Double)]](repeating: [], count: Palette.values.count + 1)
    for (index, row) in drawn.enumerated() {
      let step = strip.values.isEmpty ? nil : colours.step(strip.values[row])
      dots[step ?? Palette.values.count].append((xs[index], middle + ys[index]))
    }
    let grey = strip.values.isEmpty ? Palette.total : Palette.missing
    for (fill, places) in zip(Palette.values + [grey], dots) {
      svg.dots(places, diameter: Self.diameter, fill: fill)
    }
  }

  /// How far each dot is moved off the middle so that dots near each other do not hide one another: alternately
  /// up and down, closer where there are too many. Nothing in it is random.
  static func spread(_ xs: [Double], within limit: Double) -> [Double] {
    var offsets = [Double](repeating: 0, count: xs.count)
    let cells = Dictionary(grouping: xs.indices) { (xs[$0] / (diameter * 0.75)).rounded(.down) }
    for members in cells.values {
      let layers = (members.count + 1) / 2
      let step = min(diameter * 0.8, limit / Double(max(layers, 1)))
      for (place, index) in members.sorted(by: { ($0 &* 7919) % 1009 < ($1 &* 7919) % 1009 }).enumerated() {
        let layer = Double((place + 1) / 2)
        offsets[index] = place % 2 == 0 ? -layer * step : layer * step
      }
    }
    return offsets
  }
}
