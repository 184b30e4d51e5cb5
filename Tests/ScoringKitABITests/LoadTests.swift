import CScoringKit
import ScoringKitABI
import Testing

@Suite struct LoadTests {
  /// A handle that is not null, so that a test sees it being emptied.
  private var occupied: OpaquePointer? { unsafe OpaquePointer(bitPattern: 64) }

  @Test func `a handle is null after every kind of failure`() {
    var options = skit_load_options()
    unsafe skit_load_options_init(&options)
    var unknown = options
    unknown.flags = 8
    var misfit = options
    misfit.struct_size = 4
    var model = unsafe occupied
    #expect(unsafe skit_model_load_file(nil, nil, &model, nil) == SKIT_NULL_POINTER)
    #expect(unsafe model == nil)
    unsafe model = occupied
    #expect(unsafe skit_model_load_file("/nowhere/model.txt", &unknown, &model, nil) == SKIT_UNKNOWN_OPTION)
    #expect(unsafe model == nil)
    unsafe model = occupied
    #expect(unsafe skit_model_load_bytes("tree", 4, &misfit, &model, nil) == SKIT_UNKNOWN_STRUCT_SIZE)
    #expect(unsafe model == nil)
    unsafe model = occupied
    #expect(unsafe skit_model_load_bytes(nil, 0, nil, &model, nil) == SKIT_EMPTY_DOCUMENT)
    #expect(unsafe model == nil)
    unsafe model = occupied
    #expect(unsafe skit_model_load_file("/nowhere/model.txt", nil, &model, nil) == SKIT_UNREADABLE_FILE)
    #expect(unsafe model == nil)
  }

  @Test func `a document over the limit is refused before it is looked at`() {
    var options = skit_load_options()
    unsafe skit_load_options_init(&options)
    #expect(options.maximum_bytes == UInt64(SKIT_DEFAULT_MAXIMUM_BYTES))
    options.maximum_bytes = 3
    var model: OpaquePointer?
    #expect(unsafe skit_model_load_bytes("tree", 4, &options, &model, nil) == SKIT_DOCUMENT_TOO_LARGE)
    #expect(unsafe skit_model_load_bytes("tree", .max, nil, &model, nil) == SKIT_DOCUMENT_TOO_LARGE)
    #expect(unsafe skit_model_load_bytes("tree", -1, nil, &model, nil) == SKIT_SIZE_OVERFLOW)
    options.maximum_bytes = .max
    #expect(unsafe skit_model_load_bytes("tree", .max, &options, &model, nil) == SKIT_SIZE_OVERFLOW)
  }

  @Test func `null bytes are taken only with a count of zero`() {
    var model: OpaquePointer?
    #expect(unsafe skit_model_load_bytes(nil, 1, nil, &model, nil) == SKIT_NULL_POINTER)
  }

  @Test func `a bare model cannot be saved as a bundle`() throws {
    let model = try SampleModel(SampleDocument.model())
    #expect(unsafe skit_model_save_bundle(model.handle, "bundle.json", nil) == SKIT_UNSUPPORTED_OPERATION)
  }

  @Test func `a path that cannot be written is refused`() throws {
    let model = try SampleModel(SampleDocument.bundle())
    #expect(unsafe skit_model_save_bundle(model.handle, "/nowhere/bundle.json", nil) == SKIT_UNWRITABLE_FILE)
    let path: [CChar] = [CChar(bitPattern: 0xff), 0]
    #expect(unsafe skit_model_save_bundle(model.handle, path, nil) == SKIT_INVALID_ARGUMENT)
  }

  @Test func `freeing null does nothing`() {
    skit_model_free(nil)
    skit_scaler_free(nil)
    skit_load_options_init(nil)
    skit_predict_options_init(nil)
    skit_scaler_options_init(nil)
  }
}
