import ScoringKit
import ScoringKitFormats
import ScoringKitTestSupport
import Testing

@testable import ScoringKitCLI

/// `skit verify` as a process.
struct VerifyTests {
  private let directory: ScratchFolder
  private let model: String
  private let rows: String

  init() throws {
    (directory, model, rows) = try CreditModel.files()
  }

  private func verify(_ expected: String, _ options: String...) throws -> SkitProcess {
    let path = try directory.file("expected.csv", expected)
    return try SkitProcess(
      ["verify", "--model", model, "--rows", rows, "--ignore", "number", "--expected", path] + options)
  }

  private static func column(_ numbers: [Double], header: String = "") -> String {
    header + numbers.map { "\($0)\n" }.joined()
  }

  @Test func `equal answers end with status 0`() throws {
    let skit = try verify(Self.column(CreditModel.probabilities))
    #expect(skit.status == 0)
    #expect(skit.errors == "")
    #expect(skit.output.hasPrefix("verdict                  equal\n"))
    #expect(skit.output.contains("rows                     3 of 3 equal to the bit\n"))
    #expect(try verify(Self.column(CreditModel.margins), "--raw-score").status == 0)
  }

  @Test(arguments: [
    // numpy.savetxt, and with header=, delimiter=" " and two columns of predict_proba.
    "5.875713227492526079e-01\n4.261559208524864923e-01\n3.380985856360308054e-01\n",
    "# good bad\n0.4124286772507474 0.5875713227492526\n0.5 0.4261559208524865\n0.7 0.3380985856360308\n",
    "0.4,5.875713227492526e-01\n0.5,0.4261559208524865\n0.7,0.3380985856360308\n",
    // pandas: a series with its index, a frame with and without it, line ends of Windows.
    ",0\n0,0.5875713227492526\n1,0.4261559208524865\n2,0.3380985856360308\n",
    ",good,bad\n0,0.4,0.5875713227492526\n1,0.5,0.4261559208524865\n2,0.7,0.3380985856360308\n",
    "bad\r\n0.5875713227492526\r\n0.4261559208524865\r\n0.3380985856360308\r\n",
  ])
  func `answers are read as NumPy and pandas write them`(expected: String) throws {
    let skit = try verify(expected)
    #expect(skit.status == 0, "\(skit.errors)")
  }

