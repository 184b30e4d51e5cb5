internal import ScoringKit

/// The keys of the objects that are open at one moment of a scan, to notice one that comes twice.
///
/// A hash table with linear probing. Keys leave in the reverse order of their coming, so a leaving key's slot
/// can simply be emptied: no key that probed past it is left. Memory is that of the open objects, and the
/// hash is seeded at random (Swift's `Hasher`), so no document can choose its collisions.
///
/// - Complexity: A key costs its length, whatever the number of keys.
struct OpenKeys {
  private let budget: ReadBudget
  /// Keys that are paid for.
  private var paidCount = 0

  init(budget: ReadBudget) { self.budget = budget }

  private struct Key {
    let text: Range<Int>
    let hasEscapes: Bool
    /// Which of the open objects it is a key of.
    let depth: Int
    let hash: Int
    var slot: Int
  }

  private static let empty = -1

  /// The keys, oldest first.
  private var keys: [Key] = []
  /// Positions in `keys`; a power of two of them, at most half in use.
  private var slots = [Int](repeating: empty, count: 64)

  var count: Int { keys.count }

  /// Adds a key of the open object at `depth`; false if that object has it already.
  ///
  /// - Parameter text: Where it is written in `bytes`, without its quotes; a scanned string.
  ///
  /// - Throws: ``ScoringError/Code/documentTooLarge`` for more keys than the budget has memory for.
  mutating func insert(
    _ text: Range<Int>, hasEscapes: Bool, depth: Int, of bytes: [UInt8]
  ) throws(ScoringError) -> Bool {
    if keys.count == paidCount { try payForMore() }
    var key = Key(
      text: text, hasEscapes: hasEscapes, depth: depth,
      hash: Self.hash(text, hasEscapes: hasEscapes, depth: depth, of: bytes), slot: 0)
    key.slot = firstSlot(key.hash)
    while slots[key.slot] != Self.empty {
      if Self.areEqual(keys[slots[key.slot]], key, of: bytes) { return false }
      key.slot = (key.slot + 1) & (slots.count - 1)
    }
    slots[key.slot] = keys.count
    keys.append(key)
    if keys.count * 2 > slots.count { grow() }
    return true
  }

  /// Forgets the youngest keys until `count` are left: an object has ended.
  mutating func removeLast(downTo count: Int) {
    while keys.count > count { slots[keys.removeLast().slot] = Self.empty }
  }

  /// Pays for the room of arrays that grow by doubling.
  private mutating func payForMore() throws(ScoringError) {
    let count = max(paidCount, 32)
    try budget.spend(elements: 2 * count, ofBytes: MemoryLayout<Key>.stride + 2 * MemoryLayout<Int>.stride)
    paidCount += count
  }

  private func firstSlot(_ hash: Int) -> Int { hash & (slots.count - 1) }

  /// Doubles the slots and enters the keys again, oldest first, which keeps the order of leaving.
  private mutating func grow() {
    slots = [Int](repeating: Self.empty, count: slots.count * 2)
    for index in keys.indices {
      var slot = firstSlot(keys[index].hash)
      while slots[slot] != Self.empty { slot = (slot + 1) & (slots.count - 1) }
      keys[index].slot = slot
      slots[slot] = index
    }
  }

  private static func hash(_ text: Range<Int>, hasEscapes: Bool, depth: Int, of bytes: [UInt8]) -> Int {
    var hasher = Hasher()
    hasher.combine(depth)
    if hasEscapes {
      combine(JSONScan.decoded(bytes[text])[...], into: &hasher)
    } else {
      combine(bytes[text], into: &hasher)
    }
    return hasher.finalize()
  }

  private static func combine(_ text: ArraySlice<UInt8>, into hasher: inout Hasher) {
    // Safety: the hasher reads the buffer's bytes during the call and keeps no pointer.
    unsafe text.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
  }

  private static func areEqual(_ a: Key, _ b: Key, of bytes: [UInt8]) -> Bool {
    guard a.hash == b.hash, a.depth == b.depth else { return false }
    guard a.hasEscapes || b.hasEscapes else { return bytes[a.text] == bytes[b.text] }
    return JSONScan.decoded(bytes[a.text]) == JSONScan.decoded(bytes[b.text])
  }
}
