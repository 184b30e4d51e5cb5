import CScoringKit
import ScoringKitABI
import Testing

@Suite struct DescribeTests {
  private func describe(_ model: SampleModel) throws -> skit_model_info {
    var info = skit_model_info()
    info.struct_size = UInt32(MemoryLayout<skit_model_info>.size)
    let outcome = unsafe Outcome { unsafe skit_model_describe(model.handle, &info, $0) }
    try #require(outcome.status == SKIT_OK)
    return info
  }

  @Test func `a bare model is described by its trees`() throws {
    let info = try describe(try SampleModel(SampleDocument.model()))
    #expect(info.kind == SKIT_KIND_MODEL)
    #expect(info.capabilities == SKIT_CAN_EXPLAIN | SKIT_GIVES_PROBABILITY)
    #expect(info.feature_count == 3)
    #expect(info.output_count == 1)
    #expect(info.tree_count == 2)
    #expect(info.leaf_count == 5)
    #expect(text(of: info.format) == "lightgbm-text v4")
    #expect(text(of: info.objective).hasPrefix("binary"))
    #expect(text(of: info.positive_class).isEmpty)
    #expect(text(of: info.digest).count == 64)
  }

  @Test func `a bundle has the digest of the model inside it`() throws {
    let bare = try describe(try SampleModel(SampleDocument.model()))
    let bundle = try describe(try SampleModel(SampleDocument.bundle()))
    #expect(text(of: bundle.digest) == text(of: bare.digest))
    #expect(bundle.kind == SKIT_KIND_BUNDLE)
    #expect(bundle.capabilities & SKIT_CAN_DECIDE != 0)
    #expect(bundle.capabilities & SKIT_SCALES == 0)
    #expect(bundle.reason_limit == 2)
  }

  @Test func `a text that does not fit its field is cut at a whole character`() throws {
    let positiveClass = "x" + String(repeating: "é", count: 40)
    let info = try describe(try SampleModel(SampleDocument.bundle(positiveClass: positiveClass)))
    #expect(text(of: info.positive_class) == "x" + String(repeating: "é", count: 31))
  }

  @Test func `a name's length is told without a buffer, with a small one, and with a fitting one`() throws {
    let model = try SampleModel(SampleDocument.model())
    var length = 0
    #expect(unsafe skit_model_feature_name(model.handle, 2, nil, 0, &length, nil) == SKIT_OK)
    #expect(length == 7)
    var buffer = [CChar](repeating: 1, count: 8)
    length = 0
    #expect(
      unsafe skit_model_feature_name(model.handle, 2, &buffer, 7, &length, nil) == SKIT_BUFFER_TOO_SMALL)
    #expect(length == 7)
    #expect(buffer[0] == 0)
    #expect(unsafe skit_model_feature_name(model.handle, 2, &buffer, 8, nil, nil) == SKIT_OK)
    #expect(text(of: (buffer[0], buffer[1], buffer[6], buffer[7])) == "hog")
  }

  @Test func `categories are counted, named and numbered`() throws {
    let model = try SampleModel(SampleDocument.bundle())
    var count: Int64 = -1
    var code = -1.0
    #expect(unsafe skit_model_category_count(model.handle, 0, &count, nil) == SKIT_OK)
    #expect(count == 0)
    #expect(unsafe skit_model_category_count(model.handle, 2, &count, nil) == SKIT_OK)
    #expect(count == 3)
    var buffer = [CChar](repeating: 1, count: 10)
    #expect(unsafe skit_model_category_name(model.handle, 2, 2, &buffer, 10, nil, nil) == SKIT_OK)
    #expect(unsafe skit_model_category_code(model.handle, 2, &buffer, &code, nil) == SKIT_OK)
    #expect(code == 2)
  }

  @Test func `a category the schema does not list is refused without repeating it`() throws {
    let model = try SampleModel(SampleDocument.bundle())
    var code = 0.0
    let outcome = unsafe Outcome {
      unsafe skit_model_category_code(model.handle, 2, "secret castle", &code, $0)
    }
    #expect(outcome.status == SKIT_INVALID_VALUE)
    #expect(!outcome.message.contains("castle"))
  }

  @Test func `an index outside the model is refused`() throws {
    let model = try SampleModel(SampleDocument.bundle())
    var buffer = [CChar](repeating: 1, count: 10)
    var count: Int64 = 0
    for index: Int64 in [-1, 3, .max, .min] {
      #expect(
        unsafe skit_model_feature_name(model.handle, index, &buffer, 10, nil, nil) == SKIT_INVALID_ARGUMENT)
      #expect(unsafe skit_model_category_count(model.handle, index, &count, nil) == SKIT_INVALID_ARGUMENT)
      #expect(
        unsafe skit_model_category_name(model.handle, 2, index, &buffer, 10, nil, nil)
          == SKIT_INVALID_ARGUMENT)
    }
  }

  @Test func `a name that is not UTF-8 is refused`() throws {
    let model = try SampleModel(SampleDocument.model())
    let name: [CChar] = [CChar(bitPattern: 0xc3), CChar(bitPattern: 0x28), 0]
    var feature: Int64 = 0
    #expect(unsafe skit_model_feature_index(model.handle, name, &feature, nil) == SKIT_INVALID_ARGUMENT)
  }
}
