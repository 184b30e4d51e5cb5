import CFuzz

/// Bytes as calls of the C interface, made in C as a caller makes them.
enum CallTarget {
  @Sendable
  static func run(_ bytes: [UInt8]) {
    Bounds.within("the calls", byteCount: bytes.count) {
      // Safety: the array's bytes are there for the length of the call.
      unsafe bytes.withUnsafeBufferPointer { unsafe fuzz_calls($0.baseAddress, $0.count) }
    }
  }
}
