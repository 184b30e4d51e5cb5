import ScoringKit
import ScoringKitTestSupport
import Testing

@testable import ScoringKitFormats

/// Whatever the bytes: a refusal with a place, or a model that stands up to being used.
@Suite struct ONNXDamageTests {
  /// Reads, and uses what is read; whether it was read.
  @discardableResult
  private func attempt(_ bytes: [UInt8]) throws -> Bool {
    let result: ONNXReader.Result
    do throws(ScoringError) {
      result = try ONNXReader.read(bytes)
    } catch {
      #expect(error.code.rawValue >= 200 && error.code != .internalFault, "\(error)")
      return false
    }
    guard result.forest.featureCount < 1000, result.forest.outputCount < 1000 else { return true }
    for value in [0, -1.25, .nan, .infinity, 33] {
      let row = [Double](repeating: value, count: result.forest.featureCount)
      _ = try Evaluator(result.forest).predictions(of: row)
      _ = try result.forest.leaves(of: row)
      for step in result.steps {
        var output = row
        var span = output.mutableSpan
        try step.transform(row.span, into: &span)
      }
    }
    return true
  }

  @Test(arguments: ONNXSample.all)
  func `a shortened document is refused, or has lost nothing`(sample: ONNXSample) throws {
    let bytes = sample.bytes
    let whole = try ONNXReader.read(bytes)
    for count in bytes.indices {
      guard let short = try? ONNXReader.read(Array(bytes[..<count])) else { continue }
      #expect(short.steps.count == whole.steps.count)
      #expect(short.forest.trees.map(\.leafValues) == whole.forest.trees.map(\.leafValues), "\(count) bytes")
    }
  }

  @Test(arguments: ONNXSample.all)
  func `no flipped bit leads past validation`(sample: ONNXSample) throws {
    var bytes = sample.bytes
    var loaded = 0
    for index in bytes.indices {
      for shift in [index % 8, (index + 3) % 8] {
        let bit: UInt8 = 1 << UInt8(shift)
        bytes[index] ^= bit
        if try attempt(bytes) { loaded += 1 }
        bytes[index] ^= bit
      }
    }
    #expect(loaded > 0)
    #expect(loaded < bytes.count * 2)
  }

  private static let pieces: [[UInt8]] = [
    [0], [1], [0x7f], [0x80], [0xff], [0xff, 0xff, 0xff, 0xff, 0x0f], Array(repeating: 0xff, count: 9) + [1],
    [0x0a, 0], [0x08, 0], [0x42, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f], [0, 0, 0xc0, 0x7f],
    [0x3d],
    Array("BRANCH_GT".utf8), Array("LEAF".utf8), Array("SOFTMAX".utf8),
  ]

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func `no mutated document leads past validation`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var loaded = 0
    for index in 0..<1500 {
      var bytes = ONNXSample.all[index % 4].bytes
      let place = Int.random(in: 0..<bytes.count, using: &random)
      let piece = Self.pieces.randomElement(using: &random) ?? []
      if Bool.random(using: &random) {
        bytes.replaceSubrange(place..<Swift.min(place + piece.count, bytes.count), with: piece)
      } else {
        let end = Swift.min(place + Int.random(in: 0...12, using: &random), bytes.count)
        bytes.replaceSubrange(place..<end, with: piece)
      }
      if try attempt(bytes) { loaded += 1 }
    }
    #expect(loaded > 0)
  }
}
