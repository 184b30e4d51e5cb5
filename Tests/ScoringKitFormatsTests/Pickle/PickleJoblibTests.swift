import ScoringKit
import ScoringKitTestSupport
import Testing

@testable import ScoringKitFormats

@Suite struct PickleJoblibTests {
  private func refusal(_ bytes: [UInt8], limits: PickleLimits = PickleLimits()) -> ScoringError? {
    refusedWith { try PickleReader.read(bytes, limits: limits) }
  }

  /// Deflate's fixed code for a zero, then for "258 times the byte before" as often as said: 13 bits each.
  private static func bomb(repetitions: Int) -> [UInt8] {
    var bits = Array("11000110000")
    for _ in 0..<repetitions { bits += "1100010100000" }
    bits += String(repeating: "0", count: 8 - bits.count % 8)
    let bytes = stride(from: 0, to: bits.count, by: 8).map { start in
      (0..<8).reduce(UInt8(0)) { $0 | (bits[start + $1] == "1" ? 1 << UInt8($1) : 0) }
    }
    return [0x78, 0x9C] + bytes
  }

  @Test(arguments: [
    ("bz2", [0x42, 0x5A, 0x68, 0x39]), ("xz", [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0]), ("lzma", [0x5D, 0, 0]),
    ("lz4", [0x04, 0x22, 0x4D, 0x18]), ("zstd", [0x28, 0xB5, 0x2F, 0xFD]), ("zfile", Array("ZF0x12".utf8)),
  ])
  func `a compression that is not supported is refused by name`(name: String, bytes: [UInt8]) {
    #expect(PickleReader.recognises(bytes))
    #expect(refusal(bytes)?.code == .unsupportedFeature)
    #expect(refusal(bytes)?.message.contains(" \(name);") == true)
  }

  @Test func `a stream compressed beyond any model's ratio is refused`() {
    #expect(refusal(Self.bomb(repetitions: 40_000))?.code == .documentTooLarge)
    // What is small anyway is not refused for its ratio, only for what else is wrong with it.
    #expect(refusal(Self.bomb(repetitions: 10))?.code == .truncatedDocument)
  }

  @Test func `a stream larger than the limit after decompression is refused`() throws {
    var limits = PickleLimits()
    limits.byteCount = 100
    let sample = PickleSample.named("joblib-zlib")
    #expect(refusal(sample.bytes, limits: limits)?.code == .documentTooLarge)
  }

  @Test func `a damaged stream is refused`() throws {
    var bytes = PickleSample.named("joblib-gzip").bytes
    bytes[bytes.count - 6] ^= 1
    #expect(refusal(bytes)?.code == .malformedDocument)
  }

  @Test func `an array header that asks for more than there is, is refused`() throws {
    // The shape (3,) of the first array becomes (a billion,).
    let bytes = PickleSample.named("joblib").bytes
    let shape = Array("shape".utf8)
    let start = try #require((0..<bytes.count).first { bytes[$0...].starts(with: shape) })
    let three = try #require((start..<bytes.count).first { bytes[$0...].starts(with: [0x4B, 3, 0x85]) })
    let damaged = bytes[..<three] + [0x4A, 0, 0xCA, 0x9A, 0x3B] + bytes[(three + 2)...]
    // Frames count bytes; a longer one would be found out first.
    let refusal = refusal(Array(damaged))
    #expect(refusal?.code == .truncatedDocument)
    #expect(refusal?.message.contains("8000000000") == true)
  }

  @Test func `arrays in files of their own are refused by that`() {
    let bytes = PickleWriter.pickle {
      $0.global("joblib.numpy_pickle", "NDArrayWrapper")
      $0.add(.emptyTuple, .newobj, .emptyDict)
      $0.text("filename")
      $0.text("model.pkl_01.npy")
      $0.add(.setitem, .build)
    }
    #expect(refusal(bytes)?.code == .unsupportedFeature)
    #expect(refusal(bytes)?.message.contains("files of their own") == true)
  }
}
