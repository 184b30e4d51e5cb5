import ScoringKit
import ScoringKitTestSupport
import Testing

@testable import ScoringKitCLI

/// `skit explain --background` and `--interactions`, as a process.
struct BackgroundCommandTests {
  private let directory: ScratchFolder
  private let model: String
  private let rows: String
  private let background: String

  init() throws {
    directory = try ScratchFolder()
    model = try directory.file("model.txt", CreditModel.text)
    rows = try directory.file("rows.csv", CreditModel.rows)
    background = try directory.file("background.csv", "age,monthly income,home\n40,30000,0\n25,9000,1\n")
  }

  private func explain(_ arguments: String...) throws -> SkitProcess {
    try SkitProcess(["explain", "--model", model, "--rows", rows, "--id", "number"] + arguments)
  }

  /// The last column's sum for each row, in order.
  private func sums(_ output: String) throws -> [Double] {
    var sums: [(row: String, sum: Double)] = []
    for record in try CSVReader.records(output).dropFirst() {
      let number = Double(record.last ?? "") ?? .nan
      if sums.last?.row == record[0] {
        sums[sums.count - 1].sum += number
      } else {
        sums.append((record[0], number))
      }
    }
    return sums.map(\.sum)
  }

  private func expect(_ found: [Double], _ expected: [Double]) {
    #expect(found.count == expected.count)
    #expect(zip(found, expected).allSatisfy { ($0 - $1).magnitude <= 1e-13 })
  }

  /// A bundle that carries the background.
  private func bundle() throws -> String {
    let path = directory.path("bundle.json")
    let skit = try SkitProcess("convert", model, "-o", path, "--background", background)
    try #require(skit.status == 0, "\(skit.errors)")
    return path
  }

  @Test(arguments: [[], ["--space", "probability"], ["--global"], ["--plot", "bar"]])
  func `a bundle's own background explains as its table does`(arguments: [String]) throws {
    let stored = try SkitProcess(
      ["explain", "--model", try bundle(), "--rows", rows, "--id", "number", "--background", "bundle"]
        + arguments)
    #expect(stored.status == 0)
    let given = try SkitProcess(
      ["explain", "--model", model, "--rows", rows, "--id", "number", "--background", background] + arguments)
    #expect(stored.output == given.output)
    #expect(!stored.output.isEmpty)
  }

  @Test func `a bundle's background is inspected, and one without says so`() throws {
    let bundle = try bundle()
    #expect(try SkitProcess("inspect", bundle).output.contains("2 rows, float32, sha256 "))
    #expect(try SkitProcess("inspect", bundle, "--format", "json").output.contains("\"rows\": 2"))
    #expect(try SkitProcess("inspect", model, "--format", "json").output.contains("\"background\": null"))
    let none = try explain("--background", "bundle")
    #expect(none.status == 1)
    #expect(none.errors.hasPrefix("skit: \(model): no background is stored with this model"))
  }

