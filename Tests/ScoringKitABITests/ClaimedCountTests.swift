import CScoringKit
import Glibc
import ScoringKitABI
import Testing

/// Counts, widths and strides that a caller claims, of each door that takes rows or numbers: compared before any memory
/// is read or taken.
@Suite struct ClaimedCountTests {
  private let model: SampleModel
  private let bundle: SampleModel
  private let row: [Double] = [20, 30, 0]

  init() throws {
    model = try SampleModel(SampleDocument.model())
    bundle = try SampleModel(SampleDocument.bundle())
  }

  /// The statuses of all doors that take rows, for rows of this shape; an answer has `answerCount` numbers.
  private func statuses(
    _ rows: UnsafePointer<Double>?, rowCount: Int64, columnCount: Int64, rowStride: Int64,
    answerCount: Int64
  ) -> [skit_status] {
    var answer = [Double](repeating: .nan, count: 16)
    var leaves = [Int32](repeating: 0, count: 16)
    var made: OpaquePointer?
    var background: OpaquePointer?
    _ = unsafe skit_background_create_f64(model.handle, row, 1, 3, 3, 1, nil, &background, nil)
    defer { unsafe skit_background_free(background) }
    let all = Int64(SKIT_ALL_FEATURES)
    return unsafe [
      skit_model_predict_f64(
        model.handle, 0, rows, rowCount, columnCount, rowStride, 1, nil, &answer, answerCount, nil),
      skit_model_leaves_f64(
        model.handle, rows, rowCount, columnCount, rowStride, 1, nil, &leaves, answerCount, nil),
      skit_model_transform_f64(
        bundle.handle, rows, rowCount, columnCount, rowStride, 1, nil, &answer, answerCount, nil),
      skit_model_contributions_f64(
        model.handle, rows, rowCount, columnCount, rowStride, 1, nil, &answer, answerCount, nil),
      skit_model_interactions_f64(
        model.handle, all, rows, rowCount, columnCount, rowStride, 1, nil, &answer, answerCount, nil),
      skit_background_contributions_f64(
        background, 0, rows, rowCount, columnCount, rowStride, 1, nil, &answer, answerCount, nil),
      skit_background_create_f64(
        model.handle, rows, rowCount, columnCount, rowStride, 1, nil, &made, nil),
      skit_model_with_background_f64(
        bundle.handle, rows, rowCount, columnCount, rowStride, 1, nil, &made, nil),
    ]
  }

  /// A row at the very end of what can be read: whoever reads more of it dies.
  private func withLastRow(_ body: (UnsafePointer<Double>) throws -> Void) rethrows {
    let page = 4096
    let start = unsafe mmap(nil, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard let start = unsafe start, unsafe start != MAP_FAILED else { return }
    defer { unsafe munmap(start, 2 * page) }
    unsafe mprotect(start + page, page, PROT_NONE)
    let last = unsafe (start + page - 3 * 8).assumingMemoryBound(to: Double.self)
    for column in 0..<3 { unsafe last[column] = row[column] }
    try unsafe body(last)
  }

  @Test(arguments: [0, 2, 4, 500, 1 << 40] as [Int64])
  func `rows of another width are refused before they are read`(width: Int64) {
    unsafe withLastRow { row in
      let found = unsafe statuses(row, rowCount: 1, columnCount: width, rowStride: width, answerCount: 16)
      #expect(found == Array(repeating: SKIT_SHAPE_MISMATCH, count: found.count))
    }
  }

  @Test func `as many rows as fit no memory are refused, although each is the same one`() {
    unsafe withLastRow { row in
      let found = unsafe statuses(row, rowCount: 1 << 50, columnCount: 3, rowStride: 0, answerCount: 16)
      let refusals = Array(repeating: SKIT_BUFFER_TOO_SMALL, count: 6)
      #expect(found == refusals + [SKIT_OUT_OF_MEMORY, SKIT_DOCUMENT_TOO_LARGE])
    }
  }

  @Test(arguments: [-1, .min, 1 << 53, .max] as [Int64])
  func `row counts and strides that cannot be are refused`(number: Int64) {
    unsafe withLastRow { row in
      for (count, stride) in [(number, 3), (2, number)] as [(Int64, Int64)] {
        let found = unsafe statuses(row, rowCount: count, columnCount: 3, rowStride: stride, answerCount: 16)
        #expect(found.allSatisfy { $0 == SKIT_INVALID_ARGUMENT || $0 == SKIT_SIZE_OVERFLOW })
      }
    }
  }

  @Test func `no rows need no memory`() {
    let found = unsafe statuses(nil, rowCount: 0, columnCount: 3, rowStride: 3, answerCount: 0)
    #expect(found == Array(repeating: SKIT_OK, count: 6) + [SKIT_INVALID_ARGUMENT, SKIT_INVALID_ARGUMENT])
  }

  @Test(
    arguments: [
      (1 << 50, 1, 1 << 50), (1 << 50, 1, 0), (2, 1 << 50, 0), (.max, 1, .max), (1 << 30, 1, 1 << 30),
      (2, .max, 2), (.max, .max, .max), (2, 1, .min),
    ] as [(Int64, Int64, Int64)])
  func `global explanations that no memory holds are refused before any is taken`(
    features: Int64, outputs: Int64, groups: Int64
  ) {
    let owners: [Int64] = [0, 1]
    var global: OpaquePointer?
    let status = unsafe skit_global_create(features, outputs, owners, groups, &global, nil)
    #expect([SKIT_OUT_OF_MEMORY, SKIT_INVALID_ARGUMENT].contains(status))
    #expect(unsafe global == nil)
  }
}
