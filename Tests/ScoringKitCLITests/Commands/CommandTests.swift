import ScoringKitFormats
import ScoringKitTestSupport
import Testing

@testable import ScoringKitCLI

/// The command as a process: what it prints, what it leaves behind, how it ends.
struct CommandTests {
  private let directory: ScratchFolder
  private let model: String
  private let rows: String

  init() throws {
    (directory, model, rows) = try CreditModel.files()
  }

  @Test func `scores go to standard output`() throws {
    let skit = try SkitProcess("score", "--model", model, "--rows", rows, "--id", "number", "--raw")
    #expect(skit.status == 0)
    #expect(skit.errors == "")
    #expect(
      try CSVReader.records(skit.output).dropFirst().compactMap { Double($0[1]) } == CreditModel.margins)
  }

  @Test func `scores go to a file, which replaces the one before`() throws {
    let path = try directory.file("scores.csv", "old")
    let skit = try SkitProcess(
      "score", "--model", model, "--rows", rows, "--ignore", "number", "--output", path)
    #expect(skit.status == 0)
    #expect(skit.output == "")
    #expect(try directory.content("scores.csv").hasPrefix("probability\n0.5875713227492526\n"))
    #expect(try directory.names() == ["model.txt", "rows.csv", "scores.csv"])
  }

  @Test func `rows come from standard input`() throws {
    let skit = try SkitProcess(
      "score", "--model", model, "--rows", "-", "--ignore", "number", "--raw", input: CreditModel.rows)
    #expect(skit.status == 0)
    #expect(skit.output.hasPrefix("margin\n\(CreditModel.margins[0])\n"))
  }

  @Test func `the number of threads changes no byte`() throws {
    let outputs = try ["0", "1", "7"].map {
      try SkitProcess("score", "--model", model, "--rows", rows, "--id", "number", "--threads", $0).output
    }
    #expect(Set(outputs).count == 1)
    #expect(outputs[0].hasPrefix("number,probability\n"))
  }

  @Test(arguments: ["score", "explain"])
  func `a bad cell far down leaves nothing half written`(command: String) throws {
    let many = "age,monthly income,home\n" + String(repeating: "30,1000,1\n", count: 3000) + "30,secret,1\n"
    let bad = try directory.file("bad.csv", many)
    _ = try directory.file("old.csv", "old")
    for output in ["old.csv", "new.csv"] {
      let skit = try SkitProcess(
        command, "--model", model, "--rows", bad, "--output", directory.path(output))
      #expect(skit.status == 1)
      #expect(
        skit.errors
          == "skit: \(bad): line 3002: column 2 ('monthly income'): expected a number; "
          + "where this word stands for a missing value, name it in --missing-words\n")
    }
    #expect(try directory.content("old.csv") == "old")
    #expect(try directory.names() == ["bad.csv", "model.txt", "old.csv", "rows.csv"])
    let skit = try SkitProcess(command, "--model", model, "--rows", bad)
    #expect(skit.status == 1)
    #expect(skit.output == "")
  }

  @Test func `what cannot be read or written ends with status 1 and its name`() throws {
    let missing = directory.path("missing.txt")
    let noModel = try SkitProcess("inspect", missing)
    #expect(noModel.status == 1)
    #expect(noModel.errors == "skit: cannot open '\(missing)': No such file or directory\n")
    let noRows = try SkitProcess("score", "--model", model, "--rows", missing)
    #expect(noRows.status == 1)
    #expect(noRows.errors == "skit: cannot open '\(missing)': No such file or directory\n")
    let noDirectory = directory.path("none/scores.csv")
    let noOutput = try SkitProcess(
      "score", "--model", model, "--rows", rows, "--id", "number", "--output", noDirectory)
    #expect(noOutput.status == 1)
    #expect(noOutput.errors.hasPrefix("skit: cannot create a file beside '\(noDirectory)'"))
    let device = try SkitProcess(
      "score", "--model", model, "--rows", rows, "--id", "number", "--output", "/dev/full")
    #expect(device.status == 1)
    #expect(device.errors == "skit: '/dev/full' exists and is not a regular file\n")
  }

  @Test func `a read-only file is not replaced`() throws {
    let path = try directory.readOnlyFile("kept.csv", "kept")
    let skit = try SkitProcess("score", "--model", model, "--rows", rows, "--id", "number", "--output", path)
    #expect(skit.status == 1)
    #expect(skit.errors == "skit: '\(path)' exists and is read-only\n")
    #expect(try directory.content("kept.csv") == "kept")
    #expect(try directory.names() == ["kept.csv", "model.txt", "rows.csv"])
  }

  @Test func `a damaged model is refused with file and line`() throws {
    let damaged = try directory.file(
      "damaged.txt", CreditModel.text.replacing("left_child=2 3 -1 -2", with: ""))
    let skit = try SkitProcess("score", "--model", damaged, "--rows", rows)
    #expect(skit.status == 1)
    #expect(skit.output == "")
    #expect(skit.errors.hasPrefix("skit: \(damaged): line "))
  }

  @Test(arguments: [
    ["score"], ["score", "--model", "m", "--rows", "r", "--threads", "-1"],
    ["explain", "--model", "m", "--rows", "r", "--top", "0"], ["inspect"],
    ["inspect", "m", "--format", "xml"],
    ["dance"],
  ])
  func `a wrong command line ends with status 64`(arguments: [String]) throws {
    let skit = try SkitProcess(arguments)
    #expect(skit.status == 64)
    #expect(skit.output == "")
    #expect(skit.errors.hasPrefix("Error: "))
  }

  @Test(arguments: [
    ["--help"], ["score", "--help"], ["explain", "--help"], ["inspect", "--help"], ["verify", "--help"],
  ])
  func `help has examples and ends with status 0`(arguments: [String]) throws {
    let skit = try SkitProcess(arguments)
    #expect(skit.status == 0)
    #expect(skit.output.contains("EXAMPLES"))
  }

  @Test func `explanations go to standard output, strongest first`() throws {
    let skit = try SkitProcess("explain", "--model", model, "--rows", rows, "--id", "number", "--top", "1")
    #expect(skit.status == 0)
    let records = try CSVReader.records(skit.output)
    #expect(
      records.map { $0[2] } == [
        "feature", "age", "(base)", "monthly_income", "(base)", "monthly_income", "(base)",
      ])
  }

  @Test func `a bundle is inspected, scored and decided`() throws {
    let bundle = directory.path("credit.json")
    try CreditModel.bundle().write(path: bundle)
    let applicants = try directory.file("applicants.csv", CreditModel.bundleRows)
    let decided = try SkitProcess("score", "--model", bundle, "--rows", applicants)
    #expect(decided.status == 0)
    #expect(
      decided.output == "probability,margin,decision\n"
        + zip(CreditModel.probabilities, CreditModel.margins).map {
          "\($0),\($1),\($0 >= 0.4 ? "refuse" : "accept")\n"
        }.joined())
    let inspected = try SkitProcess("inspect", bundle, "--format", "json")
    #expect(inspected.status == 0)
    #expect(inspected.output.contains("\"kind\": \"bundle\""))
    #expect(inspected.output.contains("\"positive_class\": \"default\""))
  }
}
