extension QuadratureTree {
  /// Adds this tree's Shapley values of groups of eight rows.
  ///
  /// Same bits whatever else is in the batch: a row's numbers never leave its lane, points are summed in index
  /// order, splits in reverse preorder.
  ///
  /// - Parameters:
  ///   - groups: Their columns and sums, of the tree's output the first.
  ///   - constants: The forest's.
  func addContributions(
    of groups: SingleRowGroups, constants: UnsafePointer<Double>?, scratch: inout QuadratureScratch
  ) {
    guard !splits.isEmpty else { return }
    // Safety: there are `count` groups, each of `columnCount` columns and `sumCount` sums (`SingleRowGroups`).
    unsafe withFrame(constants, &scratch) { frame in
      for group in 0..<groups.count {
        unsafe Self.decide(frame, groups.columns + group &* groups.columnCount)
        unsafe Self.explain(frame, groups.sums + group &* groups.sumCount)
      }
    }
  }

  /// Hands the tree's and the scratch's memory to the kernel.
  ///
  /// Safety: `QuadratureScratch` was made for every tree that uses it, and `QuadratureTree` numbers splits, columns,
  /// features and constants within their arrays; so every place below is inside.
  func withFrame(
    _ constants: UnsafePointer<Double>?, _ scratch: inout QuadratureScratch, _ body: (QuadratureFrame) -> Void
  ) {
    unsafe splits.withUnsafeBufferPointer { splits in
      unsafe rule.points.withUnsafeBufferPointer { points in
        unsafe rule.weights.withUnsafeBufferPointer { weights in
          unsafe scratch.above.withUnsafeMutableBufferPointer { above in
            unsafe scratch.below.withUnsafeMutableBufferPointer { below in
              unsafe scratch.satisfied.withUnsafeMutableBufferPointer { satisfied in
                let frame = unsafe QuadratureFrame(
                  pointCount: points.count, splits: splits, constants: constants, points: points.baseAddress,
                  weights: weights.baseAddress, above: above.baseAddress, below: below.baseAddress,
                  satisfied: satisfied.baseAddress)
                if let frame { body(frame) }
              }
            }
          }
        }
      }
    }
  }

  private static func explain(
    _ frame: QuadratureFrame, _ contributions: UnsafeMutablePointer<SIMD8<Double>>
  ) {
    switch frame.pointCount {
    // Safety: the sums have a place for each of the tree's players; the frame is the tree's own (`withFrame`).
    case 1: unsafe run(FixedPointCount<1>(), DroppedTerms.self, frame, contributions)
    case 2: unsafe run(FixedPointCount<2>(), DroppedTerms.self, frame, contributions)
    case 3: unsafe run(FixedPointCount<3>(), DroppedTerms.self, frame, contributions)
    case 4: unsafe run(FixedPointCount<4>(), DroppedTerms.self, frame, contributions)
    case 5: unsafe run(FixedPointCount<5>(), DroppedTerms.self, frame, contributions)
    case 6: unsafe run(FixedPointCount<6>(), DroppedTerms.self, frame, contributions)
    case 7: unsafe run(FixedPointCount<7>(), DroppedTerms.self, frame, contributions)
    case 8: unsafe run(FixedPointCount<8>(), DroppedTerms.self, frame, contributions)
    default: unsafe run(AnyPointCount(count: frame.pointCount), DroppedTerms.self, frame, contributions)
    }
  }

  /// Decides every split for the rows.
  ///
  /// A pass of its own, because inside the loops over the points the comparison of eight lanes compiles to one of
  /// each.
  static func decide(_ frame: QuadratureFrame, _ columns: UnsafePointer<SIMD8<Double>>) {
    // Safety: a split's column is among the block's; its two edges and the edge of its player above are below 2 ·
    // splits.
    for index in 0..<(unsafe frame.splits.count) {
      let split = unsafe frame.splits[index]
      let goesLeft = unsafe LaneMask(columns[split.column], atMost: split.threshold)
      if split.previous < 0 {
        unsafe frame.satisfied[2 &* index] = goesLeft
        unsafe frame.satisfied[2 &* index &+ 1] = !goesLeft
      } else {
        let before = unsafe frame.satisfied[split.previous]
        unsafe frame.satisfied[2 &* index] = before & goesLeft
        unsafe frame.satisfied[2 &* index &+ 1] = before & !goesLeft
      }
    }
  }

