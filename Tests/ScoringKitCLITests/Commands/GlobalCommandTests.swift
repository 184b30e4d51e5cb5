import Foundation
import ScoringKit
import ScoringKitFormats
import ScoringKitTestSupport
import Testing

@testable import ScoringKitCLI

/// `skit explain --global`, its groups and formats, as a process.
struct GlobalCommandTests {
  private let directory: ScratchFolder
  private let model: String
  private let rows: String

  init() throws {
    (directory, model, rows) = try CreditModel.files()
  }

  private func explain(_ arguments: String...) throws -> SkitProcess {
    try SkitProcess(["explain", "--model", model, "--rows", rows, "--ignore", "number"] + arguments)
  }

  @Test func `the means are those of all contributions`() throws {
    let skit = try explain("--global")
    #expect(skit.status == 0)
    let records = try CSVReader.records(skit.output)
    #expect(records[0].prefix(5) == ["kind", "feature", "mean_magnitude", "mean", "minimum"])
    #expect(records.dropFirst().map { $0[1] } == ["age", "monthly_income", "home"])
    for (feature, record) in records.dropFirst().enumerated() {
      let column = CreditModel.contributions.map { $0[feature] }
      let magnitude = column.reduce(0) { $0 + $1.magnitude } / 3
      #expect((Double(record[2]) ?? .nan) - magnitude <= 1e-13)
      #expect(((Double(record[3]) ?? .nan) - column.reduce(0, +) / 3).magnitude <= 1e-13)
    }
  }

  @Test func `splits, gain and cover stand beside, a group's summed`() throws {
    let records = try CSVReader.records(try explain("--global", "--groups", "person=age,home").output)
    #expect(records[0].suffix(3) == ["split", "gain", "cover"])
    #expect(records.dropFirst().map { $0[$0.count - 3] } == ["3.0", "6.0", "3.0", "6.0"])
    let gains = records.dropFirst().compactMap { Double($0[$0.count - 2]) }
    // LightGBM's file says them as float32.
    #expect((gains[0] - (92.391 + 74.6466 + 61.0097)).magnitude < 1e-4)
    #expect((gains[3] - gains[0] - gains[2]).magnitude < 1e-9)
  }

  @Test func `the order of the rows changes no byte`() throws {
    let lines = CreditModel.rows.split(separator: "\n")
    let turned = try directory.file(
      "turned.csv", ([lines[0]] + lines[1...].reversed()).joined(separator: "\n") + "\n")
    let skit = try SkitProcess(
      "explain", "--model", model, "--rows", turned, "--ignore", "number", "--global")
    #expect(skit.output == (try explain("--global").output))
    #expect(skit.status == 0)
  }

  @Test func `a group from the command line and one from a file say the same`() throws {
    let file = try directory.file("groups.csv", "group,feature\nperson,home\nperson,age\n")
    let found = try explain("--global", "--groups", "person=age,home")
    #expect(found.status == 0)
    #expect(try explain("--global", "--groups", file).output == found.output)
    let last = try #require(try CSVReader.records(found.output).last)
    #expect(last.prefix(2) == ["group", "person"])
    let values = try personContributions(sums: false)
    #expect(
      ((Double(last[2]) ?? .nan) - values.reduce(0) { $0 + $1.magnitude } / 3).magnitude <= 1e-13)
    let sums = CreditModel.contributions.map { $0[0] + $0[2] }
    let summed = try CSVReader.records(
      try explain("--global", "--groups", "person=age,home", "--sums").output)
    let stated = Double(try #require(summed.last)[2]) ?? .nan
    #expect((stated - sums.reduce(0) { $0 + $1.magnitude } / 3).magnitude <= 1e-13)
  }

