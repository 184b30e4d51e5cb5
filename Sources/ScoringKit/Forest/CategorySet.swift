/// A set of categories, as a bitset of 32-bit words. Which side its members take is the split's rule.
public struct CategorySet: Hashable, Sendable {
  /// Bit k of word k / 32 is category k.
  public let words: [UInt32]

  /// Makes a set out of its words; an empty array is the empty set.
  public init(words: [UInt32]) { self.words = words }

  /// Makes the set of these categories; negative ones are left out.
  public init(_ categories: some Sequence<Int>) {
    var words: [UInt32] = []
    for category in categories where category >= 0 {
      let word = category >> 5
      if word >= words.count { words += [UInt32](repeating: 0, count: word + 1 - words.count) }
      words[word] |= 1 << UInt32(category & 31)
    }
    self.words = words
  }

  /// Whether a category is in the set.
  public func contains(_ category: Int) -> Bool {
    let word = category >> 5
    return category >= 0 && word < words.count && words[word] >> UInt32(category & 31) & 1 == 1
  }
}
