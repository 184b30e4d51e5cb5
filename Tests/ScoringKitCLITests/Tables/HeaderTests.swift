import ScoringKit
import ScoringKitTestSupport
import Testing

@testable import ScoringKitCLI

/// No applicant is taken for a header, and no header hides one.
struct HeaderTests {
  private static let numbered = ["0", "1", "2"]

  private func rows(
    _ text: String, names: [String] = numbered, _ binding: RowTable.Binding = .init()
  ) throws -> [Double] {
    var table = try RowTable(
      try CSVReader(text), schema: try FeatureSchema(names.map { .init(name: $0) }), binding: binding)
    var values: [Double] = []
    while let block = try table.next(limit: 2) { values += block.values }
    return values
  }

  private func refusal(
    _ text: String, names: [String] = numbered, _ binding: RowTable.Binding = .init()
  ) throws -> ScoringError {
    try #require(throws: ScoringError.self) { try rows(text, names: names, binding) }
  }

  @Test(arguments: [
    "0,1,2", "2,1,0", "\"0\",\"1\",\"2\"", "\u{FEFF}0,1,2", "0,1,31337", "1,1,0", " 0,1,2 ", ",0,1,2",
    "0,1,NA",
    "1,nan,True", "0,1,inf", "0,1e3,2", "0,1,2,smith", "0,1",
  ])
  func `a first line that may be a row is refused, without a value of it`(line: String) throws {
    let error = try refusal(line + "\n0,1,2\n")
    #expect(error.code == .columnMismatch)
    #expect(
      error.description
        == "line 1: the first line may be a header or an applicant's row: every name of the model's "
        + "in it could be a number too; say --rows-header or --no-rows-header")
  }

  @Test(arguments: ["31337,5,7", "", "\n", "smith,7,8", "-1,-1,-1"])
  func `a first line without a name is refused, without a value of it`(line: String) throws {
    let error = try refusal(line + "\n0,1,2\n")
    #expect(error.code == .columnMismatch)
    #expect(
      error.description
        == "line 1: the first line names none of the model's 3 features; expected a header, or "
        + "--no-rows-header")
  }

  @Test func `the caller says what the first line is`() throws {
    #expect(try rows("2,1,0\n7,8,9\n", .init(hasHeader: true)) == [9, 8, 7])
    #expect(try rows("2,1,0\n7,8,9\n", .init(hasHeader: false)) == [2, 1, 0, 7, 8, 9])
    // The same row again is a row.
    #expect(try rows("0,1,2\n0,1,2\n", .init(hasHeader: true)) == [0, 1, 2])
    #expect(try rows("0,1,2\n0,1,2\n", .init(hasHeader: false)) == [0, 1, 2, 0, 1, 2])
    #expect(try rows("7\n", names: ["f0"], .init(hasHeader: false)) == [7])
    #expect(try refusal("0,1,2,income\n", .init(hasHeader: true)).message.contains("'income'"))
  }

  @Test func `a name that is no value makes a header certain`() throws {
    #expect(try rows("0,age\n7,8\n", names: ["0", "age"]) == [7, 8])
    #expect(try rows("id,1,0\nx,7,8\n", names: ["0", "1"], .init(id: "id")) == [8, 7])
    #expect(try rows("1,0,note\n7,8,x\n", names: ["0", "1"], .init(ignored: ["note"])) == [8, 7])
    #expect(try rows("f1,f0\n7,8\n", names: ["f0", "f1"]) == [8, 7])
    // The caller's name may be a number too.
    #expect(try refusal("9,1,0\nx,7,8\n", names: ["0", "1"], .init(id: "9")).code == .columnMismatch)
  }

  @Test func `a table without a header needs a model whose columns have no names`() throws {
    let named = try refusal("7,8\n", names: ["age", "income"], .init(hasHeader: false))
    #expect(named.message.contains("give it a header"))
    // Places that are not their own are names.
    #expect(try refusal("7,8\n", names: ["1", "0"], .init(hasHeader: false)).code == .columnMismatch)
    let narrow = try refusal("7,8\n", .init(hasHeader: false))
    #expect(narrow.message == "the first row has 2 columns, the model has 3 features")
    #expect(try refusal("7;8;9\n", .init(hasHeader: false)).message.hasSuffix("--separator ';'"))
    for binding in [RowTable.Binding(id: "0", hasHeader: false), .init(ignored: ["0"], hasHeader: false)] {
      #expect(try refusal("7,8,9\n", binding).code == .invalidArgument)
    }
    let cell = try refusal("7,8,9\n7,secret,9\n", .init(hasHeader: false))
    #expect(cell.description.hasPrefix("line 2: column 2 ('1'): expected a number"))
    #expect(try refusal("7,8,9\n7,8\n", .init(hasHeader: false)).code == .malformedDocument)
  }

  @Test func `a header of a million columns is refused at once`() throws {
    let text = (0..<1_000_000).map { "x\($0)" }.joined(separator: ",") + "\n"
    #expect(throws: ScoringError.self) { try rows(text, names: (0..<1000).map { "c\($0)" }) }
  }

  @Test(arguments: ["score", "explain", "verify"])
  func `the command never drops the first applicant nor quotes him`(command: String) throws {
    let directory = try ScratchFolder()
    let text = CreditModel.text.replacing(
      "feature_names=age monthly_income home", with: "feature_names=0 1 2"
    ).replacing("monthly_income=6\nage=3\nhome=3", with: "1=6\n0=3\n2=3")
    let model = try directory.file("model.txt", text)
    let table = try directory.file("rows.csv", "1,0,2\n31337,8,1\n")
    let answers = try directory.file("answers.csv", "0.1\n0.2\n")
    var arguments = [command, "--model", model, "--rows", table]
    if command == "verify" { arguments += ["--expected", answers] }
    let refused = try SkitProcess(arguments)
    #expect(refused.status == 1)
    #expect(refused.output.isEmpty)
    #expect(refused.errors.contains("--no-rows-header"))
    #expect(!refused.errors.contains("31337"))
    let headless = try SkitProcess(arguments + ["--no-rows-header"])
    let header = try SkitProcess(arguments + ["--rows-header"])
    switch command {
    case "score":
      #expect(headless.output.split(separator: "\n").count == 3)
      #expect(header.output.split(separator: "\n").count == 2)
    case "explain":
      #expect(headless.output.split(separator: "\n").count == 9)
      #expect(header.output.split(separator: "\n").count == 5)
    default:
      #expect(headless.output.contains("of 2 equal"))
      #expect(header.errors.contains("answers behind the last of the 1 rows"))
    }
  }
}