  /// Carries P down to every split, then G up, adding each split's part to its player.
  static func run<PointCount: QuadraturePointCount, Terms: TermRetention>(
    _ pointCount: PointCount, _ terms: Terms.Type, _ frame: QuadratureFrame,
    _ contributions: UnsafeMutablePointer<SIMD8<Double>>
  ) {
    let n = pointCount.count
    // Safety: splits are below the frame's count, of each of which `above` has n points; a player is among the sums.
    for point in 0..<n { unsafe frame.above[point] = SIMD8(repeating: frame.weights[point]) }
    for index in 0..<(unsafe frame.splits.count) {
      let split = unsafe frame.splits[index]
      if split.previous >= 0 {
        carryRepeated(n, frame, split, index)
      } else {
        if !split.left.isLeaf { unsafe carryNew(n, frame, split.left, index, frame.satisfied[2 &* index]) }
        if !split.right.isLeaf {
          unsafe carryNew(n, frame, split.right, index, frame.satisfied[2 &* index &+ 1])
        }
      }
    }
    var index = unsafe frame.splits.count
    while index > 0 {
      index &-= 1
      let split = unsafe frame.splits[index]
      let share =
        if split.previous >= 0 {
          repeatedShare(n, frame, split, index, terms)
        } else if split.left.isLeaf && split.right.isLeaf {
          leafPairShare(n, frame, split, index, terms)
        } else {
          newShare(n, frame, split, index, terms)
        }
      unsafe contributions[split.player] += share
    }
  }

  /// P below an edge of a player new on the path: P · (Z + t (O − Z)).
  @inline(__always)
  private static func carryNew(
    _ n: Int, _ frame: QuadratureFrame, _ edge: Edge, _ index: Int, _ isTaken: LaneMask
  ) {
    let cover = SIMD8(repeating: edge.coverProduct)
    let change = isTaken.orZero(SIMD8(repeating: 1)) - cover
    // Safety: an edge that is no leaf names a split of the tree, and `above` has n points of each.
    let from = unsafe frame.above + index &* n
    let to = unsafe frame.above + edge.split &* n
    for point in 0..<n {
      unsafe to[point] = from[point] * (cover + SIMD8(repeating: frame.points[point]) * change)
    }
  }

  @inline(__always)
  private static func carryRepeated(_ n: Int, _ frame: QuadratureFrame, _ split: Split, _ index: Int) {
    // Safety: as above; a split of a repeated player has eight times `kind` constants from its first on.
    let before = unsafe frame.satisfied[split.previous]
    let from = unsafe frame.above + index &* n
    // From one kind of constants to the next.
    let kind = (n &+ 1) & ~1
    for side in 0..<2 {
      let edge = side == 0 ? split.left : split.right
      guard !edge.isLeaf else { continue }
      let isTaken = unsafe frame.satisfied[2 &* index &+ side]
      let constants = unsafe frame.constants + (2 &* split.constants &+ 4 &* kind &* side)
      let to = unsafe frame.above + edge.split &* n
      for point in 0..<n {
        let at = unsafe constants + point
        let ratio = unsafe isTaken.select(SIMD8(repeating: at[0]), SIMD8(repeating: at[2 &* kind]))
        unsafe to[point] = from[point] * before.select(ratio, SIMD8(repeating: edge.coverRatio))
      }
    }
  }

  /// Both sides are leaves of a player new on the path. With A = Z_l v_l + Z_r v_r and D = the value of the side
  /// taken − A, G is A + t D and the share is D Σ P.
  @inline(__always)
  private static func leafPairShare<Terms: TermRetention>(
    _ n: Int, _ frame: QuadratureFrame, _ split: Split, _ index: Int, _ terms: Terms.Type
  ) -> SIMD8<Double> {
    let (left, right) = (split.left, split.right)
    // Safety: `above` and `below` have n points of each split, and each has two edges.
    let goesLeft = unsafe frame.satisfied[2 &* index]
    let average = SIMD8(repeating: left.coverProduct * left.value + right.coverProduct * right.value)
    let taken = goesLeft.select(SIMD8(repeating: left.value), SIMD8(repeating: right.value))
    let change = taken - average
    let above = unsafe frame.above + index &* n
    let below = unsafe frame.below + index &* n
    var sum = SIMD8<Double>.zero
    for point in 0..<n {
      unsafe below[point] = average + SIMD8(repeating: frame.points[point]) * change
      sum += unsafe above[point]
      if Terms.areKept { unsafe above[point] *= change }
    }
    return sum * change
  }

