/// The memory of the kernel for one row: the forest's arrays from a tree's first places on, and the scratch.
///
/// Pointers, for the reason that ``QuadratureFrame`` gives.
@safe
struct SingleRowFrame {
  private(set) var splits: UnsafePointer<SingleRowForest.Split>
  private(set) var splitCount = 0
  private(set) var firstLeafPair = 0
  /// Whether the last pair of points is one point only.
  private(set) var isOdd = false
  private(set) var shares: UnsafePointer<SingleRowForest.Share>
  /// All trees'.
  let constants: UnsafePointer<SIMD2<Double>>
  /// Places and weights of the quadrature.
  private(set) var points: UnsafePointer<SIMD2<Double>>
  private(set) var weights: UnsafePointer<SIMD2<Double>>
  /// See ``SingleRowScratch``.
  let above: UnsafeMutablePointer<SIMD2<Double>>
  let below: UnsafeMutablePointer<SIMD2<Double>>
  let satisfied: UnsafeMutablePointer<Int64>
  let factors: UnsafeMutablePointer<Double>

  /// Gathers the parts; nil if one of them is missing.
  init?(
    splits: UnsafePointer<SingleRowForest.Split>?, shares: UnsafePointer<SingleRowForest.Share>?,
    constants: UnsafePointer<SIMD2<Double>>?, rules: UnsafePointer<SIMD2<Double>>?,
    above: UnsafeMutablePointer<SIMD2<Double>>?, below: UnsafeMutablePointer<SIMD2<Double>>?,
    satisfied: UnsafeMutablePointer<Int64>?, factors: UnsafeMutablePointer<Double>?
  ) {
    // Safety: nothing is read here; whoever makes a frame says that its parts belong together
    // (`QuadratureForest.withFrame`).
    guard let splits = unsafe splits, let shares = unsafe shares, let rules = unsafe rules,
      let above = unsafe above, let below = unsafe below, let satisfied = unsafe satisfied,
      let factors = unsafe factors
    else { return nil }
    unsafe self.splits = splits
    unsafe self.shares = shares
    // Trees without repeated features have no constants, and read none: any place will do.
    unsafe self.constants = constants ?? rules
    unsafe points = rules
    unsafe weights = rules
    unsafe self.above = above
    unsafe self.below = below
    unsafe self.satisfied = satisfied
    unsafe self.factors = factors
  }

  /// The frame of the whole forest, moved to one of its trees.
  @inline(__always)
  func moved(to tree: SingleRowForest.Tree) -> SingleRowFrame {
    var frame = self
    // Safety: a tree's first split and rule are within the forest's arrays, as `SingleRowForest` numbered them.
    unsafe frame.splits = splits + tree.firstSplit
    frame.splitCount = tree.splitCount
    frame.firstLeafPair = tree.firstLeafPair
    frame.isOdd = tree.pointCount % 2 == 1
    unsafe frame.shares = shares + tree.firstSplit
    unsafe frame.points = points + tree.rule
    unsafe frame.weights = points + (tree.rule &+ tree.pairCount)
    return frame
  }
}
