/// What one feature contributes against its value, one dot a row.
struct DependencePlot {
  let words: PlotWords
  let name: String
  /// The categories' texts; empty for a numeric feature.
  let categories: [String]
  let values: [Double]
  let contributions: [Double]
  let rowCount: Int

  private static let width = 860.0
  private static let top = 84.0
  private static let bottom = 430.0
  private static let plotStart = 90.0
  private static let plotEnd = 830.0
  /// Where missing values are drawn, right of everything else, and infinite ones, at their end of the numbers.
  private static let stripWidth = 84.0
  private static let diameter = 5.0
  /// What a category's name may take.
  private static let categoryWidth = 190.0
  /// Categories that get a place of their own; what comes behind them shares the last.
  private static let categoryLimit = 12

  private var hasMissing: Bool { values.contains(where: \.isNaN) }
  /// What the values' names take below the axis.
  private var legendHeight: Double {
    guard !categories.isEmpty else { return 36 }
    let longest = categories.prefix(Self.categoryLimit).reduce(0) { max($0, TextWidth.of($1, size: 12)) }
    // They rise at 35 degrees.
    return 40 + min(longest, Self.categoryWidth) * 0.574
  }
  /// Where the numbers begin and end on the axis; strips of what is none stand beside them.
  private var start: Double {
    values.contains(-.infinity) ? Self.plotStart + Self.stripWidth : Self.plotStart
  }
  private var end: Double { missingStart - (values.contains(.infinity) ? Self.stripWidth : 0) }
  private var missingStart: Double { hasMissing ? Self.plotEnd - Self.stripWidth : Self.plotEnd }

  /// The picture.
  func svg() -> [UInt8] {
    let title = words.effectTitle(TextWidth.clip(name, to: 440, size: 20))
    var svg = SVGWriter(
      width: Self.width, height: Self.bottom + legendHeight + 28, title: title,
      language: words.language)
    svg.label(title, x: 24, y: 34, size: 18, isBold: true, width: Self.width - 48)
    svg.label(words.rows(rowCount, shown: values.count), x: 24, y: 56, size: 13, fill: Palette.mutedText)
    let scale = AxisScale(covering: contributions + [0], margin: 0.08, from: Self.bottom, to: Self.top)
    drawContributionAxis(scale, in: &svg)
    let xs = categories.isEmpty ? drawNumbers(in: &svg) : drawCategories(in: &svg)
    drawStrips(in: &svg)
    if let outside = words.outside(contributions) {
      svg.label(
        outside, x: Self.width - 24, y: 56, size: 12, fill: Palette.mutedText, anchor: .end, width: 500)
    }
    let drawn = xs.indices.filter { !contributions[$0].isNaN }
    for isWorse in [true, false] {
      let members = drawn.filter { !values[$0].isNaN && (contributions[$0] >= 0) == isWorse }
      svg.dots(
        members.map { (xs[$0], scale.place(contributions[$0])) }, diameter: Self.diameter,
        fill: words.colour(isWorse ? 1 : -1))
    }
    svg.dots(
      drawn.filter { values[$0].isNaN }.map { (xs[$0], scale.place(contributions[$0])) },
      diameter: Self.diameter, fill: Palette.missing)
    return svg.bytes()
  }
}

extension DependencePlot {
  private func drawContributionAxis(_ scale: AxisScale, in svg: inout SVGWriter) {
    let ticks = scale.ticks(about: 6)
    for tick in ticks.numbers {
      let y = scale.place(tick)
      svg.line(
        x1: Self.plotStart, y1: y, x2: Self.plotEnd, y2: y, stroke: tick == 0 ? Palette.axis : Palette.grid)
      svg.label(
        words.magnitude(tick, digits: ticks.digits), x: Self.plotStart - 8, y: y + 4, size: 12,
        fill: Palette.mutedText, anchor: .end)
    }
    svg.label(words.contributionAxis, x: 24, y: Self.top - 10, size: 12, fill: Palette.mutedText)
    svg.label(
      words.direction(1), x: Self.plotEnd, y: Self.top - 10, size: 12, fill: words.colour(1), anchor: .end)
    svg.label(
      words.direction(-1), x: Self.plotEnd, y: Self.bottom - 6, size: 12, fill: words.colour(-1), anchor: .end
    )
  }

  /// Parts what is no finite number from the numbers, each strip with its name below.
  private func drawStrips(in svg: inout SVGWriter) {
    func strip(_ name: String, from left: Double, edge: Double) {
      svg.line(x1: edge, y1: Self.top, x2: edge, y2: Self.bottom, stroke: Palette.axis, dashes: "3 3")
      svg.label(
        name, x: left + Self.stripWidth / 2, y: Self.bottom + 20, size: 12, fill: Palette.mutedText,
        anchor: .middle, width: Self.stripWidth)
    }
    if start > Self.plotStart { strip(words.numbers.exact(-.infinity), from: Self.plotStart, edge: start) }
    if end < missingStart { strip(words.numbers.exact(.infinity), from: end, edge: end) }
    if hasMissing { strip(words.missing, from: missingStart, edge: missingStart) }
  }

  /// Draws the axis of a numeric feature and gives each row's place on it.
  private func drawNumbers(in svg: inout SVGWriter) -> [Double] {
    let scale = AxisScale(covering: values, from: start, to: end)
    let ticks = scale.ticks(about: 7)
    for tick in ticks.numbers {
      let x = scale.place(tick)
      svg.line(x1: x, y1: Self.bottom, x2: x, y2: Self.bottom + 5, stroke: Palette.axis)
      svg.label(
        words.numbers.rounded(tick, digits: ticks.digits), x: x, y: Self.bottom + 20, size: 12,
        fill: Palette.mutedText, anchor: .middle)
    }
    svg.label(
      name, x: (start + end) / 2, y: Self.bottom + legendHeight + 10, size: 13, anchor: .middle,
      width: 700)
    return values.indices.map { index in
      let value = values[index]
      guard !value.isFinite else { return scale.place(value) }
      return stripPlace(index, from: value.isNaN ? missingStart : (value < 0 ? Self.plotStart : end))
    }
  }

  /// Draws a place a category and gives each row's; rows of one category stand beside each other.
  private func drawCategories(in svg: inout SVGWriter) -> [Double] {
    let count = min(categories.count, Self.categoryLimit)
    let slot = (end - start) / Double(count)
    for place in 0..<count {
      let middle = start + (Double(place) + 0.5) * slot
      let isRest = place == count - 1 && categories.count > count
      let text = isRest ? words.others(categories.count - count + 1) : categories[place]
      svg.slantedLabel(text, x: middle + 4, y: Self.bottom + 18, size: 12, width: Self.categoryWidth)
    }
    svg.label(
      name, x: (start + end) / 2, y: Self.bottom + legendHeight + 10, size: 13, anchor: .middle,
      width: 700)
    return values.indices.map { index in
      guard !values[index].isNaN else { return stripPlace(index, from: missingStart) }
      let place = min(max(values[index], 0), Double(count - 1)).rounded(.down)
      return start + (place + 0.5 + 0.7 * Self.jitter(index)) * slot
    }
  }

  private func stripPlace(_ index: Int, from left: Double) -> Double {
    left + Self.stripWidth * (0.5 + 0.7 * Self.jitter(index))
  }

  /// Between −1/2 and 1/2, evenly spread over neighbours: multiples of the golden ratio. Nothing in it is random.
  private static func jitter(_ index: Int) -> Double {
    let turns = Double(index) * 0.618_033_988_749_894_9
    return turns - turns.rounded(.down) - 0.5
  }
}
