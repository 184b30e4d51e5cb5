public import ScoringKit

/// What a document may cost before it is refused.
public struct ReadLimits: Hashable, Sendable {
  /// 1 GiB: three times what scikit-learn writes of 300 deep trees on 50 000 rows.
  public static let defaultMaximumBytes = 1_073_741_824

  /// A larger document is refused, and one that is larger without its compression.
  public let maximumBytes: Int

  /// Sets limits.
  public init(maximumBytes: Int = defaultMaximumBytes) { self.maximumBytes = maximumBytes }

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

  /// How the limit is raised, at every door.
  static let advice =
    "raise it with maximumBytes of ReadLimits (Swift), maximum_bytes of the load options (C) or of load (Python), or "
    + "--maximum-bytes (skit)"
}
