/// Searches of text, eight bytes at a time.
enum TextScan {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let lowBits: UInt64 = 0x7F7F_7F7F_7F7F_7F7F

  /// The first place of a byte in a range of text; nil where it does not occur.
  static func firstIndex(of byte: UInt8, in bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    guard range.lowerBound >= 0, range.upperBound <= bytes.count else { return nil }
    let pattern = ones &* UInt64(byte)
    var index = range.lowerBound
    while range.upperBound &- index >= 8 {
      let others = nonzeroBytes(of: word(bytes, index) ^ pattern)
      if others != ~lowBits { return index &+ (~others & ~lowBits).trailingZeroBitCount / 8 }
      index &+= 8
    }
    while index < range.upperBound {
      if bytes[index] == byte { return index }
      index &+= 1
    }
    return nil
  }

  /// How many words a range of text has: what stands between spaces.
  static func wordCount(in bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
    guard range.lowerBound >= 0, range.upperBound <= bytes.count else { return 0 }
    let spaces = ones &* UInt64(UInt8(ascii: " "))
    var count = 0
    var index = range.lowerBound
    // The high bit of each byte in a word, and whether the byte before the next eight is in one.
    var carry: UInt64 = 0
    while range.upperBound &- index >= 8 {
      let inside = nonzeroBytes(of: word(bytes, index) ^ spaces)
      count &+= (inside & ~(inside &<< 8 | carry)).nonzeroBitCount
      carry = inside &>> 56
      index &+= 8
    }
    var isInside = carry != 0
    while index < range.upperBound {
      let isWord = bytes[index] != UInt8(ascii: " ")
      if isWord && !isInside { count &+= 1 }
      isInside = isWord
      index &+= 1
    }
    return count
  }

  /// The high bit of each byte that is not 0.
  @inline(__always)
  private static func nonzeroBytes(of word: UInt64) -> UInt64 {
    ((word & lowBits) &+ lowBits | word) & ~lowBits
  }

  @inline(__always)
  private static func word(_ bytes: Span<UInt8>, _ index: Int) -> UInt64 {
    // Safety: both callers have checked the range and that eight bytes of it begin at `index`; every bit pattern is a
    // UInt64.
    unsafe UInt64(
      littleEndian: bytes.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self))
  }
}
