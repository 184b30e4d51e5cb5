internal import ScoringKit

/// What reading one document may still cost: one counter of work and one of memory.
///
/// The door that a document comes in by makes it, and every reader below is handed the same one, so that nothing that
/// is shared, nested, repeated or compressed starts anew. Work and memory are charged before they are spent and never
/// given back: what reading takes at any time is less.
///
/// A unit of work is a step of some fifty nanoseconds: an instruction, a value looked at, a look at a few cells of a
/// container. What every document costs by its bytes alone (a scan from end to end) is not charged.
///
/// The first refusal stays: whoever goes on after it, because a part may be left out, is refused again, and the door
/// asks at the end.
final class ReadBudget {
  private var workLeft: Int
  private var memoryLeft: Int
  private let limits: ReadLimits
  private let byteCount: Int
  private var refusal: ScoringError?

  /// The budget of a document.
  ///
  /// - Parameter byteCount: The bytes that came in, before any decompression.
  init(_ limits: ReadLimits, byteCount: Int) {
    self.limits = limits
    self.byteCount = byteCount
    workLeft = limits.work(ofBytes: byteCount)
    memoryLeft = limits.memory(ofBytes: byteCount)
  }

  /// Charges steps about to be taken.
  ///
  /// - Throws: ``ScoringError/Code/documentTooLarge``.
  @inline(__always)
  func spend(work: Int) throws(ScoringError) {
    guard work <= workLeft else {
      throw refused("steps", limits.work(ofBytes: byteCount), ReadLimits.workAdvice)
    }
    workLeft -= work
  }

  /// Charges memory about to be taken, in bytes.
  ///
  /// - Throws: ``ScoringError/Code/documentTooLarge``.
  @inline(__always)
  func spend(memory: Int) throws(ScoringError) {
    guard memory <= memoryLeft else {
      throw refused("bytes of memory", limits.memory(ofBytes: byteCount), ReadLimits.memoryAdvice)
    }
    memoryLeft -= memory
  }

  /// Charges memory for elements about to be made.
  ///
  /// - Parameter size: Bytes of each.
  func spend(elements count: Int, ofBytes size: Int) throws(ScoringError) {
    let (memory, overflows) = count.multipliedReportingOverflow(by: size)
    try spend(memory: overflows ? Int.max : memory)
  }

  /// Charges a look at each of some elements for each of some others.
  func spend(elements count: Int, work: Int) throws(ScoringError) {
    let (product, overflows) = count.multipliedReportingOverflow(by: work)
    try spend(work: overflows ? Int.max : product)
  }

  /// Charges columns that are only stated, each of which is named, described and looked up.
  func spend(columns count: Int) throws(ScoringError) {
    try spend(elements: count, ofBytes: Self.columnSize)
  }

  /// Charges names of columns, each of which is described, compared, hashed and looked up, byte by byte.
  ///
  /// - Parameters:
  ///   - bytes: Of all names together, or of each.
  ///   - count: Names of so many bytes each.
  func spend(nameBytes bytes: Int, times count: Int = 1) throws(ScoringError) {
    let (product, overflows) = bytes.multipliedReportingOverflow(by: count)
    try spend(elements: overflows ? Int.max : product, ofBytes: Self.nameByteSize)
  }

  /// Charges a tree: its nodes as read, as checked and as prepared.
  ///
  /// - Parameter leafWidth: Numbers in a leaf.
  func spend(treeOfNodes count: Int, leafWidth: Int = 1) throws(ScoringError) {
    try spend(work: Self.treeWork)
    try spend(memory: Self.treeSize)
    try spend(elements: count, ofBytes: Self.nodeSize)
    let (leafSize, overflows) = leafWidth.multipliedReportingOverflow(by: Self.leafNumberSize)
    try spend(elements: count / 2 + 1, ofBytes: overflows ? Int.max : leafSize)
  }

  /// Refuses a document whose reading was over budget at some time.
  func requireKept() throws(ScoringError) {
    if let refusal { throw refusal }
  }

  private func refused(_ what: String, _ limit: Int, _ advice: String) -> ScoringError {
    if let refusal { return refusal }
    let error = ScoringError(
      .documentTooLarge,
      "reading the document takes more than \(limit) \(what), the limit for its \(byteCount) bytes; \(advice)"
    )
    // Nothing more is granted.
    (workLeft, memoryLeft, refusal) = (-1, -1, error)
    return error
  }

  private static let columnSize = 224
  private static let nameByteSize = 8
  private static let treeWork = 200
  private static let treeSize = 400
  private static let nodeSize = 96
  private static let leafNumberSize = 16
}
