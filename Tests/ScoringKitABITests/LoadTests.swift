import CScoringKit
import ScoringKitABI
import Testing

@Suite struct LoadTests {
  /// A handle that is not null, so that a test sees it being emptied.
  private var occupied: OpaquePointer? { unsafe OpaquePointer(bitPattern: 64) }

  @Test func `a handle is null after every kind of failure`() {
    var options = unsafe skit_load_options()
    unsafe skit_load_options_init(&options)
    var unknown = unsafe options
    unsafe unknown.flags = 8
    var misfit = unsafe options
    unsafe misfit.struct_size = 4
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
    var options = unsafe skit_load_options()
    unsafe skit_load_options_init(&options)
    #expect(unsafe options.maximum_bytes == UInt64(SKIT_DEFAULT_MAXIMUM_BYTES))
    unsafe options.maximum_bytes = 3
    var model: OpaquePointer?
    #expect(unsafe skit_model_load_bytes("tree", 4, &options, &model, nil) == SKIT_DOCUMENT_TOO_LARGE)
    #expect(unsafe skit_model_load_bytes("tree", .max, nil, &model, nil) == SKIT_DOCUMENT_TOO_LARGE)
    #expect(unsafe skit_model_load_bytes("tree", -1, nil, &model, nil) == SKIT_SIZE_OVERFLOW)
    unsafe options.maximum_bytes = .max
    #expect(unsafe skit_model_load_bytes("tree", .max, &options, &model, nil) == SKIT_SIZE_OVERFLOW)
  }

  @Test func `options of the first version, without a part, are taken too`() {
    var options = unsafe skit_load_options()
    unsafe skit_load_options_init(&options)
    #expect(unsafe options.part == nil)
    unsafe options.struct_size = 24
    unsafe options.maximum_bytes = 3
    var model: OpaquePointer?
    #expect(unsafe skit_model_load_bytes("tree", 4, &options, &model, nil) == SKIT_DOCUMENT_TOO_LARGE)
    // What lies behind the first version's fields is not looked at.
    unsafe options.part = UnsafePointer(bitPattern: 1)
    #expect(unsafe skit_model_load_bytes("tree", 4, &options, &model, nil) == SKIT_DOCUMENT_TOO_LARGE)
    for size: UInt32 in [0, 23, 25, 28, 36, 48] {
      unsafe options.struct_size = size
      #expect(unsafe skit_model_load_bytes("tree", 4, &options, &model, nil) == SKIT_UNKNOWN_STRUCT_SIZE)
    }
  }

  @Test func `the cost of reading is the caller's to limit, and options without it are taken too`() {
    var options = unsafe skit_load_options()
    unsafe skit_load_options_init(&options)
    #expect(unsafe options.maximum_work == 0 && options.maximum_memory == 0)
    let document = Array(SampleDocument.model().utf8)
    func status() -> skit_status {
      var model: OpaquePointer?
      defer { unsafe skit_model_free(model) }
      return unsafe skit_model_load_bytes(document, document.count, &options, &model, nil)
    }
    #expect(status() == SKIT_OK)
    unsafe options.maximum_memory = 1
    #expect(status() == SKIT_DOCUMENT_TOO_LARGE)
    unsafe (options.maximum_memory, options.maximum_work) = (.max, 1)
    #expect(status() == SKIT_DOCUMENT_TOO_LARGE)
    unsafe options.maximum_work = .max
    #expect(status() == SKIT_OK)
    // What lies behind an older struct's fields is not looked at.
    unsafe (options.maximum_work, options.struct_size) = (1, 32)
    #expect(status() == SKIT_OK)
  }

  @Test func `a part is a part of a pickle`() {
    var options = unsafe skit_load_options()
    unsafe skit_load_options_init(&options)
    var model: OpaquePointer?
    let status = unsafe "$.model".withCString { part in
      unsafe options.part = part
      return unsafe skit_model_load_bytes("tree\n", 5, &options, &model, nil)
    }
    #expect(status == SKIT_UNKNOWN_OPTION)
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
