/// A small generator with a seed, so that a failing random test fails again.
///
/// Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014).
package struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  /// An integer below `bound`.
  package mutating func integer(below bound: Int) -> Int { Int(next() % UInt64(bound)) }

  /// A double in −1 ..< 1 with all of its 53 bits in use.
  package mutating func signed() -> Double { Double(next() >> 11) * 0x1p-52 - 1 }

  /// True once in `period` draws on average.
  package mutating func happens(onceIn period: Int) -> Bool { integer(below: period) == 0 }

  /// One of the choices.
  package mutating func pick<Choice>(_ choices: [Choice]) -> Choice { choices[integer(below: choices.count)] }
}
