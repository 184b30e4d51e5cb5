extension Bool {
  /// 1 if true, 0 if not, without a branch: `self ? 1 : 0` may become one, mispredicted every other time.
  @inline(__always) var bit: UInt32 {
    // Safety: a Bool is a byte of 0 or 1.
    UInt32(unsafe unsafeBitCast(self, to: UInt8.self))
  }
}
