import ScoringKit
import ScoringKitTestSupport
import Testing

/// The columns a model takes, and how a table's header finds them.
@Suite struct FeatureSchemaTests {
  private func schema(_ names: [String]) throws -> FeatureSchema {
    try FeatureSchema(names.map { FeatureSchema.Feature(name: $0) })
  }

  @Test func `columns are found in any order`() throws {
    let schema = try schema(["age", "income", "term"])
    #expect(try schema.bind(header: ["age", "income", "term"]) == [0, 1, 2])
    #expect(try schema.bind(header: ["term", "age", "income"]) == [1, 2, 0])
  }

  @Test func `a space stands for the underscore that the trainer stored, and the other way round`() throws {
    #expect(try schema(["monthly_income", "age"]).bind(header: ["age", "monthly income"]) == [1, 0])
    #expect(try schema(["monthly income", "age"]).bind(header: ["age", "monthly_income"]) == [1, 0])
    #expect(try schema(["a_b c"]).bind(header: ["a b_c"]) == [0])
  }

  @Test func `an equal name goes before one that differs by a space`() throws {
    let schema = try schema(["a b", "a_b"])
    #expect(try schema.bind(header: ["a b", "a_b"]) == [0, 1])
    #expect(try schema.bind(header: ["a_b", "a b"]) == [1, 0])
  }

  @Test func `a missing column is refused by name`() throws {
    let error = refusedWith { try schema(["age", "income"]).bind(header: ["age"]) }
    #expect(error?.code == .columnMismatch)
    #expect(error?.message.contains("'income'") == true)
  }

  @Test func `an unknown column is refused at its place`() throws {
    let error = refusedWith { try schema(["age"]).bind(header: ["age", "client_id"]) }
    #expect(error?.code == .columnMismatch)
    #expect(error?.message.contains("'client_id'") == true)
    #expect(error?.location == .row(1, column: 2))
  }

  @Test func `names that differ by case are different names`() throws {
    #expect(refusal { try schema(["age"]).bind(header: ["Age"]) } == .columnMismatch)
  }

  @Test func `a column that occurs twice is refused at its second place`() throws {
    let error = refusedWith { try schema(["age", "income"]).bind(header: ["age", "income", "age"]) }
    #expect(error?.code == .columnMismatch)
    #expect(error?.location == .row(1, column: 3))
  }

  @Test func `a feature that two columns could be is refused`() throws {
    let error = refusedWith { try schema(["a_b_c"]).bind(header: ["a b_c", "a_b c"]) }
    #expect(error?.code == .columnMismatch)
    #expect(error?.message.contains("'a_b_c' could be any of 2 columns") == true)
  }

  @Test func `a column that two features could be is refused`() throws {
    #expect(refusal { try schema(["a b", "a_b"]).bind(header: ["a b"]) } == .columnMismatch)
    #expect(refusal { try schema(["a b_c", "a_b c"]).bind(header: ["a_b_c", "x"]) } == .columnMismatch)
  }

  @Test func `blanks around a column's name are no part of it where no feature has them`() throws {
    #expect(try schema(["age", "income"]).bind(header: [" income", "\u{FEFF}age\t"]) == [1, 0])
    #expect(try schema(["age", " age"]).bind(header: [" age", "age"]) == [1, 0])
    #expect(try schema(["\u{FEFF}age"]).bind(header: ["age"]) == [0])
    #expect(refusal { try schema(["age"]).bind(header: ["age", " age"]) } == .columnMismatch)
    #expect(refusal { try schema(["age"]).bind(header: [" age", "age "]) } == .columnMismatch)
    let error = refusedWith { try schema([" age"]).bind(header: ["age"]) }
    #expect(error?.message.contains("only by blanks") == true)
  }

  @Test func `a column without a name is passed over, or is what pandas calls it`() throws {
    #expect(try schema(["age"]).bind(header: ["", "age", ""]) == [1])
    #expect(try schema(["Unnamed: 0", "age"]).bind(header: ["", "age"]) == [0, 1])
    #expect(try schema(["Unnamed:_2", "age"]).bind(header: ["", "age", ""]) == [2, 1])
  }

