import Foundation
import ScoringKit
import ScoringKitFormats
import ScoringKitTestSupport
import Testing

@testable import ScoringKitCLI

/// The pictures of `skit explain`: well-formed whatever the names, in two languages, for any number of features.
struct PlotTests {
  private let directory: ScratchFolder

  init() throws { directory = try ScratchFolder() }

  /// Feature f adds ±(f + 1)/10.
  private func model(
    _ names: [String], policy: Policy? = nil, link: LinkFunction = .sigmoid(Sigmoid())
  ) throws -> ScoringModel {
    let trees = names.indices.map { feature in
      let effect = Double(feature + 1) / 10
      return Tree(
        splits: [
          Tree.Split(
            feature: Int32(feature), rule: .lightGBM(missing: .nan, defaultLeft: true), threshold: 0.5,
            left: .init(rawValue: ~0), right: .init(rawValue: ~1))
        ], leafValues: [-effect, effect], covers: Tree.Covers(splits: [2], leaves: [1, 1]))
    }
    let forest = try Forest(
      validating: .init(featureNames: names, trees: trees, link: link))
    return try ScoringModel(
      schema: try FeatureSchema(names.map { .init(name: $0) }), pipeline: nil, forest: forest, policy: policy)
  }

  private func plots(
    _ model: ScoringModel, language: Language = .en, top: Int = 12
  ) throws -> ExplanationPlots {
    ExplanationPlots(
      source: ContributionSource(model), terms: try ExplainedTerms(model.schema),
      words: PlotWords(language, policy: model.policy, answer: ContributionSource(model).answer), top: top)
  }

  /// All four pictures of some rows.
  private func pictures(_ model: ScoringModel, _ rows: [[Double]], language: Language = .en) throws
    -> [String]
  {
    let plots = try plots(model, language: language)
    var explanation = try model.globalExplanation()
    var sample = RowSample(limit: 100)
    var last: [Double] = []
    for row in rows {
      var contributions = [Double](repeating: 0, count: model.contributionCount)
      var span = contributions.mutableSpan
      try model.writeContributions(
        of: row.span, layout: try RowLayout(rowCount: 1, columnCount: row.count), into: &span)
      try explanation.add(contributions.span)
      sample.add(values: row, contributions: contributions)
      last = contributions
    }
    return [
      plots.waterfall(name: "A <1>", values: rows.last ?? [], contributions: last[...]),
      plots.bar(explanation, output: 0), plots.beeswarm(sample, explanation, output: 0),
      plots.dependence(sample, feature: 0, rowCount: rows.count),
    ].map { String(decoding: $0, as: UTF8.self) }
  }

  private static let hostile = [
    "<script>alert(1)</script>", "a & b", "\"quoted\" 'twice'", "]]>", "<!--", "&lt;",
    "\u{0}\u{1}\u{8}\u{B}x",
    "tab\tline\nfeed", "\u{202E}reversed", "\u{FFFE}\u{7F}\u{85}", String(repeating: "long ", count: 2000),
    "\u{1F468}\u{200D}\u{1F469} é 漢字",
  ]

  @Test(arguments: [Language.en, .fr])
  func `hostile names stay text`(language: Language) throws {
    let model = try model(Self.hostile)
    let rows = (0..<20).map { row in Self.hostile.indices.map { Double((row + $0) % 3) } }
    for picture in try pictures(model, rows, language: language) {
      let outline = try #require(XMLOutline(picture))
      #expect(Set(outline.elements).isSubset(of: ["svg", "title", "rect", "path", "text", "g"]))
      #expect(outline.attributes.allSatisfy { !$0.name.hasPrefix("on") && $0.name != "href" })
      #expect(!picture.contains("\u{202E}"))
      #expect(picture.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" })
    }
    #expect(
      try pictures(model, rows, language: language)[1].contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
  }

  @Test(arguments: [1, 2, 13, 14, 400])
  func `any number of features gives a picture, the rest summed`(count: Int) throws {
    let model = try model((0..<count).map { "f\($0)" })
    let rows = (0..<30).map { row in
      (0..<count).map { ($0 + row) % 7 == 0 ? Double.nan : Double(row % 3) }
    }
    for (index, picture) in try pictures(model, rows).enumerated() {
      #expect(XMLOutline(picture) != nil)
      #expect(picture.utf8.count < 200_000)
      #expect(picture.contains("other features") == (count > 13 && index < 3))
    }
  }

