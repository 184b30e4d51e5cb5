public import ScoringKit

/// What a document may cost before it is refused.
public struct ReadLimits: Hashable, Sendable {
  /// 256 MiB.
  public static let defaultMaximumBytes = 268_435_456

  /// A larger document is refused.
  public let maximumBytes: Int

  /// Sets limits.
  public init(maximumBytes: Int = defaultMaximumBytes) { self.maximumBytes = maximumBytes }

  /// Refuses a document over the limit.
  ///
  /// - Throws: ``ScoringError/Code/documentTooLarge``.
  public func requireFit(byteCount: Int) throws(ScoringError) {
    guard byteCount <= maximumBytes else {
      throw ScoringError(
        .documentTooLarge, "the document has \(byteCount) bytes, the limit is \(maximumBytes)")
    }
  }
}
