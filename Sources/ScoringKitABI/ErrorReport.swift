internal import CScoringKit
internal import ScoringKit

/// Runs a C function's work and turns what it throws into a status and, where the caller wants one, a report.
///
/// The report is written on success too, so that one used again never shows an earlier failure.
@inline(never)
func reporting(
  to report: UnsafeMutablePointer<skit_error>?, _ work: () throws(ScoringError) -> Void
) -> skit_status {
  // Safety: `known` refuses what is not aligned or not of the size this library knows.
  do throws(ScoringError) {
    try work()
    unsafe known(report)?.pointee.clear()
    return SKIT_OK
  } catch {
    unsafe known(report)?.pointee.state(error)
    return error.code.rawValue
  }
}

/// A caller's report to be written; nil for one of an unknown size, for nothing is known of what lies behind it.
private func known(_ report: UnsafeMutablePointer<skit_error>?) -> UnsafeMutablePointer<skit_error>? {
  guard unsafe report != nil else { return nil }
  // Safety: `structure` refuses what is not aligned or not of the size this library knows.
  return unsafe try? Argument.structure(report, named: "error")
}

extension skit_error {
  fileprivate mutating func clear() {
    code = SKIT_OK
    byte_offset = .max
    message.0 = 0
  }

  fileprivate mutating func state(_ error: ScoringError) {
    code = error.code.rawValue
    byte_offset = error.location.byteOffset.map { UInt64(clamping: $0) } ?? .max
    // Safety: the closure gets exactly the bytes of the field, and `writePrefix` stays inside them.
    unsafe withUnsafeMutableBytes(of: &message) { unsafe CText.writePrefix(of: error.description, into: $0) }
  }
}
