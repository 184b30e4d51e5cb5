/// A set of categories, as a bitset of 32-bit words. Which side its members take is the split's rule.
///
/// A set is hashed once, when it is made, and equal to a copy of itself without a look at its words: a forest may have
/// one great set at any number of splits.
public struct CategorySet: Sendable {
  /// Bit k of word k / 32 is category k.
  public let words: [UInt32]
  private let wordsHash: Int

  /// Makes a set out of its words; an empty array is the empty set. O(words).
  public init(words: [UInt32]) {
    self.words = words
    wordsHash = words.hashValue
  }

  /// Makes the set of these categories; negative ones are left out.
  @inlinable
  public init(_ categories: some Sequence<Int>) {
    var words: [UInt32] = []
    for category in categories where category >= 0 {
      let word = category >> 5
      if word >= words.count { words += [UInt32](repeating: 0, count: word + 1 - words.count) }
      words[word] |= 1 << UInt32(category & 31)
    }
    self.init(words: words)
  }

  /// Whether a category is in the set.
  public func contains(_ category: Int) -> Bool {
    let word = category >> 5
    return category >= 0 && word < words.count && words[word] >> UInt32(category & 31) & 1 == 1
  }
}

extension CategorySet: Hashable {
  /// Whether the words are the same.
  public static func == (left: CategorySet, right: CategorySet) -> Bool {
    left.wordsHash == right.wordsHash && left.words == right.words
  }

  /// Feeds the hash of the words to a hasher.
  public func hash(into hasher: inout Hasher) { hasher.combine(wordsHash) }
}
