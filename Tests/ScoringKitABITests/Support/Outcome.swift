import CScoringKit
import ScoringKitABI

/// What a C call answered: its status and its report.
struct Outcome {
  let status: skit_status
  let report: skit_error

  /// Makes a call with a report of its own.
  init(_ call: (UnsafeMutablePointer<skit_error>) -> skit_status) {
    var report = Self.emptyReport
    status = unsafe call(&report)
    self.report = report
  }

  /// What `SKIT_ERROR_INIT` stands for.
  static var emptyReport: skit_error {
    var report = skit_error()
    report.struct_size = UInt32(MemoryLayout<skit_error>.size)
    report.byte_offset = .max
    return report
  }

  var message: String { text(of: report.message) }
}

/// The text in one of the interface's fixed character fields; it must end inside the field.
func text<Field>(of field: Field) -> String {
  let bytes = unsafe withUnsafeBytes(of: field) { unsafe Array($0) }
  guard let end = bytes.firstIndex(of: 0) else { return "no null byte in the field" }
  return String(validating: bytes[..<end], as: UTF8.self) ?? "not UTF-8"
}
