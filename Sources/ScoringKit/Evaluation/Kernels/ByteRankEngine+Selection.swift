extension ByteRankEngine {
  /// Bytes of scratch that selection needs: a vector for each leaf number and for each split of a tree.
  static let slotBytes = 2 * leafLimit * blockCapacity

  /// Fills the slots of the leaves, each with its own number, once for all trees.
  static func fillLeafSlots(_ slots: UnsafeMutableRawPointer) {
    for leaf in 0..<leafLimit {
      for row in 0..<blockCapacity {
        // Safety: leaf · 64 + row is below half of `slotBytes`.
        unsafe slots.storeBytes(of: UInt8(leaf), toByteOffset: leaf * blockCapacity + row, as: UInt8.self)
      }
    }
  }

  /// The leaf that each of 64 rows reaches in a tree.
  ///
  /// - Parameters:
  ///   - ranks: The block's ranks, 64 bytes a column, aligned to 64.
  ///   - slots: ``slotBytes`` of scratch, aligned to 64, the leaves' slots filled.
  @inline(never)
  static func select(
    _ tree: TreePlace, _ nodes: UnsafePointer<SelectionNode>, ranks: UnsafeRawPointer,
    slots: UnsafeMutableRawPointer
  ) -> RankVector {
    // Safety: nodes, columns and slots of a tree lie inside their arrays by construction (`Layout`).
    let first = unsafe nodes + Int(tree.firstSelection)
    let splitCount = Int(tree.splitCount)
    var slot = (leafLimit &+ splitCount) &* blockCapacity
    for place in 0..<splitCount {
      let node = unsafe first[place]
      let answer = unsafe vector(ranks, Int(node.column) &* blockCapacity).select(
        whereAbove: node.rank, vector(slots, Int(node.right)), else: vector(slots, Int(node.left)))
      slot &-= blockCapacity
      unsafe slots.storeBytes(of: answer.words, toByteOffset: slot, as: SIMD8<UInt64>.self)
    }
    // The root's slot, or the first leaf's in a tree without splits.
    return unsafe vector(slots, splitCount == 0 ? 0 : slot)
  }

  @inline(__always)
  private static func vector(_ bytes: UnsafeRawPointer, _ offset: Int) -> RankVector {
    // Safety: the caller's offset is a multiple of 64 inside the room.
    RankVector(words: unsafe bytes.load(fromByteOffset: offset, as: SIMD8<UInt64>.self))
  }
}
