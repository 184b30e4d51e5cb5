import CScoringKit
import ScoringKitABI
import Testing

/// `explanation_memory` of the load options, and watches over preparations, through C.
@Suite struct ExplanationMemoryTests {
  private static let row: [Double] = [20, 30, 0]

  private func contributions(_ model: OpaquePointer?, _ progress: OpaquePointer? = nil) -> Outcome {
    var options = SampleModel.options
    unsafe options.progress = progress
    var answer = [Double](repeating: .nan, count: 4)
    return unsafe Outcome {
      unsafe skit_model_contributions_f64(model, Self.row, 1, 3, 3, 1, &options, &answer, 4, $0)
    }
  }

  private func withModel(
    structSize: Int? = nil, memory: UInt64, _ body: (OpaquePointer?) throws -> Void
  ) throws {
    var options = unsafe skit_load_options()
    unsafe skit_load_options_init(&options)
    #expect(unsafe options.explanation_memory == 0)
    unsafe options.explanation_memory = memory
    if let structSize { unsafe options.struct_size = UInt32(structSize) }
    let bytes = Array(SampleDocument.model().utf8)
    var model: OpaquePointer?
    #expect(unsafe skit_model_load_bytes(bytes, bytes.count, &options, &model, nil) == SKIT_OK)
    defer { unsafe skit_model_free(model) }
    try unsafe body(model)
  }

  @Test func `a model of little memory scores, and is not explained`() throws {
    try unsafe withModel(memory: 100) { model in
      let outcome = unsafe contributions(model)
      #expect(outcome.status == SKIT_OUT_OF_MEMORY)
      #expect(outcome.message.contains("explanation_memory"))
      var matrix = [Double](repeating: .nan, count: 16)
      #expect(
        unsafe skit_model_interactions_f64(
          model, Int64(SKIT_ALL_FEATURES), Self.row, 1, 3, 3, 1, nil, &matrix, 16, nil) == SKIT_OUT_OF_MEMORY)
      var background: OpaquePointer?
      #expect(
        unsafe skit_background_create_f64(model, Self.row, 1, 3, 3, 1, nil, &background, nil)
          == SKIT_OUT_OF_MEMORY)
      #expect(unsafe background == nil)
      var score = 0.0
      #expect(
        unsafe skit_model_predict_f64(model, SKIT_MARGIN, Self.row, 1, 3, 3, 1, nil, &score, 1, nil)
          == SKIT_OK)
    }
  }

  @Test(arguments: [0, 1 << 20, .max] as [UInt64])
  func `a model of enough memory is explained, and so are those made of it`(memory: UInt64) throws {
    try unsafe withModel(memory: memory) { model in
      #expect(unsafe contributions(model).status == SKIT_OK)
      var limited: OpaquePointer?
      #expect(unsafe skit_model_limit_iterations(model, 0, 1, &limited, nil) == SKIT_OK)
      #expect(unsafe contributions(limited).status == SKIT_OK)
      unsafe skit_model_free(limited)
    }
  }

  @Test(arguments: [24, 32])
  func `the options before it was appended are known`(structSize: Int) throws {
    // What lies behind the struct is not looked at.
    try unsafe withModel(structSize: structSize, memory: 1) { model in
      #expect(unsafe contributions(model).status == SKIT_OK)
    }
  }

  @Test func `a watch counts prepared trees and ends the preparation`() throws {
    let model = try SampleModel(SampleDocument.model())
    var progress: OpaquePointer?
    #expect(unsafe skit_progress_create(&progress, nil) == SKIT_OK)
    defer { unsafe skit_progress_free(progress) }
    #expect(unsafe contributions(model.handle, progress).status == SKIT_OK)
    #expect(unsafe skit_progress_prepared_count(progress) == 2)
    #expect(skit_progress_prepared_count(nil) == 0)
    unsafe skit_progress_cancel(progress)
    var options = SampleModel.options
    unsafe options.progress = progress
    var background: OpaquePointer?
    #expect(
      unsafe skit_background_create_f64(model.handle, Self.row, 1, 3, 3, 1, &options, &background, nil)
        == SKIT_CANCELLED)
    #expect(unsafe background == nil)
    let other = try SampleModel(SampleDocument.model())
    #expect(unsafe contributions(other.handle, progress).status == SKIT_CANCELLED)
    #expect(unsafe contributions(other.handle).status == SKIT_OK)
  }

  @Test func `a stored background is prepared under a watch`() throws {
    let bundle = try SampleModel(SampleDocument.bundle())
    var carrying: OpaquePointer?
    #expect(
      unsafe skit_model_with_background_f64(bundle.handle, Self.row, 1, 3, 3, 1, nil, &carrying, nil)
        == SKIT_OK)
    defer { unsafe skit_model_free(carrying) }
    var progress: OpaquePointer?
    #expect(unsafe skit_progress_create(&progress, nil) == SKIT_OK)
    defer { unsafe skit_progress_free(progress) }
    var background: OpaquePointer?
    let create = { unsafe skit_background_create_stored_watched(carrying, progress, &background, nil) }
    #expect(create() == SKIT_OK)
    #expect(unsafe skit_progress_prepared_count(progress) == 2)
    #expect(unsafe skit_background_row_count(background) == 1)
    unsafe skit_background_free(background)
    unsafe skit_progress_cancel(progress)
    #expect(create() == SKIT_CANCELLED)
    #expect(unsafe background == nil)
    #expect(unsafe skit_background_create_stored_watched(nil, nil, &background, nil) == SKIT_NULL_POINTER)
    #expect(unsafe skit_background_create_stored_watched(carrying, nil, nil, nil) == SKIT_NULL_POINTER)
    #expect(unsafe skit_background_create_stored(carrying, &background, nil) == SKIT_OK)
    unsafe skit_background_free(background)
  }
}
