import ScoringKit
import ScoringKitFormats
import ScoringKitTestSupport
import Testing

@testable import ScoringKitCLI

/// Every picture of every kind of column that a table can hold: XML, and no place that is no number.
struct OddNumberPlotTests {
  static let columns: [[Double]] = [
    [], [7], [3, 3, 3], [.nan, .nan], [.infinity], [-.infinity, -.infinity], [.infinity, -.infinity, .nan],
    [.infinity, 1, 2], [-.infinity, 0, .nan], [-.infinity, 5, 5, .infinity],
    [.greatestFiniteMagnitude, -.greatestFiniteMagnitude], [.greatestFiniteMagnitude],
    [-.greatestFiniteMagnitude, .infinity, 0],
    [0, .leastNonzeroMagnitude], [3, 4, 5].map { $0 * .leastNonzeroMagnitude },
    [-.leastNonzeroMagnitude, .leastNormalMagnitude, .nan], [0, -0.0], [1, 1.nextUp], [1e-300, 1e300],
    [1e15, 1e15 + 1], [0x1p53, -0x1p63, 0x1p64], (0..<1001).map { $0 % 7 == 0 ? .infinity : Double($0) },
  ]

  /// All pictures of one column, once as a feature's values and once as what it contributes.
  private func pictures(_ column: [Double], _ language: Language, isProbability: Bool) throws -> [String] {
    let words = PlotWords(
      language, policy: nil, answer: isProbability ? .probability : .memberMargins(count: 2))
    let plain = column.indices.map { Double($0 % 5) - 2 }
    var pictures: [[UInt8]] = []
    for (values, contributions) in [(column, plain), (plain, column), (column, column)] {
      let strip = BeeswarmPlot.Strip(
        name: "a", contributions: contributions, values: values, isCategorical: false)
      pictures.append(BeeswarmPlot(words: words, strips: [strip], rowCount: column.count).svg())
      for categories in [[], ["x", "y"]] {
        pictures.append(
          DependencePlot(
            words: words, name: "a", categories: categories, values: values, contributions: contributions,
            rowCount: column.count
          ).svg())
      }
    }
    pictures.append(
      BarPlot(
        words: words, bars: column.map { BarPlot.Bar(name: "a", meanMagnitude: $0, importances: [$0]) },
        importances: [.gain], hasOthers: true, rowCount: column.count
      ).svg())
    for base in [0, .infinity, .nan, -Double.greatestFiniteMagnitude] {
      pictures.append(
        WaterfallPlot(
          words: words, applicant: "1",
          bars: column.map { WaterfallPlot.Bar(name: "a", value: words.numbers.exact($0), contribution: $0) },
          base: base, baseName: "base", answer: isProbability ? .probability : .memberMargins(count: 2),
          prediction: nil, threshold: column.last
        ).svg())
    }
    return pictures.map { String(decoding: $0, as: UTF8.self) }
  }

  @Test(arguments: columns.indices, [Language.en, .fr])
  func `every column gives pictures, with every place in them`(column: Int, language: Language) throws {
    for isProbability in [false, true] {
      for picture in try pictures(Self.columns[column], language, isProbability: isProbability) {
        let outline = try #require(XMLOutline(picture))
        for (name, value) in outline.attributes
        where !["font-family", "xmlns", "xml:lang", "role"].contains(name) {
          #expect(!value.contains("nan") && !value.contains("inf"), "\(name)")
        }
        // A label of hundreds of digits is none.
        #expect(outline.text.split(separator: "\n").allSatisfy { $0.count < 120 })
      }
    }
  }

  @Test func `infinities and unknown numbers are where a reader looks for them, and are counted`() throws {
    let words = PlotWords(.fr, policy: nil, answer: .memberMargins(count: 1))
    func dependence(_ values: [Double], _ contributions: [Double]) throws -> String {
      try #require(
        XMLOutline(
          String(
            decoding: DependencePlot(
              words: words, name: "a", categories: [], values: values, contributions: contributions,
              rowCount: values.count
            ).svg(), as: UTF8.self))
      ).text
    }
    let text = try dependence([.infinity, -.infinity, .nan, 1, 2], [.infinity, .nan, 1, 1, -.infinity])
    for part in [
      "\u{221E}", "\u{2212}\u{221E}", "manquant", "±\u{221E} : 2, au bord", "inconnues : 1, non dessinées",
    ] {
      #expect(text.contains(part))
    }
    let plain = try dependence([1, 2], [1, 2])
    #expect(!plain.contains("\u{221E}") && !plain.contains("manquant") && !plain.contains("inconnues"))
  }

  @Test func `an infinite value has the colour of its end, whatever the others are`() {
    for others: [Double] in [[], [1], [1, 2, 3], [-.greatestFiniteMagnitude, .greatestFiniteMagnitude]] {
      let colours = ValueColours(others + [.infinity, -.infinity, .nan])
      #expect(colours.step(.infinity) == Palette.values.count - 1)
      #expect(colours.step(-.infinity) == 0)
      #expect(colours.step(.nan) == nil)
    }
    let tiny = ValueColours([3, 4, 5].map { $0 * .leastNonzeroMagnitude })
    #expect(tiny.step(4 * .leastNonzeroMagnitude) == 8)
  }

  @Test(arguments: ["bar", "beeswarm", "dependence", "waterfall"])
  func `the command draws a table of infinities`(plot: String) throws {
    let directory = try ScratchFolder()
    let model = try directory.file("model.txt", CreditModel.text)
    let rows = try directory.file(
      "rows.csv",
      "home,age,monthly income\n"
        + ["inf,1e308", "-inf,-1e308", "NA,inf", "inf,NA", "5e-324,0", "-inf,-inf"]
        .map { "1,\($0)\n" }.joined())
    var command = ["explain", "--model", model, "--rows", rows, "--plot", plot]
    if plot == "dependence" { command += ["--feature", "age"] }
    if plot == "waterfall" { command += ["--row", "2"] }
    for language in ["en", "fr"] {
      let skit = try SkitProcess(command + ["--language", language])
      #expect(skit.status == 0)
      #expect(XMLOutline(skit.output) != nil)
    }
  }

  @Test func `an infinite number takes no digits from the others`() {
    #expect(NumberText.digits(forAll: [.infinity, 0.2, -.infinity, .nan]) == NumberText.digits(for: 0.2))
    #expect(NumberText.digits(forAll: [.nan]) == NumberText.digits(for: 0))
    let words = PlotWords(.en, policy: nil, answer: .probability)
    #expect(words.contribution(.nan, digits: 2) == "NaN" && words.direction(.nan) == "effect unknown")
  }

  @Test func `the strongest come first, and what is no number before them`() {
    #expect(TermOrder.strongestFirst([1, .nan, -3, .infinity, 3, 0]) == [1, 3, 2, 4, 0, 5])
    #expect(TermOrder([1, 2], top: .max).shown == [1, 0])
  }
}
