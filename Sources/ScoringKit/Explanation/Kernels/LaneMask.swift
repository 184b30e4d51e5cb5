/// Eight truths, one a row: all bits set or none, so that they select with a bitwise and.
///
/// (Swift's own `replacing(with:where:)` compiles to far slower code.)
struct LaneMask: Sendable {
  private let bits: SIMD8<Int64>

  private init(bits: SIMD8<Int64>) { self.bits = bits }

  /// Where `values <= bound`.
  ///
  /// Written out, because the compiler turns this into vector comparisons and `values .<= bound` into a loop over
  /// the lanes.
  @inline(__always)
  init(_ values: SIMD8<Double>, atMost bound: Double) {
    bits = SIMD8(
      Self.lane(values[0] <= bound), Self.lane(values[1] <= bound), Self.lane(values[2] <= bound),
      Self.lane(values[3] <= bound), Self.lane(values[4] <= bound), Self.lane(values[5] <= bound),
      Self.lane(values[6] <= bound), Self.lane(values[7] <= bound))
  }

  /// All bits or none, without a `?:`: eight of these become a tree of branches.
  @inline(__always)
  static func lane(_ isTrue: Bool) -> Int64 {
    // Safety: the two types have the same size, and a truth is stored as 0 or 1.
    0 &- Int64(unsafe unsafeBitCast(isTrue, to: UInt8.self))
  }

  @inline(__always)
  static prefix func ! (mask: LaneMask) -> LaneMask { LaneMask(bits: ~mask.bits) }

  @inline(__always)
  static func & (a: LaneMask, b: LaneMask) -> LaneMask { LaneMask(bits: a.bits & b.bits) }

  /// The value where true, 0 elsewhere.
  @inline(__always)
  func orZero(_ value: SIMD8<Double>) -> SIMD8<Double> {
    // Safety: the two types have the same size and every bit pattern is a value of either.
    unsafe unsafeBitCast(unsafe unsafeBitCast(value, to: SIMD8<Int64>.self) & bits, to: SIMD8<Double>.self)
  }

  /// The bit where true, no bit elsewhere.
  @inline(__always)
  func orNone(_ bit: Int64) -> SIMD8<Int64> { bits & SIMD8(repeating: bit) }

  /// One value where true, the other elsewhere.
  @inline(__always)
  func select(_ whereTrue: SIMD8<Double>, _ otherwise: SIMD8<Double>) -> SIMD8<Double> {
    // Safety: as above.
    let one = unsafe unsafeBitCast(whereTrue, to: SIMD8<Int64>.self) & bits
    let other = unsafe unsafeBitCast(otherwise, to: SIMD8<Int64>.self) & ~bits
    return unsafe unsafeBitCast(one | other, to: SIMD8<Double>.self)
  }
}
