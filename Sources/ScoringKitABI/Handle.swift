internal import ScoringKit

/// An object that a C caller holds by an opaque pointer, from `handOver` to `free`.
///
/// Immutable and `Sendable`, or guarding itself.
protocol Handle: AnyObject {
  /// What messages call it.
  static var argumentName: StaticString { get }
}

extension Handle {
  /// Gives the caller the object; it lives until `free`.
  func handOver() -> OpaquePointer {
    // Safety: the retain keeps the object alive until `free` gives it back.
    unsafe OpaquePointer(Unmanaged.passRetained(self).toOpaque())
  }

  /// The object a caller holds.
  static func held(by pointer: OpaquePointer?) throws(ScoringError) -> Self {
    // Safety: the header's types let only null and what `handOver` made arrive here, and only before `free`.
    guard let pointer = unsafe pointer else {
      throw ScoringError(.nullPointer, "\(argumentName) must not be null")
    }
    return unsafe Unmanaged<Self>.fromOpaque(UnsafeRawPointer(pointer)).takeUnretainedValue()
  }

  /// Takes the object back from the caller; null is ignored.
  static func free(_ pointer: OpaquePointer?) {
    // Safety: as for `held`; this balances the retain of `handOver`.
    guard let pointer = unsafe pointer else { return }
    unsafe Unmanaged<Self>.fromOpaque(UnsafeRawPointer(pointer)).release()
  }
}

/// Where a new handle goes to, holding null until there is one.
func emptied(
  _ target: UnsafeMutablePointer<OpaquePointer?>?, named name: StaticString
) throws(ScoringError) -> UnsafeMutablePointer<OpaquePointer?> {
  // Safety: `pointer` refuses null and what is not aligned.
  let target = try unsafe Argument.pointer(target, named: name)
  unsafe target.pointee = nil
  return unsafe target
}
