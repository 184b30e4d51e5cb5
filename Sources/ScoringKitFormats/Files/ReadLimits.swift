public import ScoringKit

/// What a document may cost before it is refused.
///
/// Work is counted in steps of some fifty nanoseconds, memory in bytes; both are charged before they are spent, for the
/// document and all that is inside it together. By default a document is granted a fixed amount and a share for each of
/// its bytes as they came in, which is far beyond what a trainer's file takes, and keeps a hostile one of a megabyte to
/// a second or two and some 300 MB.
public struct ReadLimits: Hashable, Sendable {
  /// 1 GiB: three times what scikit-learn writes of 300 deep trees on 50 000 rows.
  public static let defaultMaximumBytes = 1_073_741_824

  /// A larger document is refused, and one that is larger without its compression.
  public let maximumBytes: Int
  /// Steps that reading may take; nil for ten million and 16 for each byte of the document.
  public let maximumWork: Int?
  /// Bytes of memory that reading may take; nil for 256 MiB and 64 bytes for each byte of the document.
  public let maximumMemory: Int?

  /// Sets limits.
  public init(
    maximumBytes: Int = defaultMaximumBytes, maximumWork: Int? = nil, maximumMemory: Int? = nil
  ) {
    self.maximumBytes = maximumBytes
    self.maximumWork = maximumWork
    self.maximumMemory = maximumMemory
  }

  /// Refuses a document over the limit.
  ///
  /// - Throws: ``/ScoringKit/ScoringError/Code/documentTooLarge``.
  public func requireFit(byteCount: Int) throws(ScoringError) {
    guard byteCount <= maximumBytes else {
      throw ScoringError(
        .documentTooLarge,
        "the document has \(byteCount) bytes, the limit is \(maximumBytes); \(Self.advice)")
    }
  }

  /// Steps for a document of that many bytes.
  func work(ofBytes count: Int) -> Int {
    maximumWork ?? Self.granted(10_000_000, 16, ofBytes: count)
  }

  /// Bytes of memory for a document of that many bytes.
  func memory(ofBytes count: Int) -> Int {
    maximumMemory ?? Self.granted(268_435_456, 64, ofBytes: count)
  }

  private static func granted(_ fixed: Int, _ share: Int, ofBytes count: Int) -> Int {
    let (product, overflows) = count.multipliedReportingOverflow(by: share)
    return overflows || product > Int.max - fixed ? Int.max : product + fixed
  }

  /// How the limit on bytes is raised, at every door.
  static let advice =
    "raise it with maximumBytes of ReadLimits (Swift), maximum_bytes of the load options (C) or of load (Python), or "
    + "--maximum-bytes (skit)"
  static let workAdvice =
    "if you trust it, raise maximumWork of ReadLimits (Swift), maximum_work of the load options (C) or of load (Python), "
    + "or --maximum-work (skit)"
  static let memoryAdvice =
    "if you trust it, raise maximumMemory of ReadLimits (Swift), maximum_memory of the load options (C) or of load "
    + "(Python), or --maximum-memory (skit)"
}