  /// As for a pair of leaves, with G of the sides in place of values: the share is Σ P D.
  @inline(__always)
  private static func newShare<Terms: TermRetention>(
    _ n: Int, _ frame: QuadratureFrame, _ split: Split, _ index: Int, _ terms: Terms.Type
  ) -> SIMD8<Double> {
    if split.left.isLeaf {
      let value = SIMD8(repeating: split.left.value)
      // Safety: an edge that is no leaf names a split of the tree, and `below` has n points of each.
      let right = unsafe frame.below + split.right.split &* n
      return newShare(n, frame, split, index, terms, { _ in value }, { unsafe right[$0] })
    }
    let left = unsafe frame.below + split.left.split &* n
    if split.right.isLeaf {
      let value = SIMD8(repeating: split.right.value)
      return newShare(n, frame, split, index, terms, { unsafe left[$0] }, { _ in value })
    }
    let right = unsafe frame.below + split.right.split &* n
    return newShare(n, frame, split, index, terms, { unsafe left[$0] }, { unsafe right[$0] })
  }

  @inline(__always)
  private static func newShare<Terms: TermRetention>(
    _ n: Int, _ frame: QuadratureFrame, _ split: Split, _ index: Int, _ terms: Terms.Type,
    _ left: (Int) -> SIMD8<Double>, _ right: (Int) -> SIMD8<Double>
  ) -> SIMD8<Double> {
    // Safety: `above` and `below` have n points of each split; the closures read those of its sides.
    let goesLeft = unsafe frame.satisfied[2 &* index]
    let leftCover = SIMD8(repeating: split.left.coverProduct)
    let rightCover = SIMD8(repeating: split.right.coverProduct)
    let above = unsafe frame.above + index &* n
    let below = unsafe frame.below + index &* n
    var sum = SIMD8<Double>.zero
    for point in 0..<n {
      let (gLeft, gRight) = (left(point), right(point))
      let average = leftCover * gLeft + rightCover * gRight
      let change = goesLeft.select(gLeft, gRight) - average
      unsafe below[point] = average + SIMD8(repeating: frame.points[point]) * change
      let term = unsafe above[point] * change
      sum += term
      if Terms.areKept { unsafe above[point] = term }
    }
    return sum
  }

  @inline(__always)
  private static func repeatedShare<Terms: TermRetention>(
    _ n: Int, _ frame: QuadratureFrame, _ split: Split, _ index: Int, _ terms: Terms.Type
  ) -> SIMD8<Double> {
    // Safety: as in `carryRepeated`, and `below` has n points of each split.
    let before = unsafe frame.satisfied[split.previous]
    let isLeft = unsafe frame.satisfied[2 &* index]
    let isRight = unsafe frame.satisfied[2 &* index &+ 1]
    let (left, right) = (split.left, split.right)
    let above = unsafe frame.above + index &* n
    let below = unsafe frame.below + index &* n
    // From one kind of constants to the next.
    let kind = (n &+ 1) & ~1
    var sum = SIMD8<Double>.zero
    for point in 0..<n {
      let at = unsafe frame.constants + (2 &* split.constants &+ point)
      let gLeft = left.isLeaf ? SIMD8(repeating: left.value) : unsafe frame.below[left.split &* n &+ point]
      let gRight =
        right.isLeaf ? SIMD8(repeating: right.value) : unsafe frame.below[right.split &* n &+ point]
      let leftRatio = unsafe isLeft.select(SIMD8(repeating: at[0]), SIMD8(repeating: at[2 &* kind]))
      let leftShare = unsafe isLeft.select(SIMD8(repeating: at[kind]), SIMD8(repeating: at[3 &* kind]))
      let rightRatio = unsafe isRight.select(
        SIMD8(repeating: at[4 &* kind]), SIMD8(repeating: at[6 &* kind]))
      let rightShare = unsafe isRight.select(
        SIMD8(repeating: at[5 &* kind]), SIMD8(repeating: at[7 &* kind]))
      let term = unsafe above[point] * (leftShare * gLeft + rightShare * gRight)
      sum += term
      if Terms.areKept { unsafe above[point] = before.orZero(term) }
      unsafe below[point] = before.select(
        leftRatio * gLeft + rightRatio * gRight,
        SIMD8(repeating: left.coverRatio) * gLeft + SIMD8(repeating: right.coverRatio) * gRight)
    }
    return before.orZero(sum)
  }
}
