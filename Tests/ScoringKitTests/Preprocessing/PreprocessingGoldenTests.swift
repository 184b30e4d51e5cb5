import ScoringKit
import ScoringKitTestSupport
import Testing

@Suite struct PreprocessingGoldenTests {
  @Test(arguments: PreprocessingGolden.cases)
  func `rows become what scikit-learn makes of them, to the bit`(_ golden: PreprocessingGolden.Case) throws {
    let pipeline = try golden.pipeline()
    #expect(try pipeline.transformed(golden.rows).bits == golden.expected.bits)
  }

  @Test(arguments: PreprocessingGolden.cases)
  func `a row alone becomes what it becomes among others`(_ golden: PreprocessingGolden.Case) throws {
    let pipeline = try golden.pipeline()
    let alone = try golden.rows.split(width: pipeline.inputCount).flatMap { try pipeline.transformed($0) }
    #expect(alone.bits == golden.expected.bits)
  }

  @Test(arguments: PreprocessingGolden.cases)
  func `transformed columns have scikit-learn's names`(_ golden: PreprocessingGolden.Case) throws {
    #expect(try golden.pipeline().outputNames(inputNames: golden.inputNames) == golden.outputNames)
  }

  @Test(arguments: PreprocessingGolden.cases)
  func `a raw column changes no transformed column but its own`(_ golden: PreprocessingGolden.Case) throws {
    let pipeline = try golden.pipeline()
    let row = Array(golden.rows.prefix(pipeline.inputCount))
    let before = try pipeline.transformed(row)
    for column in row.indices {
      var changed = row
      // A number that is missing nowhere, and of encoded columns a category that most of them know.
      changed[column] = row[column] == 1 ? 0 : 1
      let after = try pipeline.transformed(changed)
      for output in before.indices where pipeline.source(ofOutput: output) != column {
        #expect(before[output].bits == after[output].bits)
      }
    }
  }
}
