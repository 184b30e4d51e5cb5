internal import ScoringKit

/// A pickle that has been read: its values, and what reading them may still cost.
///
///     let document = try PickleReader.read(bytes)
///     let model = try document.root.attribute("_Booster").attribute("handle").bytes()
///
/// Values can share others and even hold themselves, so that a file of a hundred bytes can describe a tree of any
/// size. A step from value to value and an unpacked byte are therefore paid for, out of an allowance that grows
/// with the file: a reader that only walks on is refused after a time proportional to the file.
final class PickleDocument {
  let arena: PickleArena
  private let rootIndex: PickleNode.Index
  private var stepsLeft: Int
  private var unpackedBytesLeft: Int

  init(_ arena: PickleArena, root: PickleNode.Index) {
    self.arena = arena
    rootIndex = root
    let limits = arena.limits
    stepsLeft = limits.stepsAtLeast + limits.stepsPerValue * arena.nodes.count
    unpackedBytesLeft = limits.unpackedAtLeast + limits.unpackedPerByte * arena.bytes.count
  }

  /// The value that was pickled.
  var root: PickleValue { PickleValue(of: self, rootIndex, path: .root, depth: 0) }

  /// All classes and functions that the pickle names, in the order of their places.
  var globals: [PickleGlobal] { arena.globals }

  func spend(steps: Int) throws(ScoringError) {
    guard steps <= stepsLeft else {
      throw ScoringError(
        .documentTooLarge, "the pickle's values refer to each other so often that there is no end in reach")
    }
    stepsLeft -= steps
  }

  func spend(unpackedBytes: Int) throws(ScoringError) {
    guard unpackedBytes <= unpackedBytesLeft else {
      throw ScoringError(
        .documentTooLarge,
        "the pickle's values refer to the same arrays so often that they would not fit memory")
    }
    unpackedBytesLeft -= unpackedBytes
  }
}
