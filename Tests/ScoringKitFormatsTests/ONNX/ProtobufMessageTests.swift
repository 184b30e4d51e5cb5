import ScoringKit
import Testing

@testable import ScoringKitFormats

@Suite struct ProtobufMessageTests {
  /// The integers of field 1, however they are written.
  private func integers(_ bytes: [UInt8]) throws(ScoringError) -> [Int64] {
    let message = ProtobufMessage(bytes)
    var integers: [Int64] = []
    try message.forEachField { (field) throws(ScoringError) in
      if field.number == 1 { try message.appendIntegers(field, to: &integers) }
    }
    return integers
  }

  private func code(_ bytes: [UInt8]) -> ScoringError.Code? {
    do throws(ScoringError) {
      _ = try integers(bytes)
      return nil
    } catch {
      return error.code
    }
  }

  @Test(arguments: [0, 1, 127, 128, 300, Int64.max, -1, Int64.min])
  func `a number comes back, alone and packed`(value: Int64) throws {
    let varint = ONNXDocument.varint(UInt64(bitPattern: value))
    #expect(try integers([0x08] + varint) == [value])
    #expect(try integers([0x0a, UInt8(2 * varint.count)] + varint + varint) == [value, value])
  }

  @Test func `float32 numbers come back, alone and packed`() throws {
    let one: [UInt8] = [0, 0, 0x80, 0x3f]
    let message = ProtobufMessage([0x0d] + one + [0x0a, 8] + one + one)
    var singles: [Float] = []
    try message.forEachField { (field) throws(ScoringError) in try message.appendSingles(field, to: &singles)
    }
    #expect(singles == [1, 1, 1])
  }

  @Test func `other fields are passed over`() throws {
    #expect(try integers([0x12, 2, 9, 9, 0x19, 1, 2, 3, 4, 5, 6, 7, 8, 0x25, 1, 2, 3, 4, 0x08, 5]) == [5])
  }

  @Test func `what goes beyond its message is truncated`() {
    for bytes: [UInt8] in [
      [0x08], [0x08, 0x80], [0x0a], [0x0a, 1], [0x0a, 0xff, 0xff, 0xff, 0xff, 0x0f], [0x09, 1],
      [0x0d, 1, 2, 3],
      [0x0a, 1, 0x80], [0x0a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1],
    ] {
      #expect(code(bytes) == .truncatedDocument, "\(bytes)")
    }
  }

  @Test func `what is no field is malformed`() {
    for bytes: [UInt8] in [
      [0x00, 1], [0x0b], [0x0c], [0x0e], [0x0f, 1], [0x09, 1, 2, 3, 4, 5, 6, 7, 8], [0x0d, 1, 2, 3, 4],
      [0x08] + [UInt8](repeating: 0xff, count: 10), [0x08] + [UInt8](repeating: 0xff, count: 9) + [2],
    ] {
      #expect(code(bytes) == .malformedDocument, "\(bytes)")
    }
  }
}