  /// What age and home contribute together to each of the three rows.
  private func personContributions(sums: Bool) throws -> [Double] {
    let person = try FeatureGroup(name: "person", features: [0, 2])
    let model = try ModelDocument(path: model).model
      .explaining(Players(featureCount: 3, groups: [person]), sums: sums)
    var reader = try RowTable(
      try CSVReader(CreditModel.rows), schema: model.schema, binding: .init(ignored: ["number"]))
    let block = try #require(try reader.next(limit: 3))
    return try ContributionSource(model).contributions(of: block).enumerated()
      .filter { $0.offset % 3 == 0 }.map(\.element)
  }

  @Test func `groups take the place of their features in a row's explanation`() throws {
    let records = try CSVReader.records(try explain("--groups", "person=age,home").output)
    #expect(records[1...3].map { $0[2] } == ["person", "monthly_income", "(base)"])
    #expect(Double(records[1][3]) == (try personContributions(sums: false)[0]))
    let sums = try CSVReader.records(try explain("--groups", "person=age,home", "--sums").output)
    #expect(Double(sums[1][3]) == (try personContributions(sums: true)[0]))
    #expect(
      ((Double(sums[1][3]) ?? .nan) - CreditModel.contributions[0][0] - CreditModel.contributions[0][2])
        .magnitude <= 1e-13)
    #expect(sums[1][3] != records[1][3])
    let total = { (lines: [[String]]) in lines[1...3].reduce(0) { $0 + (Double($1[3]) ?? .nan) } }
    #expect((total(records) - total(sums)).magnitude <= 1e-13)
  }

  @Test func `interactions are between groups`() throws {
    let values = try CSVReader.records(try explain("--groups", "person=age,home").output)
    let records = try CSVReader.records(
      try explain("--groups", "person=age,home", "--interactions").output)
    #expect(
      records[1...3].map { Array($0[1...2]) } == [
        ["person", "person"], ["person", "monthly_income"], ["monthly_income", "monthly_income"],
      ])
    let numbers = records[1...3].map { Double($0[3]) ?? .nan }
    #expect((numbers[0] + numbers[1] / 2 - (Double(values[1][3]) ?? .nan)).magnitude <= 1e-13)
    let home = try CSVReader.records(
      try explain("--groups", "person=age,home", "--interactions", "--feature", "home").output)
    #expect(home[1...2].map(\.[3]) == records[1...2].map(\.[3]))
  }

  @Test(arguments: ["person=age,nobody", "=age", "person=age,age", "person="])
  func `a group that does not fit is refused`(group: String) throws {
    let skit = try explain("--global", "--groups", group)
    #expect(skit.status == 1)
    #expect(skit.output == "")
    #expect(skit.errors.hasPrefix("skit: "))
  }

  @Test func `a file of groups is refused with its name and line`() throws {
    let file = try directory.file("bad.csv", "group,feature\nperson\n")
    let skit = try explain("--global", "--groups", file)
    #expect(skit.status == 1)
    #expect(skit.errors.hasPrefix("skit: \(file): line 2: "))
  }

  @Test func `a program gets JSON of the rows and of all together`() throws {
    for arguments in [["--format", "json"], ["--format", "json", "--global", "--top", "2"]] {
      let skit = try SkitProcess(
        ["explain", "--model", model, "--rows", rows, "--id", "number"] + arguments)
      #expect(skit.status == 0)
      #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(skit.output.utf8)) }
      #expect(skit.output.contains("\"base\": -0.246"))
    }
  }

  @Test func `a person gets a table of all rows`() throws {
    let skit = try explain("--global", "--format", "table", "--top", "1")
    #expect(skit.output.hasPrefix("3 applicants\n"))
    #expect(skit.output.contains("greatest  Splits  Gain  Cover"))
    let french = try explain("--global", "--format", "table", "--language", "fr")
    #expect(french.output.hasPrefix("3 demandeurs\n"))
    #expect(french.output.contains("moyenne |valeur|") && french.output.contains("Couverture"))
    #expect(skit.output.contains("mean |value|"))
    #expect(skit.output.contains("  age"))
    #expect(!skit.output.contains("  home"))
  }
}
