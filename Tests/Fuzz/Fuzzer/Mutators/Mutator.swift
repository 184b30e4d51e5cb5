import ScoringKitTestSupport

/// Changes that keep a document's form, where libFuzzer's own mostly break it.
protocol Mutator: Sendable {
  /// A changed document; the bytes themselves where nothing could be changed. One that is too long is not used.
  func mutated(_ bytes: [UInt8], maximum: Int, _ random: inout SplitMix64) -> [UInt8]
}

extension SplitMix64 {
  /// How often something is repeated: mostly a few times, now and then a thousand.
  mutating func repetitions() -> Int { 1 << integer(below: happens(onceIn: 4) ? 11 : 4) }

  /// A place among so many; nil for none.
  mutating func place(below count: Int) -> Int? { count > 0 ? integer(below: count) : nil }
}

/// Integers at the ends of what readers hold them in, and counts that nobody has.
enum ExtremeNumbers {
  static let integers: [Int64] = [
    -1, 0, 1, 2, 127, 128, 255, 256, 32_767, 65_535, 65_536, 1 << 24, 1 << 31 - 1, 1 << 31, -1 << 31, 1 << 32,
    1 << 40,
    1 << 53, .max, .min,
  ]

  static let texts =
    integers.map(String.init) + [
      "-0", "0.5", "-1e-36", "1e308", "1e400", "-1e308", "5e-324", "3.4028236e38", "1e-46", "nan", "inf",
      "-inf",
      "18446744073709551616", "0.1000000000000000055511151231257827021181583404541015625", "1e-999999999",
    ]
}
