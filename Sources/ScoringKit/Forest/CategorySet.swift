/// The categories that go left at a categorical split, as a bitset of 32-bit words.
///
/// LightGBM truncates the value toward zero, sends NaN, negatives and everything beyond the set right. Values
/// whose integer conversion is undefined there (±∞, |x| ≥ 2³¹) go right too.
public struct CategorySet: Hashable, Sendable {
  /// Bit k of word k / 32 is category k.
  public let words: [UInt32]

  /// Makes a set out of its words; an empty array is the empty set.
  public init(words: [UInt32]) { self.words = words }

  /// Whether a value's category is in the set. −0.5 truncates to category 0, as in the trainer.
  public func contains(_ value: Double) -> Bool {
    // NaN fails both comparisons. −1 < value ≤ −0 truncates to 0.
    guard value > -1, value < 2_147_483_648 else { return false }
    let category = Int(value)
    let word = category >> 5
    return word < words.count && words[word] >> UInt32(category & 31) & 1 == 1
  }
}
