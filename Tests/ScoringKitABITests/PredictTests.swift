import CScoringKit
import ScoringKitABI
import Testing

@Suite struct PredictTests {
  static let rows: [Double] = [20, 30, 0, 50, 30, 1, .nan, 50, .nan]
  static let margins = [0.625, -0.875, 0.125]

  @Test func `margins are the sums of the leaves`() throws {
    let model = try SampleModel(SampleDocument.model())
    let (answer, outcome) = model.predict(Self.rows, rowCount: 3, answerCount: 3)
    #expect(outcome.status == SKIT_OK)
    #expect(answer == Self.margins)
  }

  @Test func `columns, gaps and repeated rows are reached by strides`() throws {
    let model = try SampleModel(SampleDocument.model())
    let columns = (0..<3).flatMap { column in (0..<3).map { Self.rows[$0 * 3 + column] } }
    #expect(
      model.predict(columns, rowCount: 3, rowStride: 1, columnStride: 3, answerCount: 3).answer
        == Self.margins)
    let gaps = Self.rows.flatMap { [$0, .infinity] }
    #expect(
      model.predict(gaps, rowCount: 3, rowStride: 6, columnStride: 2, answerCount: 3).answer == Self.margins)
    let repeated = model.predict(Self.rows, rowCount: 3, rowStride: 0, answerCount: 3)
    #expect(repeated.answer == [0.625, 0.625, 0.625])
  }

  @Test func `float rows give the bits of double rows`() throws {
    let model = try SampleModel(SampleDocument.model())
    var answer = [Double](repeating: 0, count: 3)
    let status = unsafe skit_model_predict_f32(
      model.handle, SKIT_PREDICTION, Self.rows.map(Float.init), 3, 3, 3, 1, nil, &answer, 3, nil)
    #expect(status == SKIT_OK)
    #expect(
      answer == model.predict(Self.rows, rowCount: 3, space: SKIT_PREDICTION, answerCount: 3).answer)
  }

  @Test func `leaves are the trainer's numbers`() throws {
    let model = try SampleModel(SampleDocument.model())
    var leaves = [Int32](repeating: -1, count: 6)
    #expect(
      unsafe skit_model_leaves_f64(model.handle, Self.rows, 3, 3, 3, 1, nil, &leaves, 6, nil) == SKIT_OK)
    #expect(leaves == [0, 0, 2, 1, 1, 1])
  }

  @Test func `contributions and base value add up to the margin`() throws {
    let model = try SampleModel(SampleDocument.model())
    var values = [Double](repeating: 0, count: 12)
    let status = unsafe skit_model_contributions_f64(
      model.handle, Self.rows, 3, 3, 3, 1, nil, &values, 12, nil)
    #expect(status == SKIT_OK)
    for row in 0..<3 {
      let sum = values[row * 4..<row * 4 + 4].reduce(0, +)
      #expect(abs(sum - Self.margins[row]) < 1e-14)
      #expect(abs(values[row * 4 + 3] + 13.0 / 48) < 1e-14)
    }
  }

  @Test func `no rows are an answer of no numbers`() throws {
    let model = try SampleModel(SampleDocument.model())
    #expect(
      unsafe skit_model_predict_f64(model.handle, SKIT_MARGIN, nil, 0, 3, 3, 1, nil, nil, 0, nil) == SKIT_OK)
    #expect(unsafe skit_model_leaves_f64(model.handle, nil, 0, 3, 3, 1, nil, nil, 0, nil) == SKIT_OK)
    #expect(unsafe skit_model_contributions_f64(model.handle, nil, 0, 3, 3, 1, nil, nil, 0, nil) == SKIT_OK)
  }

  @Test func `an infinite value is scored, or refused by row and column if asked`() throws {
    let model = try SampleModel(SampleDocument.model())
    let rows: [Double] = [20, 30, 0, 50, 30, -.infinity]
    #expect(model.predict(rows, rowCount: 2, answerCount: 2).outcome.status == SKIT_OK)
    var options = SampleModel.options
    options.flags = SKIT_REJECT_NON_FINITE
    let outcome = model.predict(rows, rowCount: 2, options: options, answerCount: 2).outcome
    #expect(outcome.status == SKIT_NON_FINITE_VALUE)
    #expect(outcome.message.hasPrefix("row 2, column 3: "))
    #expect(!outcome.message.contains("-"))
    #expect(model.predict([.nan, 50, .nan], options: options).outcome.status == SKIT_OK)
  }

  @Test func `threads that share a model all get the same bits`() async throws {
    let model = try SampleModel(SampleDocument.bundle())
    let address = UInt(bitPattern: unsafe model.handle)
    let rows = (0..<300).map { Double($0 * 37 % 101) }
    let answers = await withTaskGroup(of: [Double].self) { group in
      for _ in 0..<4 {
        group.addTask {
          var values = [Double](repeating: 0, count: 400)
          for _ in 0..<50 {
            unsafe skit_model_contributions_f64(
              OpaquePointer(bitPattern: address), rows, 100, 3, 3, 1, nil, &values, 400, nil)
          }
          return values
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    withExtendedLifetime(model) {}
    #expect(Set(answers).count == 1)
    #expect(answers[0].contains { $0 != 0 })
  }

  @Test func `a thread count changes no bit`() throws {
    let model = try SampleModel(SampleDocument.model())
    for count: Int32 in [0, 1, 2, 1000] {
      var options = SampleModel.options
      options.thread_count = count
      #expect(model.predict(Self.rows, rowCount: 3, options: options, answerCount: 3).answer == Self.margins)
    }
  }
}
