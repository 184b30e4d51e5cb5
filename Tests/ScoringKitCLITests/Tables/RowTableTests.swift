import ScoringKit
import Testing

@testable import ScoringKitCLI

struct RowTableTests {
  private static let schema = [
    FeatureSchema.Feature(name: "age"), .init(name: "monthly income"),
    .init(name: "home", kind: .categorical(["rent", "own", "NA"])),
  ]

  private func table(_ text: String, _ binding: RowTable.Binding = .init()) throws -> RowTable {
    try RowTable(try CSVReader(text), schema: try FeatureSchema(Self.schema), binding: binding)
  }

  private func refusal(_ text: String, _ binding: RowTable.Binding = .init()) throws -> ScoringError {
    try #require(throws: ScoringError.self) {
      var table = try table(text, binding)
      while try table.next(limit: 2) != nil {}
    }
  }

  private func values(_ text: String) throws -> [Double] {
    var table = try table(text)
    return try #require(try table.next(limit: 100)).values
  }

  @Test func `a row that the model refuses is named by its place in the whole table`() throws {
    let refusal = ScoringError(.invalidValue, "missing", at: .row(3, column: 2))
    #expect(RowBlock(firstRow: 256).inTable(refusal).location == .row(259, column: 2))
    var parts = Forest.Parts(featureNames: ["a"])
    parts.trees = [Tree(splits: [], leafValues: [1], covers: Tree.Covers(splits: [], leaves: [1]))]
    parts.acceptsMissing = false
    let model = ScoringModel(try Forest(validating: parts))
    let sheet = InteractionSheet(
      ContributionSource(model), terms: try ExplainedTerms(model.schema), feature: nil, top: nil, id: nil,
      format: .csv, language: .en)
    var block = RowBlock(firstRow: 0)
    block.values = (0..<20).map { $0 == 12 ? .nan : 1 }
    block.places = (0..<20).map { CSVRecord.Place(line: $0 + 2) }
    let error = #expect(throws: ScoringError.self) { try sheet.lines(of: block) }
    #expect(error?.location == .row(13, column: 1))
  }

  @Test func `columns are bound by name whatever their order`() throws {
    #expect(try values("home,monthly_income,age\nown,1000,30\n") == [30, 1000, 1])
  }

  @Test(arguments: MissingWords.pandas.words + ["\"\""])
  func `these words are missing values, of texts as of numbers, whatever the schema accepts`(word: String)
    throws
  {
    #expect(try values("age,monthly income,home\n\(word),1,rent\n")[0].isNaN)
    let open = try FeatureSchema([
      .init(name: "home", kind: .categorical(["rent", "own"], acceptsUnknown: true))
    ])
    var table = try RowTable(try CSVReader("home\n\(word)\nother\n"), schema: open, binding: .init())
    let homes = try #require(try table.next(limit: 2)).values
    #expect(homes[0].isNaN)
    #expect(homes[1] == 2)
  }

  @Test func `a missing category is missing unless the schema lists the very word`() throws {
    let values = try values("age,monthly income,home\n1,2,\n1,2,NaN\n1,2,NA\n")
    #expect(values[2].isNaN)
    #expect(values[5].isNaN)
    #expect(values[8] == 2)
  }

  @Test func `words that the caller names are missing whatever is listed, and no others are`() throws {
    let binding = RowTable.Binding(missing: MissingWords(["NA", "-1"]))
    var table = try table("age,monthly income,home\n-1,-1.0,NA\n", binding)
    #expect(try #require(try table.next(limit: 1)).values.allSatisfy(\.isNaN))
    #expect(try refusal("age,monthly income,home\n,1,own\n", binding).message.contains("--missing-words"))
    #expect(try refusal("age,monthly income,home\n1,1,NaN\n", binding).code == .invalidValue)
  }

  @Test(arguments: [(" 35", 35), ("35\t", 35), ("True", 1), ("FALSE", 0), (" inf ", Double.infinity)])
  func `blanks around a number are nothing, and truths are numbers`(text: String, value: Double) throws {
    #expect(try values("age,monthly income,home\n\(text),1,rent\n")[0] == value)
  }

  @Test(arguments: [
    ("35", 35), ("-0.5", -0.5), ("1e-3", 0.001), (".5", 0.5), ("5.", 5), ("+7E2", 700), ("inf", .infinity),
    ("-Infinity", -.infinity), ("0.1", 0.1), ("-0", -0.0),
    ("123456789012345678901234567890", 1.2345678901234568e29),
    ("2.2250738585072011e-308", Double.leastNormalMagnitude.nextDown),
    ("4.9e-324", .leastNonzeroMagnitude),
  ])
  func `a number is read as the nearest double`(text: String, value: Double) throws {
    #expect(try values("age,monthly income,home\n\(text),1,rent\n")[0].bitPattern == value.bitPattern)
  }

  @Test(arguments: [
    "0x10", "1,5", "1_000", "1e", "--1", "+", ".", "1e400", "nan(0)", "Null", "infinit", "１", "35%",
    "1.000.000",
    "2024-05-17", "12:30", "12 EUR", "-", "?", "  ",
  ])
  func `anything else is no number, and the message holds no value`(text: String) throws {
    let error = try refusal("age,monthly income,home\n1,2,own\n\"\(text)\",1,rent\n")
    #expect(error.code == .invalidValue)
    #expect(error.description.hasPrefix("line 3: column 1 ('age'): expected a number; "))
    #expect(!error.message.contains("'\(text)'"))
  }

  @Test func `an unlisted category is refused with line and column, without its text`() throws {
    let error = try refusal("age,monthly income,home\n1,2,own\n1,\"2\",secret\n")
    #expect(error.code == .invalidValue)
    #expect(error.description.hasPrefix("line 3: column 3 ('home'): "))
    #expect(!error.description.contains("secret"))
  }

  @Test func `a line end inside quotes counts as a line`() throws {
    let error = try refusal(
      "age,monthly income,home,note\n1,2,own,\"two\nlines\"\nx,2,own,\n", .init(ignored: ["note"]))
    #expect(error.description.hasPrefix("line 4: column 1 ('age'): "))
  }

  @Test(arguments: [
    ("age,home\n1,own\n", "line 1: the column 'monthly income' is missing"),
    (
      "age,monthly income,home,note\n1,2,own,x\n",
      "line 1: column 4: the model has no feature 'note'; leave the column out or have it ignored"
    ),
    ("age,monthly income,age,home\n1,2,3,own\n", "line 1: column 3: the column 'age' occurs twice"),
    (
      "age,monthly_income,home,monthly income\n1,2,own,4\n",
      "line 1: column 2: the model has no feature 'monthly_income'; leave the column out or have it ignored"
    ),
  ])
  func `a header that does not fit is refused with line and column`(text: String, message: String) throws {
    let error = try refusal(text)
    #expect(error.code == .columnMismatch)
    #expect(error.description == message)
  }

  @Test func `a column whose name has blanks around it has cells with such`() throws {
    #expect(try values(" home,\u{FEFF}age,monthly income \n own,30,1 \n,2,3\n").prefix(3) == [30, 1, 1])
    let error = try refusal("age,monthly income,home, home\n1,2,own,own\n")
    #expect(error.description.hasPrefix("line 1: column 4: the model has no feature ' home'"))
    #expect(try refusal("age,monthly income, home,home \n").message.contains("any of 2 columns"))
    let exact = try refusal("age,monthly income,home\n1,2, own\n")
    #expect(exact.code == .invalidValue)
  }

  @Test func `columns without a name are passed over, unless pandas' name for one is a feature's`() throws {
    #expect(try values(",age,monthly income,home,\n0,30,1,own,\n") == [30, 1, 1])
    let schema = try FeatureSchema([.init(name: "age"), .init(name: "Unnamed:_1")])
    var table = try RowTable(try CSVReader("age,\n30,7\n"), schema: schema, binding: .init())
    #expect(try table.next(limit: 1)?.values == [30, 7])
  }

  @Test func `a column that no answer depends on may be missing, hold anything and be ignored`() throws {
    let binding = RowTable.Binding(ignored: ["age"], unused: [0])
    for text in ["monthly income,home\n1,own\n", "age,monthly income,home\n?,1,own\n"] {
      var table = try table(text, binding)
      let values = try #require(try table.next(limit: 1)).values
      #expect(values[0].isNaN)
      #expect(values[1...] == [1, 1])
    }
  }

  @Test func `a header that comes again is refused, but where its cells may be a row's`() throws {
    let error = try refusal("age,monthly income,home\n1,2,own\nage,monthly income,home\n")
    #expect(error.description.hasPrefix("line 3: the header is repeated"))
    let schema = try FeatureSchema([.init(name: "own", kind: .categorical(["rent", "own"]))])
    var table = try RowTable(try CSVReader("own\nrent\nown\n"), schema: schema, binding: .init())
    #expect(try table.next(limit: 2)?.values == [0, 1])
  }

  @Test func `empty lines are passed over, but in a table of one column`() throws {
    #expect(try values("age,monthly income,home\n\n1,2,own\r\n\r\n\n") == [1, 2, 1])
    let schema = try FeatureSchema([.init(name: "age")])
    var table = try RowTable(try CSVReader("age\n\n7\n"), schema: schema, binding: .init())
    let ages = try #require(try table.next(limit: 5)).values
    #expect(ages.count == 2 && ages[0].isNaN && ages[1] == 7)
  }

  @Test(arguments: [(";", "';'"), ("\t", "tab"), ("|", "'|'")])
  func `a header in one cell says which separator it holds`(separator: String, option: String) throws {
    let text = "age,monthly income,home\n1,2,own\n".split(separator: ",").joined(separator: separator)
    #expect(try refusal(text).message.hasSuffix("--separator \(option)"))
    let byte = try #require(separator.utf8.first)
    var rest = Array(text.utf8)
    let reader = try CSVReader(separator: byte) { () throws(ScoringError) in
      defer { rest = [] }
      return rest
    }
    var table = try RowTable(reader, schema: try FeatureSchema(Self.schema), binding: .init())
    #expect(try table.next(limit: 1)?.values == [1, 2, 1])
  }

  @Test func `rows without a header are refused without quoting them`() throws {
    let error = try refusal("31337,2,own\n4,5,rent\n")
    #expect(error.code == .columnMismatch)
    #expect(
      error.description == "line 1: the first line names none of the model's 3 features; expected a header")
  }

  @Test func `an empty table and a header alone are refused`() throws {
    #expect(try refusal("").code == .emptyDocument)
    #expect(try refusal("\u{FEFF}").code == .emptyDocument)
    #expect(
      try refusal("age,monthly income,home\n").description
        == "line 2: the table ends behind its header; expected a row")
  }

  @Test(arguments: ["1,2\n", "1,2,own,4\n", " \n", "1,2,own,\n"])
  func `a row of another length is refused with its line`(row: String) throws {
    let error = try refusal("age,monthly income,home\n1,2,own\n" + row)
    #expect(error.code == .malformedDocument)
    #expect(error.description.hasPrefix("line 3: the header has 3 columns, this row has "))
  }

  @Test func `an infinite number is refused only where the caller asks for it`() throws {
    let text = "age,monthly income,home\n1,inf,own\n"
    #expect(try values(text)[1] == .infinity)
    let error = try refusal(text, .init(rejectsNonFinite: true))
    #expect(error.code == .nonFiniteValue)
    #expect(error.description == "line 2: column 2 ('monthly income'): the number is infinite")
  }

  @Test func `an id need not be a feature, may be one, and must be there once`() throws {
    let text = "id,age,monthly income,home\n\"x,1\",1,2,own\n"
    var named = try table(text, .init(id: "id"))
    #expect(try named.next(limit: 1)?.ids == [Array("x,1".utf8)])
    var feature = try table("age,monthly income,home\n7,2,own\n", .init(id: "age"))
    #expect(try feature.next(limit: 1)?.ids == [Array("7".utf8)])
    #expect(try refusal(text, .init(id: "no")).description == "line 1: the column 'no' is missing")
    let twice = "id,age,id,monthly income,home\n1,1,1,2,own\n"
    #expect(
      try refusal(twice, .init(id: "id")).description == "line 1: column 3: the column 'id' occurs twice")
  }

  @Test func `a feature cannot be ignored`() throws {
    let error = try refusal("age,monthly income,home\n1,2,own\n", .init(ignored: ["monthly_income"]))
    #expect(error.code == .columnMismatch)
    #expect(error.message.contains("'monthly_income'"))
  }

  @Test func `a name or a category that is not UTF-8 is refused`() throws {
    let name = try #require(throws: ScoringError.self) {
      try RowTable(
        try CSVReader(bytes: [0xE9, 0x61, 0x0A]), schema: try FeatureSchema(Self.schema),
        binding: .init())
    }
    #expect(name.code == .malformedDocument)
    var table = try RowTable(
      try CSVReader(bytes: Array("age,monthly income,home\n1,2,".utf8) + [0xFF]),
      schema: try FeatureSchema(Self.schema), binding: .init())
    let category = try #require(throws: ScoringError.self) { try table.next(limit: 1) }
    #expect(
      category.description == "line 2: column 3 ('home'): the text is not UTF-8; save the table as UTF-8")
  }

  @Test func `blocks follow each other without a gap`() throws {
    var table = try table("age,monthly income,home\n" + (0..<5).map { "\($0),0,own\n" }.joined())
    var ages: [Double] = []
    var firstRows: [Int] = []
    while let block = try table.next(limit: 2) {
      firstRows.append(block.firstRow)
      ages += stride(from: 0, to: block.values.count, by: 3).map { block.values[$0] }
    }
    #expect(firstRows == [0, 2, 4])
    #expect(ages == [0, 1, 2, 3, 4])
  }
}
