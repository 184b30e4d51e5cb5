extension ByteRankEngine {
  /// A split, or a leaf, in four bytes, read by one load: a descent waits for little else than its loads.
  ///
  /// A tree's nodes lie level by level, a split's children side by side. Its left child is at most 255 places behind
  /// it, because a tree has at most 256 leaves: a split with s splits before it and r nodes from it on in its level has
  /// its left child 2s + r places on, and the tree's 511 nodes hold at least 4s + 2r + 1.
  ///
  /// A leaf's step leads back to itself, as no rank is greater than 255.
  struct DescentNode: Sendable {
    /// From the lowest bits: rank, steps to the left child, column or leaf.
    let bits: UInt32

    /// A split that sends ranks up to `rank`, counted from 0, to its left child.
    init(column: UInt16, rank: UInt8, stepsToLeft: UInt8) {
      bits = UInt32(column) << 16 | UInt32(stepsToLeft) << 8 | UInt32(rank)
    }

    /// A leaf by its number in its tree.
    init(leaf: UInt8) { self.init(column: UInt16(leaf), rank: .max, stepsToLeft: 0) }

    /// Places from the node to its left child; 0 for a leaf.
    @inline(__always) var stepsToLeft: UInt8 { UInt8(truncatingIfNeeded: bits >> 8) }
    /// The greatest rank that goes left.
    @inline(__always) var rank: UInt8 { UInt8(truncatingIfNeeded: bits) }
    /// The column that a split reads; a leaf reads one too, whatever it holds, and stays.
    @inline(__always) var column: UInt16 { UInt16(truncatingIfNeeded: bits >> 16) }
    /// A leaf's number.
    @inline(__always) var leaf: UInt8 { UInt8(truncatingIfNeeded: bits >> 16) }
  }
}