  @Test func `a background that does not fit leaves no bundle`() throws {
    let output = directory.path("none.json")
    let other = try directory.file("other.csv", "number,age,monthly income,home\n1,40,30000,0\n")
    let extra = try SkitProcess("convert", model, "-o", output, "--background", other)
    #expect(extra.status == 1)
    #expect(extra.errors.hasPrefix("skit: \(other): "))
    #expect(try !directory.names().contains("none.json"))
    #expect(
      try SkitProcess("convert", model, "-o", output, "--background", other, "--ignore", "number").status == 0
    )
    #expect(try SkitProcess("convert", model, "-o", output, "--ignore", "number").status == 64)
  }

  @Test(
    arguments: [
      [], ["--background", "BACKGROUND"], ["--background", "BACKGROUND", "--space", "probability"],
      ["--interactions"], ["--global"], ["--plot", "beeswarm"], ["--plot", "waterfall", "--row", "1500"],
    ])
  func `threads change no byte`(arguments: [String]) throws {
    var table = "number,home,age,monthly income\n"
    for row in 0..<1500 { table += "\(row),\(row % 3),\(18 + row % 50),\(row % 7 * 9000 + row)\n" }
    let many = try directory.file("many.csv", table)
    let command =
      ["explain", "--model", model, "--rows", many, "--id", "number"]
      + arguments.map { $0 == "BACKGROUND" ? background : $0 }
    let plain = try SkitProcess(command)
    #expect(plain.status == 0)
    #expect(try SkitProcess(command + ["--threads", "0"]).output == plain.output)
    #expect(try SkitProcess(command + ["--threads", "2"]).output == plain.output)
  }

  @Test func `values against a background and its mean add up to the margin`() throws {
    let skit = try explain("--background", background)
    #expect(skit.status == 0)
    expect(try sums(skit.output), CreditModel.margins)
    let margins = try SkitProcess("score", "--model", model, "--rows", background, "--raw").output
    let mean = try CSVReader.records(margins).dropFirst().compactMap { Double($0[0]) }.reduce(0, +) / 2
    let base = try #require(try CSVReader.records(skit.output).first { $0[2] == "(base)" })
    expect([Double(base[3]) ?? .nan], [mean])
  }

  @Test func `in probability space they add up to the probability`() throws {
    let skit = try explain("--background", background, "--space", "probability")
    #expect(skit.status == 0)
    expect(try sums(skit.output), CreditModel.probabilities)
  }

  @Test func `pairs and what each feature added alone add up to the margin without its base`() throws {
    let skit = try explain("--interactions")
    #expect(skit.status == 0)
    expect(
      try sums(skit.output), zip(CreditModel.margins, CreditModel.contributions).map { $0 - $1[3] })
    let records = try CSVReader.records(skit.output)
    #expect(records[0] == ["number", "feature", "with", "interaction"])
    #expect(records.count == 1 + 3 * 6)
  }

  @Test func `one feature's pairs are those of all`() throws {
    let all = try CSVReader.records(try explain("--interactions").output)
    let some = try CSVReader.records(try explain("--interactions", "--feature", "home").output)
    #expect(some.count == 1 + 3 * 3)
    for record in some.dropFirst() {
      let whole = try #require(all.first { $0.prefix(3) == record.prefix(3) })
      expect([Double(record[3]) ?? .nan], [Double(whole[3]) ?? .nan])
    }
    let strongest = try CSVReader.records(try explain("--interactions", "--top", "1").output)
    #expect(strongest.dropFirst().map { Array($0[1...2]) }.first == ["age", "age"])
    #expect(
      try explain("--interactions", "--format", "table", "--top", "1").output.contains("age alone  +0."))
    #expect(try explain("--interactions", "--format", "json").output.contains("\"with\": \"home\""))
    let french = try explain("--interactions", "--format", "table", "--language", "fr").output
    #expect(french.contains("age à elle seule  ") && french.contains("age avec home  "))
  }

  @Test func `a probability's waterfall is in percent`() throws {
    let skit = try explain(
      "--background", background, "--space", "probability", "--plot", "waterfall", "--row", "1", "--language",
      "fr")
    #expect(skit.status == 0)
    let text = try #require(XMLOutline(skit.output)).text
    #expect(text.contains("58,8\u{202F}%"))
    #expect(text.contains("Moyenne de comparaison"))
    #expect(text.contains("pts"))
    #expect(!text.contains("Marge"))
  }

  @Test func `a background that does not fit is refused with its name`() throws {
    let bad = try directory.file("bad.csv", "age,home\n1,2\n")
    let skit = try explain("--background", bad)
    #expect(skit.status == 1)
    #expect(skit.errors.hasPrefix("skit: \(bad): "))
    let empty = try directory.file("empty.csv", "age,monthly income,home\n")
    #expect(try explain("--background", empty).status == 1)
  }

  @Test(arguments: [
    ["--space", "probability"], ["--feature", "age"], ["--interactions", "--global"],
    ["--interactions", "--background", "b.csv"], ["--interactions", "--plot", "bar"],
  ])
  func `options that contradict each other end with status 64`(arguments: [String]) throws {
    #expect(try SkitProcess(["explain", "--model", "m", "--rows", "r"] + arguments).status == 64)
  }
}
