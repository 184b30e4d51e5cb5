extension SingleRowForest {
  /// Adds all trees' Shapley values of one row.
  ///
  /// - Parameters:
  ///   - frame: The forest's.
  ///   - columns: One vector a split column; the row is in the first lane.
  ///   - sums: `width` numbers an output.
  func addContributions(
    _ frame: SingleRowFrame, _ columns: UnsafePointer<SIMD8<Double>>, width: Int,
    to sums: UnsafeMutablePointer<Double>
  ) {
    for tree in trees {
      let treeFrame = frame.moved(to: tree)
      // Safety: columns and sums are the caller's, of the forest's columns and outputs; each tree's output is among
      // them.
      unsafe Self.decide(treeFrame, columns)
      unsafe Self.explain(tree.pairCount, treeFrame, sums + tree.output &* width)
    }
  }

  static func explain(
    _ pairCount: Int, _ frame: SingleRowFrame, _ contributions: UnsafeMutablePointer<Double>
  ) {
    switch pairCount {
    // Safety: the sums have a place for each of the tree's players; the frame is the tree's own (`moved`).
    case 1: unsafe run(FixedPointCount<1>(), frame, contributions)
    case 2: unsafe run(FixedPointCount<2>(), frame, contributions)
    case 3: unsafe run(FixedPointCount<3>(), frame, contributions)
    case 4: unsafe run(FixedPointCount<4>(), frame, contributions)
    default: unsafe run(AnyPointCount(count: pairCount), frame, contributions)
    }
  }

  /// Decides every split for the row.
  static func decide(_ frame: SingleRowFrame, _ columns: UnsafePointer<SIMD8<Double>>) {
    // What stands before an edge that has no previous one.
    // Safety: a split's column is among the block's; its two edges and the edge of its player above, from 1 on, are
    // among `satisfied`.
    unsafe frame.satisfied[0] = -1
    for place in 0..<frame.splitCount {
      let split = unsafe frame.splits[place]
      let goesLeft = unsafe LaneMask.lane(columns[Int(split.column)][0] <= split.threshold)
      let before = unsafe frame.satisfied[Int(split.previous) &+ 1]
      unsafe frame.satisfied[2 &* place &+ 1] = before & goesLeft
      unsafe frame.satisfied[2 &* place &+ 2] = before & ~goesLeft
    }
  }

  /// Carries P down to every split, then G up, then adds each split's part to its player.
  private static func run<PairCount: QuadraturePointCount>(
    _ pairCount: PairCount, _ frame: SingleRowFrame, _ contributions: UnsafeMutablePointer<Double>
  ) {
    let n = pairCount.count
    // Safety: places are below the tree's count, of each of which `above` and `below` have n vectors; a player is
    // among the sums.
    for pair in 0..<n { unsafe frame.above[pair] = frame.weights[pair] }
    for place in 1..<Swift.max(1, frame.splitCount) { carry(n, frame, place) }
    for pair in 0..<n { unsafe frame.below[pair] = .zero }
    var place = frame.splitCount
    while place > frame.firstLeafPair {
      place &-= 1
      joinLeafPair(n, frame, place)
    }
    while place > 0 {
      place &-= 1
      unsafe frame.factors[place] = 1
      let split = unsafe frame.splits[place]
      if split.constants < 0 { joinNew(n, frame, split, place) } else { joinRepeated(n, frame, split, place) }
    }
    var index = frame.splitCount
    while index > 0 {
      index &-= 1
      let share = unsafe frame.shares[index]
      let terms = unsafe frame.above + Int(share.place) &* n
      var sum = unsafe terms[0][0]
      for pair in 1..<n { sum = unsafe (sum + terms[pair &- 1][1]) + terms[pair][0] }
      if !frame.isOdd { unsafe sum += terms[n &- 1][1] }
      unsafe contributions[Int(share.player)] += sum * frame.factors[Int(share.place)]
    }
  }

  /// P at a split other than the root, from its parent's.
  @inline(__always)
  private static func carry(_ n: Int, _ frame: SingleRowFrame, _ place: Int) {
    // Safety: a split's parent is a split of the tree; its constants, if any, are among the forest's
    // (`SingleRowForest`).
    let split = unsafe frame.splits[place]
    let parent = Int(split.parent) &>> 1
    let from = unsafe frame.above + parent &* n
    let to = unsafe frame.above + place &* n
    let isTaken = unsafe frame.satisfied[Int(split.parent) &+ 1]
    let cover = SIMD2(repeating: split.parentCover)
    if split.parentConstants < 0 {
      let change = bits(isTaken, of: SIMD2(repeating: 1)) - cover
      for pair in 0..<n { unsafe to[pair] = from[pair] * (cover + frame.points[pair] * change) }
    } else {
      let before = unsafe frame.satisfied[Int(frame.splits[parent].previous) &+ 1]
      let ratios = unsafe frame.constants + (Int(split.parentConstants) &+ kind(0, isTaken, n))
      for pair in 0..<n { unsafe to[pair] = from[pair] * select(before, ratios[pair], cover) }
    }
  }

  /// G of a split whose sides are leaves, its player new on the path. P stays: its sum over the points is wanted.
  @inline(__always)
  private static func joinLeafPair(_ n: Int, _ frame: SingleRowFrame, _ place: Int) {
    // Safety: `below` has n vectors of each split behind the first n, which are 0.
    let split = unsafe frame.splits[place]
    let average = split.leftCover * split.leftValue + split.rightCover * split.rightValue
    let goesLeft = unsafe UInt64(bitPattern: frame.satisfied[2 &* place &+ 1])
    let taken = Double(
      bitPattern: (split.leftValue.bitPattern & goesLeft) | (split.rightValue.bitPattern & ~goesLeft))
    let change = taken - average
    unsafe frame.factors[place] = change
    let below = unsafe frame.below + (place &+ 1) &* n
    for pair in 0..<n {
      unsafe below[pair] = SIMD2(repeating: average) + frame.points[pair] * SIMD2(repeating: change)
    }
  }

  /// G and the share's terms of a split of a player new on the path.
  @inline(__always)
  private static func joinNew(_ n: Int, _ frame: SingleRowFrame, _ split: Split, _ place: Int) {
    // Safety: `above` has n vectors of each split, `below` n more in front.
    let goesLeft = unsafe frame.satisfied[2 &* place &+ 1]
    let leftCover = SIMD2(repeating: split.leftCover)
    let rightCover = SIMD2(repeating: split.rightCover)
    let above = unsafe frame.above + place &* n
    let below = unsafe frame.below + (place &+ 1) &* n
    for pair in 0..<n {
      let (left, right) = sides(n, frame, split, pair)
      let average = leftCover * left + rightCover * right
      let change = select(goesLeft, left, right) - average
      unsafe below[pair] = average + frame.points[pair] * change
      unsafe above[pair] *= change
    }
  }

  /// G and the share's terms of a split of a player that occurred before on the path.
  @inline(__always)
  private static func joinRepeated(_ n: Int, _ frame: SingleRowFrame, _ split: Split, _ place: Int) {
    // Safety: as above; a split of a repeated player has eight kinds of n constants from its first on.
    let before = unsafe frame.satisfied[Int(split.previous) &+ 1]
    let isLeft = unsafe frame.satisfied[2 &* place &+ 1]
    let isRight = unsafe frame.satisfied[2 &* place &+ 2]
    let leftRatios = unsafe frame.constants + (Int(split.constants) &+ kind(0, isLeft, n))
    let rightRatios = unsafe frame.constants + (Int(split.constants) &+ kind(4, isRight, n))
    let leftCover = SIMD2(repeating: split.leftCover)
    let rightCover = SIMD2(repeating: split.rightCover)
    let above = unsafe frame.above + place &* n
    let below = unsafe frame.below + (place &+ 1) &* n
    for pair in 0..<n {
      let (left, right) = sides(n, frame, split, pair)
      let term = unsafe above[pair] * (leftRatios[n &+ pair] * left + rightRatios[n &+ pair] * right)
      unsafe above[pair] = bits(before, of: term)
      unsafe below[pair] = select(
        before, leftRatios[pair] * left + rightRatios[pair] * right, leftCover * left + rightCover * right)
    }
  }

  /// G of the sides: of a leaf its value, and the 0 before the first place; of a split its G, and 0 as its value.
  @inline(__always)
  private static func sides(
    _ n: Int, _ frame: SingleRowFrame, _ split: Split, _ pair: Int
  ) -> (left: SIMD2<Double>, right: SIMD2<Double>) {
    // Safety: a side is −1, a leaf, or a split of the tree: `below` has n vectors of each, from the leaves' on.
    let left = unsafe frame.below[(Int(split.left) &+ 1) &* n &+ pair]
    let right = unsafe frame.below[(Int(split.right) &+ 1) &* n &+ pair]
    return (left + SIMD2(repeating: split.leftValue), right + SIMD2(repeating: split.rightValue))
  }

  /// From a side's first constants to those of r; those of the share are behind them.
  @inline(__always)
  private static func kind(_ first: Int, _ isTaken: Int64, _ n: Int) -> Int {
    (first &+ 2 &+ 2 &* Int(isTaken)) &* n
  }

  @inline(__always)
  private static func bits(_ mask: Int64, of value: SIMD2<Double>) -> SIMD2<Double> {
    // Safety: the two types have the same size and every bit pattern is a value of either.
    let bits = unsafe unsafeBitCast(value, to: SIMD2<Int64>.self) & SIMD2(repeating: mask)
    return unsafe unsafeBitCast(bits, to: SIMD2<Double>.self)
  }

  @inline(__always)
  static func select(
    _ mask: Int64, _ whereTrue: SIMD2<Double>, _ otherwise: SIMD2<Double>
  ) -> SIMD2<Double> {
    // Safety: as above.
    let one = unsafe unsafeBitCast(whereTrue, to: SIMD2<Int64>.self) & SIMD2(repeating: mask)
    let other = unsafe unsafeBitCast(otherwise, to: SIMD2<Int64>.self) & ~SIMD2(repeating: mask)
    return unsafe unsafeBitCast(one | other, to: SIMD2<Double>.self)
  }
}
