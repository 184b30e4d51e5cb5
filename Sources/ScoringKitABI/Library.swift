public import CScoringKit
internal import ScoringKit

/// The version of the C interface; scoringkit.h documents it.
@c @implementation
public func skit_abi_version() -> Int32 { SKIT_ABI_VERSION }

/// The library's version as a number; scoringkit.h documents it.
@c @implementation
public func skit_version_number() -> Int32 { Version.number }

/// The library's version as text; scoringkit.h documents it.
@c @implementation
public func skit_version_string() -> UnsafePointer<CChar> {
  // Safety: the text is static.
  unsafe Version.text.cString
}

/// A status's name; scoringkit.h documents it.
@c @implementation
public func skit_status_name(_ code: skit_status) -> UnsafePointer<CChar> {
  // Safety: the text is static.
  unsafe statusName(code).cString
}

private func statusName(_ status: skit_status) -> StaticString {
  switch status {
  case SKIT_OK: "SKIT_OK"
  case SKIT_INVALID_ARGUMENT: "SKIT_INVALID_ARGUMENT"
  case SKIT_NULL_POINTER: "SKIT_NULL_POINTER"
  case SKIT_SHAPE_MISMATCH: "SKIT_SHAPE_MISMATCH"
  case SKIT_SIZE_OVERFLOW: "SKIT_SIZE_OVERFLOW"
  case SKIT_BUFFER_TOO_SMALL: "SKIT_BUFFER_TOO_SMALL"
  case SKIT_UNKNOWN_STRUCT_SIZE: "SKIT_UNKNOWN_STRUCT_SIZE"
  case SKIT_UNKNOWN_OPTION: "SKIT_UNKNOWN_OPTION"
  case SKIT_COLUMN_MISMATCH: "SKIT_COLUMN_MISMATCH"
  case SKIT_INVALID_VALUE: "SKIT_INVALID_VALUE"
  case SKIT_NON_FINITE_VALUE: "SKIT_NON_FINITE_VALUE"
  case SKIT_MALFORMED_DOCUMENT: "SKIT_MALFORMED_DOCUMENT"
  case SKIT_TRUNCATED_DOCUMENT: "SKIT_TRUNCATED_DOCUMENT"
  case SKIT_INCONSISTENT_DOCUMENT: "SKIT_INCONSISTENT_DOCUMENT"
  case SKIT_NUMBER_OUT_OF_RANGE: "SKIT_NUMBER_OUT_OF_RANGE"
  case SKIT_EMPTY_DOCUMENT: "SKIT_EMPTY_DOCUMENT"
  case SKIT_DIGEST_MISMATCH: "SKIT_DIGEST_MISMATCH"
  case SKIT_UNKNOWN_FORMAT: "SKIT_UNKNOWN_FORMAT"
  case SKIT_UNSUPPORTED_VERSION: "SKIT_UNSUPPORTED_VERSION"
  case SKIT_UNSUPPORTED_FEATURE: "SKIT_UNSUPPORTED_FEATURE"
  case SKIT_UNSUPPORTED_OBJECTIVE: "SKIT_UNSUPPORTED_OBJECTIVE"
  case SKIT_UNSUPPORTED_OPERATION: "SKIT_UNSUPPORTED_OPERATION"
  case SKIT_UNREADABLE_FILE: "SKIT_UNREADABLE_FILE"
  case SKIT_UNWRITABLE_FILE: "SKIT_UNWRITABLE_FILE"
  case SKIT_DOCUMENT_TOO_LARGE: "SKIT_DOCUMENT_TOO_LARGE"
  case SKIT_OUT_OF_MEMORY: "SKIT_OUT_OF_MEMORY"
  case SKIT_CANCELLED: "SKIT_CANCELLED"
  case SKIT_INTERNAL_FAULT: "SKIT_INTERNAL_FAULT"
  default: "SKIT_UNKNOWN_STATUS"
  }
}
