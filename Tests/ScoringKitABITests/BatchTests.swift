import CScoringKit
import ScoringKitABI
import Testing

/// What a batch may come with through C: threads, a watch, the options of ABI 1; and a model's iterations.
@Suite struct BatchTests {
  @Test func `the options of ABI 1 are known`() throws {
    let model = try SampleModel(SampleDocument.model())
    var old = skit_predict_options()
    unsafe skit_predict_options_init(&old)
    old.struct_size = 12
    // What lies behind the struct of ABI 1 is not looked at.
    old.reserved = 77
    unsafe old.progress = OpaquePointer(bitPattern: 8)
    var answer = [Double](repeating: 0, count: 3)
    let status = unsafe skit_model_predict_f64(
      model.handle, SKIT_MARGIN, PredictTests.rows, 3, 3, 3, 1, &old, &answer, 3, nil)
    #expect(status == SKIT_OK)
    #expect(answer == PredictTests.margins)
  }

  @Test func `a watch counts rows and ends a batch`() throws {
    let model = try SampleModel(SampleDocument.model())
    var progress: OpaquePointer?
    #expect(unsafe skit_progress_create(&progress, nil) == SKIT_OK)
    defer { unsafe skit_progress_free(progress) }
    var options = skit_predict_options()
    unsafe skit_predict_options_init(&options)
    options.thread_count = 2
    unsafe options.progress = progress
    var answer = [Double](repeating: 0, count: 3)
    let predict = {
      unsafe skit_model_predict_f64(
        model.handle, SKIT_MARGIN, PredictTests.rows, 3, 3, 3, 1, &options, &answer, 3, nil)
    }
    #expect(predict() == SKIT_OK)
    #expect(unsafe skit_progress_row_count(progress) == 3)
    unsafe skit_progress_cancel(progress)
    #expect(predict() == SKIT_CANCELLED)
  }

  @Test func `null is no watch`() {
    #expect(skit_progress_create(nil, nil) == SKIT_NULL_POINTER)
    #expect(skit_progress_row_count(nil) == 0)
    skit_progress_cancel(nil)
    skit_progress_free(nil)
  }

  @Test func `a model is cut to some of its iterations`() throws {
    let model = try SampleModel(SampleDocument.model())
    var count: Int64 = 0
    #expect(unsafe skit_model_iteration_count(model.handle, &count, nil) == SKIT_OK)
    #expect(count == 2)
    var sum = [0.0, 0, 0]
    for iteration in 0..<count {
      var part: OpaquePointer?
      #expect(unsafe skit_model_limit_iterations(model.handle, iteration, 1, &part, nil) == SKIT_OK)
      defer { unsafe skit_model_free(part) }
      var answer = [0.0, 0, 0]
      #expect(
        unsafe skit_model_predict_f64(
          part, SKIT_MARGIN, PredictTests.rows, 3, 3, 3, 1, nil, &answer, 3, nil) == SKIT_OK)
      for row in 0..<3 { sum[row] += answer[row] }
    }
    #expect(sum == PredictTests.margins)
    for (first, number) in [(0, 0), (0, 3), (-1, 1), (2, 1), (Int64.max, Int64.max), (0, -5)] {
      var part = unsafe OpaquePointer(bitPattern: 8)
      let status = unsafe skit_model_limit_iterations(model.handle, Int64(first), Int64(number), &part, nil)
      #expect(status == SKIT_INVALID_ARGUMENT)
      let isEmptied = unsafe part == nil
      #expect(isEmptied)
    }
  }

  @Test func `importances have a place a feature`() throws {
    let model = try SampleModel(SampleDocument.model())
    var answer = [-1.0, -1, -1]
    #expect(unsafe skit_model_importances(model.handle, SKIT_IMPORTANCE_COVER, &answer, 3, nil) == SKIT_OK)
    #expect(answer.allSatisfy { $0 >= 0 })
    #expect(answer.contains { $0 > 0 })
    #expect(
      unsafe skit_model_importances(model.handle, SKIT_IMPORTANCE_COVER, &answer, 2, nil)
        == SKIT_BUFFER_TOO_SMALL)
    #expect(unsafe skit_model_importances(model.handle, 3, &answer, 3, nil) == SKIT_INVALID_ARGUMENT)
    #expect(unsafe skit_model_importances(nil, 0, &answer, 3, nil) == SKIT_NULL_POINTER)
  }
}
