import ScoringKit
import ScoringKitFormats
import ScoringKitTestSupport
import Testing

/// Whatever the bytes: a refusal, or a forest that stands up to being validated again and to being used.
@Suite struct LightGBMMutationTests {
  /// Loads, and uses what loads; whether it loaded.
  @discardableResult
  private func attempt(_ bytes: [UInt8]) throws -> Bool {
    let model: ScoringModel
    do throws(ScoringError) {
      model = try ModelDocument(bytes: bytes).model
    } catch {
      return false
    }
    let forest = model.evaluator.forest
    _ = try Forest(
      validating: Forest.Parts(
        featureNames: forest.featureNames, outputCount: forest.outputCount, trees: forest.trees,
        link: forest.link, averaging: forest.averaging))
    for value in [0, -1.25, .nan, .infinity, 33] {
      let row = [Double](repeating: value, count: forest.featureCount)
      _ = try model.evaluator.predictions(of: row)
      _ = try model.explainer?.contributions(of: row)
    }
    return true
  }

  @Test(arguments: [LightGBMText.small, .linear])
  func `no flipped bit leads past validation`(text: LightGBMText) throws {
    var bytes = text.bytes
    var loaded = 0
    for index in bytes.indices {
      for bit in 0..<8 {
        bytes[index] ^= 1 << UInt8(bit)
        if try attempt(bytes) { loaded += 1 }
        bytes[index] ^= 1 << UInt8(bit)
      }
    }
    // Names, digits, the tail and the keys of lines that no answer needs may change without harm; the rest may not.
    #expect(loaded > 0)
    #expect(loaded < bytes.count * 8 * 3 / 5)
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `no mutated model leads past validation`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let seeds = [LightGBMText.small, .linear].map(\.bytes)
    var loaded = 0
    for _ in 0..<4_000 {
      var bytes = seeds.randomElement(using: &random) ?? []
      for _ in 0..<Int.random(in: 1...3, using: &random) { mutate(&bytes, with: &random) }
      if try attempt(bytes) { loaded += 1 }
    }
    #expect(loaded > 0)
  }

  private static let pieces = [
    "0", "-1", "1", "2", "-2", "2147483647", "-2147483648", "4294967295", "9223372036854775807", "1e308",
    "1e-320", "inf", "nan", "0.0000000000000000000000000000000001", " ", "\n", "\r\n", "=", "Tree=0\n",
    "Tree=1\n",
    "end of trees\n", "is_linear=1\n", "num_cat=1\n", "average_output\n", "sqrt", "num_class:2",
  ].map { Array($0.utf8) }

  private func mutate(_ bytes: inout [UInt8], with random: inout SplitMix64) {
    guard let place = bytes.indices.randomElement(using: &random) else { return }
    let end = Swift.min(place + Int.random(in: 1...40, using: &random), bytes.count)
    switch Int.random(in: 0..<6, using: &random) {
    case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
    case 1: bytes.removeSubrange(place..<end)
    case 2: bytes.insert(contentsOf: bytes[place..<end], at: bytes.indices.randomElement(using: &random) ?? 0)
    case 3: bytes.insert(contentsOf: Self.pieces.randomElement(using: &random) ?? [], at: place)
    case 4: replaceNumber(in: &bytes, from: place, with: &random)
    default: bytes.removeSubrange(end...)
    }
  }

  /// Puts another number where the next one stands.
  private func replaceNumber(in bytes: inout [UInt8], from place: Int, with random: inout SplitMix64) {
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    guard let start = bytes[place...].firstIndex(where: { digits.contains($0) }) else { return }
    let end = bytes[start...].firstIndex { !digits.contains($0) } ?? bytes.endIndex
    bytes.replaceSubrange(start..<end, with: Self.pieces.randomElement(using: &random) ?? [])
  }
}
