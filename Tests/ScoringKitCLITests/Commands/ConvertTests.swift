import ScoringKit
import ScoringKitFormats
import ScoringKitTestSupport
import Testing

@testable import ScoringKitCLI

/// `skit convert` as a process.
struct ConvertTests {
  private let directory: ScratchFolder
  private let model: String
  private let bundle: String

  init() throws {
    directory = try ScratchFolder()
    model = try directory.file("model.txt", CreditModel.text)
    bundle = directory.path("bundle.json")
  }

  @Test func `a model becomes a bundle with its answers`() throws {
    let skit = try SkitProcess("convert", model, "-o", bundle)
    #expect(skit.status == 0)
    #expect(skit.output == "" && skit.errors == "")
    let rows = try directory.file("rows.csv", CreditModel.rows)
    let answers = try [model, bundle].map {
      try SkitProcess("score", "--model", $0, "--rows", rows, "--id", "number", "--raw").output
    }
    #expect(answers[0] == answers[1])
    #expect(answers[0].contains("\(CreditModel.margins[0])"))
  }

  @Test func `a rule becomes the bundle's policy`() throws {
    let skit = try SkitProcess(
      "convert", model, "--output", bundle, "--threshold", "0.4", "--positive-class", "default",
      "--refuse-when", ">", "--reason-limit", "2")
    #expect(skit.status == 0)
    let policy = try ModelDocument(path: bundle).model.policy
    #expect(policy?.positiveClass == "default" && policy?.threshold == 0.4)
    #expect(policy?.refusal == .above && policy?.reasonLimit == 2)
  }

  @Test func `two models are refused, and nothing is written`() throws {
    let skit = try SkitProcess("convert", model, model, "-o", bundle)
    #expect(skit.status == 1)
    #expect(
      skit.errors
        == "skit: \(model), \(model): expected one model and at most one scaler, found 2 models and 0 "
        + "scalers\n")
    #expect(try directory.names() == ["model.txt"])
  }

  @Test func `a file that is no model is refused by its name`() throws {
    let other = try directory.file("other.txt", "not a model")
    let skit = try SkitProcess("convert", model, other, "-o", bundle)
    #expect(skit.status == 1)
    #expect(skit.errors.hasPrefix("skit: \(other): "))
    #expect(try directory.names() == ["model.txt", "other.txt"])
  }

  @Test func `XGBoost's options go into the bundle, and inspect states them`() throws {
    let trained = try directory.file("model.json", LinearModel.text)
    #expect(try SkitProcess("convert", trained, "-o", bundle, "--missing", "-999").status == 0)
    #expect(try ModelDocument(path: bundle).bundle?.model.xgBoost.missingValue == -999)
    let text = try SkitProcess("inspect", bundle).output
    #expect(text.contains("kind       bundle\nformat     xgboost-json 3.2.0\n"))
    #expect(text.contains("; -999.0 is missing as NaN is\n"))
  }

  @Test func `an XGBoost option on another model is refused`() throws {
    let skit = try SkitProcess("convert", model, "-o", bundle, "--missing", "-999")
    #expect(skit.status == 1)
    #expect(skit.errors.contains("XGBoost's own files only"))
  }

  @Test(arguments: [
    ["m"], ["-o", "b"], ["m", "-o", "b", "--threshold", "0.5"], ["m", "-o", "b", "--positive-class", "p"],
    ["m", "-o", "b", "--reason-limit", "1"], ["m", "-o", "b", "--refuse-when", "="],
  ])
  func `a wrong command line ends with status 64`(arguments: [String]) throws {
    let skit = try SkitProcess(["convert"] + arguments)
    #expect(skit.status == 64)
    #expect(skit.errors.hasPrefix("Error: "))
  }

  @Test func `help has examples`() throws {
    let skit = try SkitProcess("convert", "--help")
    #expect(skit.status == 0)
    #expect(skit.output.contains("EXAMPLES"))
  }
}
