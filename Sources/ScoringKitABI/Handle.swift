internal import ScoringKit

/// An object that a C caller holds by an opaque pointer, from `handOver` to `free`.
///
/// Immutable and `Sendable`, but for what the interface gives to one thread at a time.
protocol Handle: AnyObject {
  /// What messages call it.
  static var argumentName: StaticString { get }
}

extension Handle {
  /// Gives the caller the object; it lives until `free`.
  func handOver() -> OpaquePointer {
    unsafe OpaquePointer(Unmanaged.passRetained(self).toOpaque())
  }

  /// The object a caller holds.
  static func held(by pointer: OpaquePointer?) throws(ScoringError) -> Self {
    guard let pointer = unsafe pointer else {
      throw ScoringError(.nullPointer, "\(argumentName) must not be null")
    }
    // Safety: the header's types let only what `handOver` made arrive here, and only before `free`.
    return unsafe Unmanaged<Self>.fromOpaque(UnsafeRawPointer(pointer)).takeUnretainedValue()
  }

  /// Takes the object back from the caller; null is ignored.
  static func free(_ pointer: OpaquePointer?) {
    guard let pointer = unsafe pointer else { return }
    // Safety: as for `held`; this balances the retain of `handOver`.
    unsafe Unmanaged<Self>.fromOpaque(UnsafeRawPointer(pointer)).release()
  }
}

/// The place a new handle goes to, holding null until there is one.
func emptied(
  _ place: UnsafeMutablePointer<OpaquePointer?>?, named name: StaticString
) throws(ScoringError) -> UnsafeMutablePointer<OpaquePointer?> {
  let place = try unsafe Argument.pointer(place, named: name)
  // Safety: not null and aligned.
  unsafe place.pointee = nil
  return unsafe place
}
