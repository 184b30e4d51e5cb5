import CScoringKit
import ScoringKitABI
import Testing

@Suite struct RowRefusalTests {
  private let model: SampleModel
  private let rows: [Double] = [20, 30, 0, 50, 30, 1]

  init() throws { model = try SampleModel(SampleDocument.model()) }

  @Test func `a row shorter or longer than the model is refused`() {
    for count: Int64 in [0, 2, 4] {
      let outcome = model.predict(rows, columnCount: count).outcome
      #expect(outcome.status == SKIT_SHAPE_MISMATCH)
      #expect(outcome.message.contains("3 columns"))
    }
  }

  @Test func `negative counts and strides are refused`() {
    #expect(model.predict(rows, rowCount: -1).outcome.status == SKIT_INVALID_ARGUMENT)
    #expect(model.predict(rows, columnCount: -3).outcome.status == SKIT_INVALID_ARGUMENT)
    #expect(model.predict(rows, rowStride: -3).outcome.status == SKIT_INVALID_ARGUMENT)
    #expect(model.predict(rows, columnStride: -1).outcome.status == SKIT_INVALID_ARGUMENT)
    let status = unsafe skit_model_predict_f64(model.handle, 0, rows, 1, 3, 3, 1, nil, nil, -1, nil)
    #expect(status == SKIT_INVALID_ARGUMENT)
  }

  @Test func `strides beyond the address space are refused before memory is touched`() {
    for (count, stride): (Int64, Int64) in [
      (2, .max), (.max, 3), (3, .max / 2), (.max, .max), (1 << 60, 1 << 10),
    ] {
      #expect(model.predict(rows, rowCount: count, rowStride: stride).outcome.status == SKIT_SIZE_OVERFLOW)
    }
    #expect(model.predict(rows, columnStride: .max).outcome.status == SKIT_SIZE_OVERFLOW)
    var answer = [0.0]
    let status = unsafe skit_model_predict_f64(
      model.handle, 0, rows, .max, 3, 0, 0, nil, &answer, .max, nil)
    #expect(status == SKIT_SIZE_OVERFLOW)
  }

  @Test func `an answer of another size is refused`() {
    for count in [0, 1, 3] {
      let outcome = model.predict(rows, rowCount: 2, answerCount: count).outcome
      #expect(outcome.status == SKIT_BUFFER_TOO_SMALL)
      #expect(outcome.message.contains("takes 2 numbers"))
    }
  }

  @Test func `null rows and a null answer are refused`() {
    var answer = [0.0]
    #expect(
      unsafe skit_model_predict_f64(model.handle, 0, nil, 1, 3, 3, 1, nil, &answer, 1, nil)
        == SKIT_NULL_POINTER)
    #expect(
      unsafe skit_model_predict_f64(model.handle, 0, rows, 1, 3, 3, 1, nil, nil, 1, nil) == SKIT_NULL_POINTER)
    #expect(
      unsafe skit_model_predict_f64(nil, 0, rows, 1, 3, 3, 1, nil, &answer, 1, nil) == SKIT_NULL_POINTER)
  }

  @Test func `a pointer between two numbers is refused`() {
    var answer = [0.0]
    let status = unsafe rows.withUnsafeBytes { bytes in
      let odd = unsafe bytes.baseAddress.map { unsafe ($0 + 1).assumingMemoryBound(to: Double.self) }
      return unsafe skit_model_predict_f64(model.handle, 0, odd, 1, 3, 3, 1, nil, &answer, 1, nil)
    }
    #expect(status == SKIT_INVALID_ARGUMENT)
  }

  @Test func `an answer that overlaps the rows is refused`() {
    var shared = rows
    let status = unsafe shared.withUnsafeMutableBufferPointer { buffer in
      unsafe skit_model_predict_f64(
        model.handle, 0, buffer.baseAddress, 1, 3, 3, 1, nil, buffer.baseAddress.map { unsafe $0 + 2 }, 1, nil
      )
    }
    #expect(status == SKIT_INVALID_ARGUMENT)
    #expect(shared == rows)
  }

  @Test func `unknown options are refused`() {
    var options = SampleModel.options
    options.flags = SKIT_REJECT_NON_FINITE | 0x40
    let outcome = model.predict(rows, options: options).outcome
    #expect(outcome.status == SKIT_UNKNOWN_OPTION)
    #expect(outcome.message.contains("0x40"))
    options = SampleModel.options
    options.thread_count = -1
    #expect(model.predict(rows, options: options).outcome.status == SKIT_INVALID_ARGUMENT)
    for size: UInt32 in [0, 8, 16, .max] {
      options = SampleModel.options
      options.struct_size = size
      #expect(model.predict(rows, options: options).outcome.status == SKIT_UNKNOWN_STRUCT_SIZE)
    }
    for space: Int32 in [-1, 2, .max] {
      #expect(model.predict(rows, space: space).outcome.status == SKIT_INVALID_ARGUMENT)
    }
  }
}
