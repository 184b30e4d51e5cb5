import CScoringKit
import Testing

@testable import ScoringKitABI

/// `skit_global_*`: what the C door adds to the global explanation.
struct GlobalTests {
  private func withGlobal(
    groups: [Int64]? = nil, count: Int64 = 0, _ body: (OpaquePointer) throws -> Void
  ) throws {
    var global: OpaquePointer?
    let status = unsafe skit_global_create(2, 1, groups, count, &global, nil)
    #expect(status == SKIT_OK)
    try unsafe body(try #require(unsafe global))
    unsafe skit_global_free(global)
  }

  @Test func `contributions are summed up for features and groups`() throws {
    try unsafe withGlobal(groups: [0, 0], count: 1) { global in
      let contributions: [Double] = [1, -1, 9, 2, 1, 9]
      #expect(unsafe skit_global_add(global, contributions, 6, nil) == SKIT_OK)
      var summary = skit_summary()
      summary.struct_size = UInt32(MemoryLayout<skit_summary>.size)
      #expect(unsafe skit_global_describe(global, 0, 2, &summary, nil) == SKIT_OK)
      #expect(summary.row_count == 2)
      #expect([summary.mean, summary.mean_magnitude, summary.minimum, summary.maximum] == [1.5, 1.5, 0, 3])
      var quantile = 0.0
      #expect(unsafe skit_global_quantile(global, 0, 1, 0, &quantile, nil) == SKIT_OK)
      #expect(quantile == -1)
    }
  }

  @Test func `what does not fit is refused and adds nothing`() throws {
    try unsafe withGlobal { global in
      let bad: [Double] = [1, .nan, 0]
      #expect(unsafe skit_global_add(global, bad, 3, nil) == SKIT_NUMBER_OUT_OF_RANGE)
      #expect(unsafe skit_global_add(global, bad, 2, nil) == SKIT_SHAPE_MISMATCH)
      #expect(unsafe skit_global_add(global, nil, 3, nil) == SKIT_NULL_POINTER)
      #expect(unsafe skit_global_add(nil, bad, 3, nil) == SKIT_NULL_POINTER)
      var summary = skit_summary()
      #expect(
        unsafe skit_global_describe(global, 0, 0, &summary, nil) == SKIT_UNKNOWN_STRUCT_SIZE)
      summary.struct_size = UInt32(MemoryLayout<skit_summary>.size)
      for (output, term): (Int64, Int64) in [(0, 2), (1, 0), (-1, 0), (0, -1), (.max, .max)] {
        #expect(
          unsafe skit_global_describe(global, output, term, &summary, nil)
            == SKIT_INVALID_ARGUMENT)
      }
      #expect(unsafe skit_global_describe(global, 0, 0, &summary, nil) == SKIT_OK)
      #expect(summary.row_count == 0)
      var quantile = 0.0
      #expect(
        unsafe skit_global_quantile(global, 0, 0, .nan, &quantile, nil) == SKIT_INVALID_ARGUMENT)
    }
  }

  @Test(
    arguments: [
      (0, 1, 0), (1, 0, 0), (-1, 1, 0), (.max, .max, 0), (2, 1, -1), (2, 1, 3), (2, 1, 2),
    ] as [(Int64, Int64, Int64)])
  func `a global explanation that cannot be is refused`(
    features: Int64, outputs: Int64, groupCount: Int64
  ) {
    // Of two groups the second has no feature.
    let groups: [Int64] = [0, -1]
    var global: OpaquePointer?
    let status = unsafe skit_global_create(features, outputs, groups, groupCount, &global, nil)
    #expect(status != SKIT_OK)
    #expect(unsafe global == nil)
  }

  @Test func `threads that add and ask at once lose no row and change no bit`() async throws {
    var first: OpaquePointer?
    #expect(unsafe skit_global_create(2, 1, nil, 0, &first, nil) == SKIT_OK)
    let address = UInt(bitPattern: first)
    await withTaskGroup { group in
      for thread in 0..<8 {
        group.addTask {
          let global = unsafe OpaquePointer(bitPattern: address)
          for round in 0..<200 {
            let row = [Double(thread * round) + 0.1, -Double(round), 0]
            #expect(unsafe skit_global_add(global, row, 3, nil) == SKIT_OK)
            var quantile = 0.0
            #expect(unsafe skit_global_quantile(global, 0, 0, 0.5, &quantile, nil) == SKIT_OK)
          }
        }
      }
    }
    try unsafe withGlobal { alone in
      for thread in 0..<8 {
        for round in 0..<200 {
          let row = [Double(thread * round) + 0.1, -Double(round), 0]
          #expect(unsafe skit_global_add(alone, row, 3, nil) == SKIT_OK)
        }
      }
      for term: Int64 in 0..<2 {
        let (shared, own) = unsafe (summary(of: first, term), summary(of: alone, term))
        #expect(shared.row_count == 1600)
        #expect(shared.mean.bitPattern == own.mean.bitPattern)
        #expect(shared.mean_magnitude.bitPattern == own.mean_magnitude.bitPattern)
      }
    }
    unsafe skit_global_free(first)
  }

  private func summary(of global: OpaquePointer?, _ term: Int64) -> skit_summary {
    var summary = skit_summary()
    summary.struct_size = UInt32(MemoryLayout<skit_summary>.size)
    #expect(unsafe skit_global_describe(global, 0, term, &summary, nil) == SKIT_OK)
    return summary
  }
}