  @Test func `the first row that differs is named, with the difference and no score`() throws {
    var margins = CreditModel.margins
    margins[1] = margins[1].nextUp
    margins[2] += 0.25
    let skit = try verify(Self.column(margins), "--raw-score")
    #expect(skit.status == 1)
    #expect(skit.errors == "")
    #expect(skit.output.hasPrefix("verdict                  different\n"))
    #expect(skit.output.contains("values                   1 of 3 equal to the bit\n"))
    #expect(skit.output.contains("first row that differs   row 2 (line 3): 5.55"))
    #expect(skit.output.contains("(1 ulp)\n"))
    #expect(skit.output.contains("largest difference       0.25 ("))
    #expect(skit.output.contains("with --leaf"))
    for value in CreditModel.margins + [15000, 25000] { #expect(!skit.output.contains("\(value)")) }
  }

  @Test func `a tolerance lets small differences pass, and none beyond it`() throws {
    let margins = CreditModel.margins.map { $0 + 1e-7 }
    #expect(try verify(Self.column(margins), "--raw-score", "--tolerance", "1e-6").status == 0)
    #expect(try verify(Self.column(margins), "--raw-score", "--tolerance", "1e-8").status == 1)
  }

  @Test func `a missing answer is no number, whatever the tolerance`() throws {
    let skit = try verify("nan\n0.4261559208524865\n0.3380985856360308\n", "--tolerance", "9")
    #expect(skit.status == 1)
    #expect(skit.output.contains("row 1 (line 2): one of the two is NaN"))
  }

  @Test func `leaves tell the first tree that differs`() throws {
    let equal = try verify(try leaves().joined(separator: "\n"), "--leaf")
    #expect(equal.status == 0, "\(equal.output)")
    var other = try leaves()
    other[1] = other[1].split(separator: ",").enumerated().map { $0 > 0 ? "\($1)1" : "\($1)" }
      .joined(separator: ",")
    let skit = try verify(other.joined(separator: "\n"), "--leaf")
    #expect(skit.status == 1)
    #expect(skit.output.contains("first row that differs   row 2 (line 3)\n"))
    #expect(skit.output.contains("tree 1 in row 2; it differs in 1 of all rows, and 2 of 3 trees differ"))
  }

  /// The leaves of the rows, a line a row.
  private func leaves() throws -> [String] {
    let evaluator = try CreditModel.document().model.evaluator
    let values = [30, 15000, 1, 50, .nan, 0, 35, 25000, 2.0]
    var leaves = [Int32](repeating: 0, count: 9)
    var span = leaves.mutableSpan
    try evaluator.writeLeafIndices(
      of: values.span, layout: RowLayout(rowCount: 3, columnCount: 3), into: &span)
    return (0..<3).map { row in leaves[row * 3..<row * 3 + 3].map { "\($0)" }.joined(separator: ",") }
  }

  @Test func `the answers may be columns by name`() throws {
    let table = "id,bad\n" + zip(7..., CreditModel.probabilities).map { "\($0),\($1)\n" }.joined()
    #expect(try verify(table, "--column", "bad").status == 0)
    let skit = try verify(table, "--column", "worse")
    #expect(skit.status == 1)
    #expect(skit.errors.hasSuffix("expected.csv: line 1: the column 'worse' is missing\n"))
  }

  @Test func `a first line that counts is a header only if the caller says so`() throws {
    let table = Self.column(CreditModel.probabilities, header: "0\n")
    #expect(try verify(table).errors.contains("say --header or --no-header"))
    #expect(try verify(table, "--header").status == 0)
    #expect(try verify(table, "--no-header").errors.contains("answers behind the last of the 3 rows"))
  }

  @Test func `an option of XGBoost's changes the answers, and another trainer's model refuses it`() throws {
    let xgBoost = try directory.file("model.json", LinearModel.text)
    let table = try directory.file("numbers.csv", "f0,f1\n-7,2\n0.5,-7\n1,1\n")
    let document = try ModelDocument(
      path: xgBoost, options: ReadOptions(xgBoost: XGBoostOptions(missingValue: -7)))
    let answers = try [[.nan, 2], [0.5, .nan], [1, 1]].map {
      try document.model.evaluator.predictions(of: $0)[0]
    }
    // As pandas writes float32: digits for a float, which as a double are another number.
    let expected = try directory.file("e.csv", answers.map { "\(Float($0))\n" }.joined())
    let command = ["verify", "--model", xgBoost, "--rows", table, "--expected", expected]
    let skit = try SkitProcess(command + ["--missing", "-7"])
    #expect(skit.status == 0, "\(skit.output)")
    #expect(skit.output.contains("as float32, exactly"))
    #expect(try SkitProcess(command).output.contains("rows                     1 of 3 equal"))
    #expect(try verify("", "--missing", "-7").errors.contains("XGBoost's own files only"))
    for command in ["score", "explain"] {
      let skit = try SkitProcess(command, "--model", xgBoost, "--rows", table, "--missing", "-7")
      let plain = try SkitProcess(command, "--model", xgBoost, "--rows", table)
      #expect(skit.status == 0 && plain.status == 0 && skit.output != plain.output)
    }
    let inspected = try SkitProcess("inspect", xgBoost, "--missing", "-7", "--best-iteration")
    #expect(inspected.output.contains("; -7.0 is missing as NaN is\n"))
  }

  @Test(arguments: [
    ("", "the table is empty"), ("0.5\n0.5\n", "the table has 2 rows of answers"),
    ("0.5\n0.5\n0.5\n0.5\n", "line 4: there are answers behind the last of the 3 rows"),
    ("0.5\nsecret\n0.5\n", "line 2: column 1: expected a number"),
    ("a,b,c\n1,2,3\n", "found columns of answers: 3; predictions the model gives a row: 1"),
    ("0.5\n0.5,1\n0.5\n", "line 2: the first line has 1 columns, this one has 2"),
  ])
  func `answers that do not fit the rows are refused`(expected: String, message: String) throws {
    let skit = try verify(expected)
    #expect(skit.status == 1)
    #expect(skit.output == "")
    #expect(skit.errors.contains("expected.csv: ") && skit.errors.contains(message), "\(skit.errors)")
    #expect(!skit.errors.contains("secret"))
  }

  @Test func `the report is an object for a program`() throws {
    let skit = try verify(Self.column(CreditModel.probabilities.map { $0 + 0.5 }), "--format", "json")
    #expect(skit.status == 1)
    let keys = [
      "equal", "compared", "precision", "tolerance", "rows", "rows_equal", "values", "values_equal",
      "largest_difference", "first_difference", "first_tree",
    ]
    for key in keys { #expect(skit.output.contains("\"\(key)\": ")) }
    #expect(skit.output.contains("\"row\": 1,"))
  }

  @Test(arguments: [
    ["--raw-score", "--leaf"], ["--tolerance", "-1"], ["--tolerance", "nan"],
    ["--leaf", "--tolerance", "1"], ["--column", "a", "--no-header"],
  ])
  func `a wrong command line ends with status 64`(options: [String]) throws {
    let skit = try SkitProcess(["verify", "--model", "m", "--rows", "r", "--expected", "e"] + options)
    #expect(skit.status == 64)
    #expect(skit.errors.hasPrefix("Error: "))
    #expect(try SkitProcess("verify", "--model", "m", "--rows", "-", "--expected", "-").status == 64)
  }
}
