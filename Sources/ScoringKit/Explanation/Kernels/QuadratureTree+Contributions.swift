extension QuadratureTree {
  /// Adds this tree's Shapley values of eight rows.
  ///
  /// Same bits whatever else is in the batch: a row's numbers never leave its lane, points are summed in index
  /// order, splits in reverse preorder.
  ///
  /// - Parameters:
  ///   - columns: One vector a split column, for eight rows.
  ///   - contributions: One vector a feature.
  func addContributions(
    _ columns: Span<SIMD8<Double>>, scratch: inout QuadratureScratch,
    to contributions: inout MutableSpan<SIMD8<Double>>
  ) {
    guard !splits.isEmpty else { return }
    switch pointCount {
    case 1: run(FixedPointCount<1>(), columns, &scratch, &contributions)
    case 2: run(FixedPointCount<2>(), columns, &scratch, &contributions)
    case 3: run(FixedPointCount<3>(), columns, &scratch, &contributions)
    case 4: run(FixedPointCount<4>(), columns, &scratch, &contributions)
    case 5: run(FixedPointCount<5>(), columns, &scratch, &contributions)
    case 6: run(FixedPointCount<6>(), columns, &scratch, &contributions)
    case 7: run(FixedPointCount<7>(), columns, &scratch, &contributions)
    case 8: run(FixedPointCount<8>(), columns, &scratch, &contributions)
    default: run(AnyPointCount(count: pointCount), columns, &scratch, &contributions)
    }
  }

  private func run<PointCount: QuadraturePointCount>(
    _ points: PointCount, _ columns: Span<SIMD8<Double>>, _ scratch: inout QuadratureScratch,
    _ contributions: inout MutableSpan<SIMD8<Double>>
  ) {
    run(points, columns, &scratch.above, &scratch.below, &scratch.satisfied, &contributions)
  }

  private func run<PointCount: QuadraturePointCount>(
    _ points: PointCount, _ columns: Span<SIMD8<Double>>, _ aboveArray: inout [SIMD8<Double>],
    _ belowArray: inout [SIMD8<Double>], _ satisfiedArray: inout [LaneMask],
    _ contributions: inout MutableSpan<SIMD8<Double>>
  ) {
    let n = points.count
    let splits = splits.span
    let constants = constants.span
    var above = aboveArray.mutableSpan
    var below = belowArray.mutableSpan
    var satisfied = satisfiedArray.mutableSpan
    for point in 0..<n { above[point] = SIMD8(repeating: rule.weights[point]) }
    for index in splits.indices {
      descend(n, splits[index], index, columns, constants, &above, &satisfied)
    }
    for index in splits.indices.reversed() {
      ascend(n, splits[index], index, constants, above.span, satisfied.span, &below, &contributions)
    }
  }

  /// Decides a split for the rows and carries P to the splits below it.
  @inline(__always)
  private func descend(
    _ n: Int, _ split: Split, _ index: Int, _ columns: Span<SIMD8<Double>>, _ constants: Span<Double>,
    _ above: inout MutableSpan<SIMD8<Double>>, _ satisfied: inout MutableSpan<LaneMask>
  ) {
    let goesLeft = LaneMask(columns[split.column], atMost: split.threshold)
    guard split.previous < 0 else {
      let before = satisfied[split.previous]
      satisfied[2 * index] = before & goesLeft
      satisfied[2 * index + 1] = before & !goesLeft
      if !split.left.isLeaf {
        carryRepeated(n, split, split.left, 0, before, goesLeft, index, constants, &above)
      }
      if !split.right.isLeaf {
        carryRepeated(n, split, split.right, 4, before, !goesLeft, index, constants, &above)
      }
      return
    }
    satisfied[2 * index] = goesLeft
    satisfied[2 * index + 1] = !goesLeft
    if !split.left.isLeaf { carryNew(n, split, split.left, 0, goesLeft, index, constants, &above) }
    if !split.right.isLeaf { carryNew(n, split, split.right, 1, !goesLeft, index, constants, &above) }
  }

  @inline(__always)
  private func carryNew(
    _ n: Int, _ split: Split, _ edge: Edge, _ side: Int, _ isTaken: LaneMask, _ index: Int,
    _ constants: Span<Double>, _ above: inout MutableSpan<SIMD8<Double>>
  ) {
    for point in 0..<n {
      let at = split.constants + point * QuadratureConstants.newFeatureWidth
      let factor =
        SIMD8(repeating: constants[at + side]) + isTaken.orZero(SIMD8(repeating: constants[at + 2]))
      above[edge.split * n + point] = above[index * n + point] * factor
    }
  }

  @inline(__always)
  private func carryRepeated(
    _ n: Int, _ split: Split, _ edge: Edge, _ side: Int, _ before: LaneMask, _ isTaken: LaneMask,
    _ index: Int,
    _ constants: Span<Double>, _ above: inout MutableSpan<SIMD8<Double>>
  ) {
    for point in 0..<n {
      let at = split.constants + point * QuadratureConstants.repeatedFeatureWidth + side
      let ratio = isTaken.select(SIMD8(repeating: constants[at]), SIMD8(repeating: constants[at + 2]))
      let factor = before.select(ratio, SIMD8(repeating: edge.coverRatio))
      above[edge.split * n + point] = above[index * n + point] * factor
    }
  }

  /// Adds a split's part to its feature and carries G up to it.
  @inline(__always)
  private func ascend(
    _ n: Int, _ split: Split, _ index: Int, _ constants: Span<Double>, _ above: Span<SIMD8<Double>>,
    _ satisfied: Span<LaneMask>, _ below: inout MutableSpan<SIMD8<Double>>,
    _ contributions: inout MutableSpan<SIMD8<Double>>
  ) {
    if split.previous >= 0 {
      contributions[split.feature] += repeatedShare(n, split, index, constants, above, satisfied, &below)
    } else if split.left.isLeaf && split.right.isLeaf {
      contributions[split.feature] += leafPairShare(n, split, index, constants, above, satisfied, &below)
    } else {
      contributions[split.feature] += newShare(n, split, index, constants, above, satisfied, &below)
    }
  }

  /// Both sides are leaves of a feature new on the path: G is one of two constants, the share one of two
  /// multiples of ΣP.
  @inline(__always)
  private func leafPairShare(
    _ n: Int, _ split: Split, _ index: Int, _ constants: Span<Double>, _ above: Span<SIMD8<Double>>,
    _ satisfied: Span<LaneMask>, _ below: inout MutableSpan<SIMD8<Double>>
  ) -> SIMD8<Double> {
    let goesLeft = satisfied[2 * index]
    var sum = SIMD8<Double>.zero
    for point in 0..<n {
      let at = split.constants + point * QuadratureConstants.leafPairWidth
      below[index * n + point] = goesLeft.select(
        SIMD8(repeating: constants[at]), SIMD8(repeating: constants[at + 1]))
      sum += above[index * n + point]
    }
    let (left, right) = (split.left, split.right)
    let ifLeft = (1 - left.coverProduct) * left.value - right.coverProduct * right.value
    let ifRight = (1 - right.coverProduct) * right.value - left.coverProduct * left.value
    return sum * goesLeft.select(SIMD8(repeating: ifLeft), SIMD8(repeating: ifRight))
  }

  @inline(__always)
  private func newShare(
    _ n: Int, _ split: Split, _ index: Int, _ constants: Span<Double>, _ above: Span<SIMD8<Double>>,
    _ satisfied: Span<LaneMask>, _ below: inout MutableSpan<SIMD8<Double>>
  ) -> SIMD8<Double> {
    let goesLeft = satisfied[2 * index]
    let (left, right) = (split.left, split.right)
    var sumLeft = SIMD8<Double>.zero
    var sumRight = SIMD8<Double>.zero
    for point in 0..<n {
      let at = split.constants + point * QuadratureConstants.newFeatureWidth
      let gLeft = left.isLeaf ? SIMD8(repeating: left.value) : below[left.split * n + point]
      let gRight = right.isLeaf ? SIMD8(repeating: right.value) : below[right.split * n + point]
      let p = above[index * n + point]
      sumLeft += p * gLeft
      sumRight += p * gRight
      // (Z_l (1−t)) G_l + (Z_r (1−t)) G_r + t · (the side taken)
      below[index * n + point] =
        SIMD8(repeating: constants[at]) * gLeft + SIMD8(repeating: constants[at + 1]) * gRight
        + SIMD8(repeating: constants[at + 2]) * goesLeft.select(gLeft, gRight)
    }
    return goesLeft.select(sumLeft, sumRight) - SIMD8(repeating: left.coverProduct) * sumLeft
      - SIMD8(repeating: right.coverProduct) * sumRight
  }

  @inline(__always)
  private func repeatedShare(
    _ n: Int, _ split: Split, _ index: Int, _ constants: Span<Double>, _ above: Span<SIMD8<Double>>,
    _ satisfied: Span<LaneMask>, _ below: inout MutableSpan<SIMD8<Double>>
  ) -> SIMD8<Double> {
    let before = satisfied[split.previous]
    let isLeft = satisfied[2 * index]
    let isRight = satisfied[2 * index + 1]
    let (left, right) = (split.left, split.right)
    var sum = SIMD8<Double>.zero
    for point in 0..<n {
      let at = split.constants + point * QuadratureConstants.repeatedFeatureWidth
      let gLeft = left.isLeaf ? SIMD8(repeating: left.value) : below[left.split * n + point]
      let gRight = right.isLeaf ? SIMD8(repeating: right.value) : below[right.split * n + point]
      let leftRatio = isLeft.select(SIMD8(repeating: constants[at]), SIMD8(repeating: constants[at + 2]))
      let rightRatio = isRight.select(
        SIMD8(repeating: constants[at + 4]), SIMD8(repeating: constants[at + 6]))
      let leftShare = isLeft.select(SIMD8(repeating: constants[at + 1]), SIMD8(repeating: constants[at + 3]))
      let rightShare = isRight.select(
        SIMD8(repeating: constants[at + 5]), SIMD8(repeating: constants[at + 7]))
      sum += above[index * n + point] * (leftShare * gLeft + rightShare * gRight)
      below[index * n + point] = before.select(
        leftRatio * gLeft + rightRatio * gRight,
        SIMD8(repeating: left.coverRatio) * gLeft + SIMD8(repeating: right.coverRatio) * gRight)
    }
    return before.orZero(sum)
  }
}