  @Test func `an optional feature may have no column`() throws {
    let schema = try schema(["age", "note"])
    #expect(try schema.bind(header: ["age"], ignoring: [], optional: [1]) == [0, nil])
    #expect(try schema.bind(header: ["note", "age"], ignoring: [], optional: [1]) == [1, 0])
    #expect(refusal { try schema.bind(header: ["note"], ignoring: [], optional: [1]) } == .columnMismatch)
  }

  @Test func `a second column that differs by a space is not silently left out`() throws {
    #expect(refusal { try schema(["a_b"]).bind(header: ["a_b", "a b"]) } == .columnMismatch)
  }

  @Test func `an ignored column may be there, more than once, or not at all`() throws {
    let schema = try schema(["age"])
    #expect(try schema.bind(header: ["id", "age"], ignoring: ["id"]) == [1])
    #expect(try schema.bind(header: ["id", "age", "id"], ignoring: ["id"]) == [1])
    #expect(try schema.bind(header: ["age"], ignoring: ["id"]) == [0])
    #expect(refusal { try schema.bind(header: ["age"], ignoring: ["age"]) } == .columnMismatch)
  }

  @Test func `an empty header is refused`() throws {
    #expect(refusal { try schema(["age"]).bind(header: []) } == .columnMismatch)
  }

  @Test func `a bare model with one name twice takes rows by place and refuses them by name`() throws {
    let forest = try Forest(
      validating: .init(featureNames: ["a", "a"], trees: [Tree(splits: [], leafValues: [2])]))
    let model = ScoringModel(forest)
    #expect(try model.evaluator.margins(of: [1, 2]) == [2])
    #expect(refusal { try model.schema.bind(header: ["a", "a"]) } == .columnMismatch)
    #expect(refusal { try model.schema.bind(header: ["a"]) } == .columnMismatch)
    #expect(refusal { try model.schema.index(ofFeature: "a") } == .columnMismatch)
  }

  @Test func `a feature is found by its name`() throws {
    let schema = try schema(["age", "monthly_income", "a b", "a_b"])
    #expect(try schema.index(ofFeature: "age") == 0)
    #expect(try schema.index(ofFeature: "monthly income") == 1)
    #expect(try schema.index(ofFeature: "a b") == 2)
    #expect(try schema.index(ofFeature: "a_b") == 3)
    #expect(refusal { try schema.index(ofFeature: "height") } == .columnMismatch)
  }

  @Test func `a name that could mean two features is refused`() throws {
    #expect(refusal { try schema(["a b_c", "a_b c"]).index(ofFeature: "a_b_c") } == .columnMismatch)
  }

  @Test func `a schema without columns, or with a name twice or empty, is refused`() {
    #expect(refusal { try schema([]) } == .inconsistentDocument)
    #expect(refusal { try schema(["a", "b", "a"]) } == .inconsistentDocument)
    #expect(refusal { try schema(["a", ""]) } == .inconsistentDocument)
  }

  @Test(arguments: [[], ["a", "a"]])
  func `a categorical feature without categories, or with one twice, is refused`(categories: [String]) {
    #expect(
      refusal { try FeatureSchema([.init(name: "x", kind: .categorical(categories.map(Category.text)))]) }
        == .inconsistentDocument)
  }

  @Test func `a category's number is its place`() throws {
    let schema = try FeatureSchema([
      .init(name: "purpose", kind: .categorical(["car", "house", ""])), .init(name: "age"),
    ])
    #expect(try schema.code(of: "car", feature: 0) == 0)
    #expect(try schema.code(of: "house", feature: 0) == 1)
    #expect(try schema.code(of: "", feature: 0) == 2)
    for index in [-1, 1, 2, Int.max] {
      #expect(refusal { try schema.code(of: "car", feature: index) } == .invalidArgument)
    }
  }

  @Test func `an unknown category is refused and not repeated in the message`() throws {
    let schema = try FeatureSchema([.init(name: "purpose", kind: .categorical(["car"]))])
    let error = refusedWith { try schema.code(of: "secret text", feature: 0) }
    #expect(error?.code == .invalidValue)
    #expect(error?.message.contains("'purpose'") == true)
    #expect(error?.message.contains("secret") == false)
  }
}