  @Test func `a bar plot has what the trees say beside the bars, where the file holds it`() throws {
    let model = try directory.file("model.txt", CreditModel.text)
    let rows = try directory.file("rows.csv", CreditModel.rows)
    for (language, titles) in [
      ("en", ["Splits", "Gain", "Cover"]), ("fr", ["Divisions", "Gain", "Couverture"]),
    ] {
      let skit = try SkitProcess(
        "explain", "--model", model, "--rows", rows, "--id", "number", "--plot", "bar", "--language", language
      )
      let text = try #require(XMLOutline(skit.output)).text
      for title in titles { #expect(text.contains(title)) }
      // Of the age: 3 splits, and 92.391 + 74.6466 + 61.0097 gained.
      #expect(text.contains("228"))
    }
    // This model has covers, and no gains.
    let own = try #require(XMLOutline(try pictures(try self.model(["a", "b"]), [[1, 0]])[1])).text
    #expect(own.contains("Splits") && own.contains("Cover") && !own.contains("Gain"))
  }

  @Test func `values that are missing, infinite or all the same break no picture`() throws {
    let model = try model(["a", "b"])
    for rows: [[Double]] in [
      [[.nan, .nan]], [[1, 1], [1, 1]], [[.infinity, 0], [-.infinity, 1], [.nan, 2]],
      [[-.greatestFiniteMagnitude, 0], [.greatestFiniteMagnitude, 0]],
    ] {
      for picture in try pictures(model, rows) {
        #expect(XMLOutline(picture) != nil)
        #expect(!picture.contains("nan"))
      }
    }
  }

  @Test func `directions are said in words, as the policy sees them`() throws {
    let repaid = try Policy(positiveClass: "repaid", threshold: 0.5, refusal: .below)
    let text = try #require(XMLOutline(try pictures(try model(["a", "b"], policy: repaid), [[1, 0]])[0])).text
    // a adds 0.1 to the margin of repayment, b takes 0.2 away.
    #expect(text.contains("+0.100lowers the risk") == false)
    #expect(text.contains("\u{2212}0.200") && text.contains("raises the risk"))
    #expect(text.contains("+0.100") && text.contains("lowers the risk"))
    #expect(text.contains("refused below 50.0%"))
    #expect(text.contains("Probability of repaid"))
    let bare = try #require(XMLOutline(try pictures(try model(["a"]), [[1]])[0])).text
    #expect(bare.contains("raises the score"))
    #expect(!bare.contains("risk"))
  }

  @Test func `French has its words and numbers`() throws {
    let policy = try Policy(positiveClass: "défaut", threshold: 0.5, refusal: .atLeast)
    let text = try #require(
      XMLOutline(try pictures(try model(["a", "b"], policy: policy), [[12_345.5, 0]], language: .fr)[0])
    ).text
    #expect(text.contains("augmente le risque"))
    #expect(text.contains("diminue le risque"))
    #expect(text.contains("+0,100"))
    #expect(text.contains("12\u{202F}345,5"))
    #expect(text.contains("refusé à partir de 50,0\u{202F}%"))
    #expect(!text.contains("risk") || text.contains("risque"))
  }

  @Test func `an axis is named for what it measures`() throws {
    for link: LinkFunction in [.sigmoid(Sigmoid()), .identity, .probability] {
      let text = try #require(
        XMLOutline(try pictures(try model(["a"], link: link), [[1]])[0])
      ).text
      #expect(text.contains("Margin") == (link != .probability))
      #expect(text.contains("log-odds") == (link == .sigmoid(Sigmoid())))
      #expect(text.contains("Probability") == (link != .identity))
    }
  }

  @Test func `a waterfall shows each value in its own units`() throws {
    let bundle = directory.path("credit.json")
    try CreditModel.bundle().write(path: bundle)
    let applicants = try directory.file("applicants.csv", CreditModel.bundleRows)
    let skit = try SkitProcess(
      "explain", "--model", bundle, "--rows", applicants, "--plot", "waterfall", "--row", "1")
    #expect(skit.status == 0)
    let text = try #require(XMLOutline(skit.output)).text
    for part in ["Applicant 1", "15,000", "own", "default", "refused from 40.0%", "58.8%", "margin 0.35"] {
      #expect(text.contains(part))
    }
    let none = try SkitProcess(
      "explain", "--model", bundle, "--rows", applicants, "--plot", "waterfall", "--row", "4")
    #expect(none.status == 1)
    #expect(none.errors == "skit: \(applicants): there is no row 4\n")
  }

  @Test(arguments: [["bar"], ["beeswarm"], ["dependence", "--feature", "monthly income"]])
  func `the same command draws the same bytes`(arguments: [String]) throws {
    let model = try directory.file("model.txt", CreditModel.text)
    let rows = try directory.file("rows.csv", CreditModel.rows)
    let command =
      ["explain", "--model", model, "--rows", rows, "--id", "number", "--plot"] + arguments
    let first = try SkitProcess(command)
    #expect(first.status == 0)
    #expect(XMLOutline(first.output) != nil)
    #expect(try SkitProcess(command + ["--output", directory.path("plot.svg")]).status == 0)
    #expect(try directory.content("plot.svg") == first.output)
  }

  @Test(arguments: [
    ["--plot", "waterfall"], ["--plot", "dependence"], ["--row", "1"], ["--plot", "bar", "--row", "1"],
    ["--plot", "waterfall", "--row", "0"], ["--plot", "bar", "--global"],
    ["--plot", "bar", "--format", "csv"],
    ["--plot", "bar", "--language", "de"],
  ])
  func `a picture that cannot be meant ends with status 64`(arguments: [String]) throws {
    let skit = try SkitProcess(["explain", "--model", "m", "--rows", "r"] + arguments)
    #expect(skit.status == 64)
    #expect(skit.output == "")
  }

  @Test func `a sample is evenly spaced and never larger than asked`() {
    var sample = RowSample(limit: 10)
    for row in 0..<1000 where sample.wants(row: row) {
      sample.add(values: [Double(row)], contributions: [])
      #expect(sample.values.count <= 10)
    }
    let rows = sample.values.map { $0[0] }
    #expect(rows.first == 0)
    #expect(Set(zip(rows, rows.dropFirst()).map { $1 - $0 }).count == 1)
    #expect(rows.count > 5)
  }

  @Test func `dots near each other are moved apart, always the same way`() {
    let xs = [100.0, 100.5, 100.2, 300]
    let first = BeeswarmPlot.spread(xs, within: 15)
    #expect(first == BeeswarmPlot.spread(xs, within: 15))
    #expect(Set(first[..<3]).count == 3)
    #expect(first[3] == 0)
    #expect(BeeswarmPlot.spread([Double](repeating: 1, count: 5000), within: 15).allSatisfy { abs($0) <= 15 })
  }
}
