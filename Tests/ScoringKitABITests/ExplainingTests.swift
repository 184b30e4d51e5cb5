import CScoringKit
import Testing

@testable import ScoringKitABI

/// `skit_model_explaining` and `skit_background_explaining`: contributions of other players through the C door.
struct ExplainingTests {
  private let model: SampleModel
  private let row: [Double] = [20, 50, 1]

  init() throws { model = try SampleModel(SampleDocument.model()) }

  private func withModel(
    _ players: [Int64]?, _ count: Int64, flags: UInt32 = 0, _ body: (OpaquePointer) throws -> Void
  ) throws {
    var explaining: OpaquePointer?
    let status = unsafe skit_model_explaining(model.handle, players, count, flags, &explaining, nil)
    #expect(status == SKIT_OK)
    try unsafe body(try #require(unsafe explaining))
    unsafe skit_model_free(explaining)
  }

  private func contributions(_ model: OpaquePointer, count: Int) -> [Double] {
    var answer = [Double](repeating: .nan, count: count)
    let status = unsafe skit_model_contributions_f64(
      model, row, 1, 3, 3, 1, nil, &answer, Int64(count), nil)
    #expect(status == SKIT_OK)
    return answer
  }

  @Test func `players take the features' place in every answer`() throws {
    let own = unsafe contributions(model.handle, count: 4)
    try unsafe withModel([1, 1, 0], 2) { explaining in
      let grouped = unsafe contributions(explaining, count: 3)
      // Housing is alone in its tree; income and age share the other, so that their sum is their value as one.
      for (value, expected) in zip(grouped, [own[2], own[0] + own[1], own[3]]) {
        #expect(abs(value - expected) <= 1e-15)
      }
      var matrix = [Double](repeating: .nan, count: 9)
      let status = unsafe skit_model_interactions_f64(
        explaining, Int64(SKIT_ALL_FEATURES), row, 1, 3, 3, 1, nil, &matrix, 9, nil)
      #expect(status == SKIT_OK)
      #expect(matrix[8] == grouped[2])
      var narrow = [Double](repeating: .nan, count: 4)
      #expect(
        unsafe skit_model_contributions_f64(explaining, row, 1, 3, 3, 1, nil, &narrow, 4, nil)
          == SKIT_BUFFER_TOO_SMALL)
    }
    try unsafe withModel(nil, 0, flags: SKIT_SUMS) { explaining in
      #expect(unsafe contributions(explaining, count: 4).map(\.bitPattern) == own.map(\.bitPattern))
    }
  }

  private func backgroundContributions(_ background: OpaquePointer?) -> [Double] {
    var answer = [Double](repeating: .nan, count: 3)
    let status = unsafe skit_background_contributions_f64(
      background, SKIT_MARGIN, row, 1, 3, 3, 1, nil, &answer, 3, nil)
    #expect(status == SKIT_OK)
    return answer
  }

  @Test func `a background has them without its rows`() throws {
    let others: [Double] = [20, 30, 0, 60, 50, 1]
    var background: OpaquePointer?
    var explaining: OpaquePointer?
    var direct: OpaquePointer?
    defer {
      unsafe skit_background_free(background)
      unsafe skit_background_free(explaining)
      unsafe skit_background_free(direct)
    }
    #expect(
      unsafe skit_background_create_f64(model.handle, others, 2, 3, 3, 1, nil, &background, nil) == SKIT_OK)
    #expect(unsafe skit_background_explaining(background, [0, 0, 1], 2, 0, &explaining, nil) == SKIT_OK)
    try unsafe withModel([0, 0, 1], 2) { grouped in
      #expect(
        unsafe skit_background_create_f64(grouped, others, 2, 3, 3, 1, nil, &direct, nil) == SKIT_OK)
    }
    let grouped = unsafe backgroundContributions(explaining)
    #expect(unsafe grouped.map(\.bitPattern) == backgroundContributions(direct).map(\.bitPattern))
    #expect(unsafe skit_background_row_count(explaining) == 2)
  }

  @Test(
    arguments: [
      ([0, 1, 2], 2, 0, SKIT_INVALID_ARGUMENT), ([0, -1, 0], 2, 0, SKIT_INVALID_ARGUMENT),
      ([0, 0, 0], 0, 0, SKIT_INVALID_ARGUMENT), ([0, 0, 0], .max, 0, SKIT_INVALID_ARGUMENT),
      ([0, 0, 0], Int64(Int32.max), 0, SKIT_OUT_OF_MEMORY), ([0, 0, 0], 1, 2, SKIT_UNKNOWN_OPTION),
      (nil, 1, 0, SKIT_NULL_POINTER),
    ] as [([Int64]?, Int64, UInt32, skit_status)])
  func `players that cannot be are refused`(
    players: [Int64]?, count: Int64, flags: UInt32, status: skit_status
  ) {
    var explaining: OpaquePointer? = unsafe model.handle
    #expect(unsafe skit_model_explaining(model.handle, players, count, flags, &explaining, nil) == status)
    #expect(unsafe explaining == nil)
    #expect(
      unsafe skit_model_explaining(nil, players, count, flags, &explaining, nil) == SKIT_NULL_POINTER)
    #expect(
      unsafe skit_background_explaining(nil, players, count, flags, &explaining, nil) == SKIT_NULL_POINTER)
    #expect(
      unsafe skit_model_explaining(model.handle, players, count, flags, nil, nil) == SKIT_NULL_POINTER)
  }
}
