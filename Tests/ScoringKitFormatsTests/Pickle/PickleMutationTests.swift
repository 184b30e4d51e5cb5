import ScoringKit
import ScoringKitTestSupport
import Testing

@testable import ScoringKitFormats

/// Damaged pickles, the same ones on every run: each is read or refused, and what is read can be walked.
@Suite struct PickleMutationTests {
  static func mutated(_ document: [UInt8], with generator: inout SplitMix64) -> [UInt8] {
    var bytes = document
    for _ in 0..<Int.random(in: 1...3, using: &generator) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &generator)
      let end = min(bytes.count, place + Int.random(in: 0...8, using: &generator))
      switch Int.random(in: 0..<7, using: &generator) {
      case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
      case 1: bytes[place] = UInt8.random(in: 0...255, using: &generator)
      case 2: bytes.removeSubrange(place..<end)
      case 3:
        bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0...bytes.count, using: &generator))
      case 4: bytes.insert(UInt8.random(in: 0x28...0x98, using: &generator), at: place)
      case 5: bytes.insert(contentsOf: [0x68, UInt8.random(in: 0...30, using: &generator)], at: place)
      default: for index in place..<end { bytes[index] = 0xFF }
      }
    }
    return bytes
  }

  @Test(arguments: PickleSample.names)
  func `a damaged sample is refused, or read without harm`(name: String) throws {
    let sample = PickleSample.named(name)
    var generator = SplitMix64(seed: UInt64(sample.bytes.count))
    var refused = 0
    for _ in 0..<200 {
      let bytes = Self.mutated(sample.bytes, with: &generator)
      do {
        let document = try PickleReader.read(bytes)
        _ = try? document.requireKnownCallables()
        _ = try? document.objects { _ in false }
        _ = try? PickleOutline.text(document.root)
      } catch {
        refused += 1
        if error.code == .internalFault { Issue.record("\(error): \(bytes)") }
      }
    }
    // Otherwise the damage would not reach what it is meant to test.
    #expect(refused > 50)
  }
}
