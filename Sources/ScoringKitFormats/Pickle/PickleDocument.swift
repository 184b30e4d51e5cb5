internal import ScoringKit

/// A pickle that has been read: its values, and what reading them may still cost.
///
///     let document = try PickleReader.read(bytes)
///     let model = try document.root.attribute("_Booster").attribute("handle").bytes()
///
/// Values can share others and even hold themselves, so that a file of a hundred bytes can describe a tree of any
/// size. A step from value to value and an unpacked byte are therefore charged to the ``ReadBudget``: a reader that
/// only walks on is refused after a time proportional to the file.
final class PickleDocument {
  let arena: PickleArena
  private let rootIndex: PickleNode.Index
  private var readerDepth = 0

  init(_ arena: PickleArena, root: PickleNode.Index) {
    self.arena = arena
    rootIndex = root
  }

  /// The value that was pickled.
  var root: PickleValue { PickleValue(of: self, rootIndex, path: .root, depth: 0) }

  /// All classes and functions that the pickle names, in the order of their places.
  var globals: [PickleGlobal] { arena.globals }

  /// What reading may still cost.
  var budget: ReadBudget { arena.budget }

  /// Reads a value that may hold others of its kind, for which the reader calls itself: by how many levels is bounded,
  /// because a value may hold itself.
  ///
  /// - Parameter work: Steps that it takes beside those of its parts.
  /// - Throws: ``ScoringError/Code/malformedDocument`` beyond ``PickleLimits/readerDepth``; what `read` throws.
  func nested<Answer>(
    work: Int, _ read: () throws(ScoringError) -> Answer
  ) throws(ScoringError) -> Answer {
    guard readerDepth < arena.limits.readerDepth else {
      throw ScoringError(
        .malformedDocument,
        "values are nested without end, or deeper than \(arena.limits.readerDepth) levels of their kind")
    }
    try budget.spend(work: work)
    readerDepth += 1
    defer { readerDepth -= 1 }
    return try read()
  }
}
