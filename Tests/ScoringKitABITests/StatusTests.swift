import CScoringKit
import ScoringKit
import ScoringKitABI
import Testing

@Suite struct StatusTests {
  /// Every status of the header with the Swift code of that meaning.
  static let statuses: [(status: skit_status, code: ScoringError.Code, name: String)] = [
    (SKIT_INVALID_ARGUMENT, .invalidArgument, "SKIT_INVALID_ARGUMENT"),
    (SKIT_NULL_POINTER, .nullPointer, "SKIT_NULL_POINTER"),
    (SKIT_SHAPE_MISMATCH, .shapeMismatch, "SKIT_SHAPE_MISMATCH"),
    (SKIT_SIZE_OVERFLOW, .sizeOverflow, "SKIT_SIZE_OVERFLOW"),
    (SKIT_BUFFER_TOO_SMALL, .bufferTooSmall, "SKIT_BUFFER_TOO_SMALL"),
    (SKIT_UNKNOWN_STRUCT_SIZE, .unknownStructSize, "SKIT_UNKNOWN_STRUCT_SIZE"),
    (SKIT_UNKNOWN_OPTION, .unknownOption, "SKIT_UNKNOWN_OPTION"),
    (SKIT_COLUMN_MISMATCH, .columnMismatch, "SKIT_COLUMN_MISMATCH"),
    (SKIT_INVALID_VALUE, .invalidValue, "SKIT_INVALID_VALUE"),
    (SKIT_NON_FINITE_VALUE, .nonFiniteValue, "SKIT_NON_FINITE_VALUE"),
    (SKIT_MALFORMED_DOCUMENT, .malformedDocument, "SKIT_MALFORMED_DOCUMENT"),
    (SKIT_TRUNCATED_DOCUMENT, .truncatedDocument, "SKIT_TRUNCATED_DOCUMENT"),
    (SKIT_INCONSISTENT_DOCUMENT, .inconsistentDocument, "SKIT_INCONSISTENT_DOCUMENT"),
    (SKIT_NUMBER_OUT_OF_RANGE, .numberOutOfRange, "SKIT_NUMBER_OUT_OF_RANGE"),
    (SKIT_EMPTY_DOCUMENT, .emptyDocument, "SKIT_EMPTY_DOCUMENT"),
    (SKIT_DIGEST_MISMATCH, .digestMismatch, "SKIT_DIGEST_MISMATCH"),
    (SKIT_UNKNOWN_FORMAT, .unknownFormat, "SKIT_UNKNOWN_FORMAT"),
    (SKIT_UNSUPPORTED_VERSION, .unsupportedVersion, "SKIT_UNSUPPORTED_VERSION"),
    (SKIT_UNSUPPORTED_FEATURE, .unsupportedFeature, "SKIT_UNSUPPORTED_FEATURE"),
    (SKIT_UNSUPPORTED_OBJECTIVE, .unsupportedObjective, "SKIT_UNSUPPORTED_OBJECTIVE"),
    (SKIT_UNSUPPORTED_OPERATION, .unsupportedOperation, "SKIT_UNSUPPORTED_OPERATION"),
    (SKIT_UNREADABLE_FILE, .unreadableFile, "SKIT_UNREADABLE_FILE"),
    (SKIT_UNWRITABLE_FILE, .unwritableFile, "SKIT_UNWRITABLE_FILE"),
    (SKIT_DOCUMENT_TOO_LARGE, .documentTooLarge, "SKIT_DOCUMENT_TOO_LARGE"),
    (SKIT_OUT_OF_MEMORY, .outOfMemory, "SKIT_OUT_OF_MEMORY"),
    (SKIT_CANCELLED, .cancelled, "SKIT_CANCELLED"),
    (SKIT_INTERNAL_FAULT, .internalFault, "SKIT_INTERNAL_FAULT"),
  ]

  @Test func `a Swift code's number is the C status of the same meaning`() {
    for (status, code, name) in Self.statuses { #expect(code.rawValue == status, "\(name)") }
  }

  @Test func `every status has its constant's name`() {
    for (status, _, name) in Self.statuses {
      #expect(unsafe String(cString: skit_status_name(status)) == name)
    }
    #expect(unsafe String(cString: skit_status_name(SKIT_OK)) == "SKIT_OK")
  }

  @Test func `no number but the listed ones has a name`() {
    let known = Set(Self.statuses.map(\.status) + [SKIT_OK])
    for number in Int32(-1)...1000 {
      let isNamed = unsafe String(cString: skit_status_name(number)) != "SKIT_UNKNOWN_STATUS"
      #expect(isNamed == known.contains(number), "\(number)")
    }
  }

  @Test func `the header's macros say the same versions as the functions`() {
    #expect(SKIT_ABI_VERSION == skit_abi_version())
    let (major, minor, release) = (SKIT_VERSION_MAJOR, SKIT_VERSION_MINOR, SKIT_VERSION_RELEASE)
    #expect(major * 10000 + minor * 100 + release == skit_version_number())
    #expect("\(major).\(minor).\(release)" == Version.string)
  }

  @Test func `the version reads the same as text and as a number`() {
    let parts = Version.string.split(separator: ".").compactMap { Int32($0) }
    #expect(parts.count == 3)
    #expect(skit_version_number() == parts.reduce(0) { $0 * 100 + $1 })
    #expect(unsafe String(cString: skit_version_string()) == Version.string)
    #expect(skit_abi_version() == 2)
  }
}
