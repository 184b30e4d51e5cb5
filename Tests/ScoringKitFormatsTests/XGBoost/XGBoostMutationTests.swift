import ScoringKit
import ScoringKitTestSupport
import Testing

@testable import ScoringKitFormats

/// Whatever the bytes: a refusal with a place, or a forest that stands up to being used.
@Suite struct XGBoostMutationTests {
  /// Reads, and uses what is read; whether it was read.
  @discardableResult
  private func attempt(_ bytes: [UInt8], isJSON: Bool) throws -> Bool {
    let forest: Forest
    do throws(ScoringError) {
      let result =
        try isJSON ? XGBoostReader.read(json: bytes) : XGBoostReader.read(ubjson: bytes)
      forest = result.forest
      #expect(result.categories.count == forest.featureCount)
    } catch {
      #expect(error.code.rawValue >= 200 && error.code != .internalFault, "\(error)")
      return false
    }
    guard forest.featureCount < 1000, forest.outputCount < 1000 else { return true }
    let evaluator = Evaluator(forest)
    let explainer = try? Explainer(forest)
    for value in [0, -1.25, .nan, .infinity, 33] {
      let row = [Double](repeating: value, count: forest.featureCount)
      _ = try evaluator.predictions(of: row)
      _ = try forest.leaves(of: row)
      _ = try explainer?.contributions(of: row)
    }
    return true
  }

  @Test(arguments: XGBoostSample.all)
  func `no flipped bit of UBJSON leads past validation`(sample: XGBoostSample) throws {
    var bytes = try UBJSONDocument.bytes(ofJSON: sample.jsonBytes, style: .typed)
    var loaded = 0
    for index in bytes.indices {
      let bit: UInt8 = 1 << UInt8(index % 8)
      bytes[index] ^= bit
      if try attempt(bytes, isJSON: false) { loaded += 1 }
      bytes[index] ^= bit
    }
    #expect(loaded > 0)
    #expect(loaded < bytes.count / 2)
  }

  @Test(arguments: XGBoostSample.all)
  func `every shortened document is refused`(sample: XGBoostSample) throws {
    let json = sample.jsonBytes
    let ubjson = try UBJSONDocument.bytes(ofJSON: json, style: .open)
    for count in json.indices { #expect(try !attempt(Array(json[..<count]), isJSON: true)) }
    for count in ubjson.indices { #expect(try !attempt(Array(ubjson[..<count]), isJSON: false)) }
  }

  private static let pieces = [
    "0", "-1", "1", "2", "14", "15", "2147483647", "-2147483648", "99999999999", "1e38", "1e39", "1e-46",
    "NaN", "Infinity", "-Infinity", "\"", "[", "]", "{", "}", ",", "[]", "{}", "null", "true", "\"0\"", "[0]",
    "[$Z#l\u{7F}\u{7F}\u{7F}\u{7F}", "[$d#l", "[#i", "{#i", "S", "L", "H", "C", "N", "\u{0}\u{0}\u{0}\u{0}",
  ].map { Array($0.utf8) }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func `no mutated document leads past validation`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var loaded = 0
    for index in 0..<2000 {
      let sample = XGBoostSample.all[index % 4]
      let isJSON = index % 8 < 4
      var bytes = sample.jsonBytes
      if !isJSON {
        let style = UBJSONDocument.Style.allCases.randomElement(using: &random) ?? .typed
        bytes = try UBJSONDocument.bytes(ofJSON: bytes, style: style)
      }
      for _ in 0..<Int.random(in: 1...2, using: &random) { mutate(&bytes, with: &random) }
      if try attempt(bytes, isJSON: isJSON) { loaded += 1 }
    }
    #expect(loaded > 0)
  }

  private func mutate(_ bytes: inout [UInt8], with random: inout SplitMix64) {
    guard let place = bytes.indices.randomElement(using: &random) else { return }
    let end = Swift.min(place + Int.random(in: 1...12, using: &random), bytes.count)
    let piece = Self.pieces.randomElement(using: &random) ?? []
    switch Int.random(in: 0..<6, using: &random) {
    case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
    case 1: bytes.removeSubrange(place..<end)
    case 2: bytes.insert(contentsOf: bytes[place..<end], at: bytes.indices.randomElement(using: &random) ?? 0)
    case 3: bytes.insert(contentsOf: piece, at: place)
    case 4: bytes.replaceSubrange(place..<Swift.min(place + piece.count, bytes.count), with: piece)
    default: replaceNumber(in: &bytes, from: place, by: piece)
    }
  }

  /// Puts another piece where the next number stands.
  private func replaceNumber(in bytes: inout [UInt8], from place: Int, by piece: [UInt8]) {
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    guard let start = bytes[place...].firstIndex(where: { digits.contains($0) }) else { return }
    let end = bytes[start...].firstIndex { !digits.contains($0) } ?? bytes.endIndex
    bytes.replaceSubrange(start..<end, with: piece)
  }
}
