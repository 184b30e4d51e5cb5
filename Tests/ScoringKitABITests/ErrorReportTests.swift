import CScoringKit
import ScoringKitABI
import Testing

@Suite struct ErrorReportTests {
  @Test func `a report has the status, the place in the document and the reason`() {
    let document = Array(SampleDocument.model().replacing("num_leaves=3", with: "num_leaves=4").utf8)
    var model: OpaquePointer?
    let outcome = unsafe Outcome {
      unsafe skit_model_load_bytes(document, document.count, nil, &model, $0)
    }
    #expect(unsafe model == nil)
    #expect((200..<300).contains(outcome.status))
    #expect(outcome.report.code == outcome.status)
    #expect(outcome.report.byte_offset < UInt64(document.count))
    #expect(outcome.message.hasPrefix("line "))
  }

  @Test func `a report used again is cleared by a success`() throws {
    let model = try SampleModel(SampleDocument.model())
    var report = Outcome.emptyReport
    var feature: Int64 = 0
    #expect(
      unsafe skit_model_feature_index(model.handle, "wealth", &feature, &report) == SKIT_COLUMN_MISMATCH)
    #expect(text(of: report.message) == "the model has no feature 'wealth'")
    #expect(unsafe skit_model_feature_index(model.handle, "age", &feature, &report) == SKIT_OK)
    #expect(report.code == SKIT_OK)
    #expect(text(of: report.message).isEmpty)
  }

  @Test func `a message is cut at a whole character`() throws {
    let model = try SampleModel(SampleDocument.model())
    for padding in 0..<4 {
      let name = String(repeating: "x", count: padding) + String(repeating: "🙂", count: 200)
      var feature: Int64 = 0
      let outcome = unsafe Outcome { unsafe skit_model_feature_index(model.handle, name, &feature, $0) }
      #expect(outcome.status == SKIT_COLUMN_MISMATCH)
      let count = outcome.message.utf8.count
      #expect(outcome.message.hasSuffix("🙂"))
      #expect((508...511).contains(count), "\(count) bytes")
    }
  }

  @Test func `what cannot be seen in a name is written out`() throws {
    let model = try SampleModel(SampleDocument.model())
    var feature: Int64 = 0
    let name = "a\u{1B}[2J\n\u{202E}b"
    let outcome = unsafe Outcome { unsafe skit_model_feature_index(model.handle, name, &feature, $0) }
    #expect(outcome.message == "the model has no feature 'a\\u{1B}[2J\\n\\u{202E}b'")
  }

  @Test func `a report of an unknown size is not touched`() {
    for size: UInt32 in [0, 16, UInt32(MemoryLayout<skit_error>.size) - 1, .max] {
      var report = Outcome.emptyReport
      report.struct_size = size
      report.code = 77
      report.message.0 = 42
      #expect(unsafe skit_model_describe(nil, nil, &report) == SKIT_NULL_POINTER)
      #expect(report.code == 77)
      #expect(report.message.0 == 42)
      #expect(report.struct_size == size)
    }
  }

  @Test func `a report is not needed`() {
    #expect(skit_model_describe(nil, nil, nil) == SKIT_NULL_POINTER)
  }
}
