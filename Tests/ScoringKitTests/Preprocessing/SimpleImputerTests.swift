import ScoringKit
import ScoringKitTestSupport
import Testing

@Suite struct SimpleImputerTests {
  @Test func `a missing value becomes its column's statistic`() throws {
    let imputer = try SimpleImputer(statistics: [42, -0.5])
    #expect(try imputer.transformed([.nan, .nan, 1, .infinity]) == [42, -0.5, 1, .infinity])
    #expect(imputer.keepsColumns)
  }

  @Test func `a column whose statistic is NaN is dropped`() throws {
    let imputer = try SimpleImputer(statistics: [.nan, 3, .nan])
    #expect(try imputer.transformed([1, .nan, 2]) == [3])
    #expect(imputer.source(ofOutput: 0) == 1)
    #expect(try imputer.outputNames(inputNames: ["a", "b", "c"]) == ["b"])
  }

  @Test func `an empty column that is kept passes as it is`() throws {
    let imputer = try SimpleImputer(statistics: [.nan, 3], keepsEmptyColumns: true)
    #expect(try imputer.transformed([.nan, .nan, 7, 8]).bits == bits([.nan, 3, 7, 8]))
  }

  @Test func `indicators follow the kept columns, those of dropped columns too`() throws {
    let imputer = try SimpleImputer(statistics: [1, .nan, 3], indicatedColumns: [0, 1])
    #expect(try imputer.transformed([.nan, .nan, 5, 9, 9, .nan]) == [1, 5, 1, 1, 9, 3, 0, 0])
    #expect((0..<4).map { imputer.source(ofOutput: $0) } == [0, 2, 0, 1])
    #expect(
      try imputer.outputNames(inputNames: ["a", "b", "c"])
        == ["a", "c", "missingindicator_a", "missingindicator_b"])
  }

  @Test func `a number can stand for a missing value, another in each column`() throws {
    let imputer = try SimpleImputer(statistics: [10, 20], missingValues: [0, -1], indicatedColumns: [0])
    #expect(try imputer.transformed([-0.0, 0, 5, -1]) == [10, 0, 1, 5, 20, 0])
  }

  @Test func `NaN is refused where a number stands for missing values`() throws {
    let imputer = try SimpleImputer(statistics: [10, .nan, 20], missingValues: [-1, -1, -1])
    for column in 0..<3 {
      var rows = [1.0, 2, 3, 4, 5, 6]
      rows[3 + column] = .nan
      let error = refusedWith { try imputer.transformed(rows) }
      #expect(error?.code == .invalidValue)
      #expect(error?.location == .row(2, column: column + 1))
    }
    // An own number in one column leaves NaN to the others.
    let mixed = try SimpleImputer(statistics: [10, 20], missingValues: [-1, .nan])
    #expect(try mixed.transformed([-1, .nan]) == [10, 20])
  }

  @Test func `attributes that do not fit each other are refused`() {
    #expect(refusal { try SimpleImputer(statistics: []) } == .inconsistentDocument)
    #expect(refusal { try SimpleImputer(statistics: [1], missingValues: [1, 2]) } == .inconsistentDocument)
    for column in [-1, 1] {
      #expect(
        refusal { try SimpleImputer(statistics: [1], indicatedColumns: [column]) } == .inconsistentDocument)
    }
    let error = refusedWith { try SimpleImputer(statistics: [1, -.infinity]) }
    #expect(error?.code == .numberOutOfRange)
    #expect(error?.message.contains("column 1") == true)
  }
}
