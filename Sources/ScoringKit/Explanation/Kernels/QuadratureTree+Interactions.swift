extension QuadratureTree {
  /// Adds this tree's interactions φ_ij of eight rows, i ≠ j.
  ///
  /// On the way down every edge gets P, the product of the path's factors; on the way up S, the sum of v · P over
  /// the leaves below. An edge e of feature j, after edge a of the same feature or none, adds
  /// Σ_q S_e (H_e − H_a) H_i for every feature i above: the changes of H_i H_j along a path add up to its value at
  /// the leaf. Same bits whatever else is in the batch.
  ///
  /// - Parameters:
  ///   - columns: One vector a split column, for eight rows.
  ///   - paths: This tree's.
  ///   - feature: The only feature whose interactions are wanted; nil for all pairs.
  ///   - interactions: One vector a pair i < j, at i · featureCount + j; if one feature is wanted, one vector for
  ///     each other feature.
  func addInteractions(
    _ columns: Span<SIMD8<Double>>, _ paths: borrowing InteractionPaths, scratch: inout InteractionScratch,
    feature: Int?, featureCount: Int, to interactions: inout MutableSpan<SIMD8<Double>>
  ) {
    let pairs = PairPlaces(feature: feature, featureCount: featureCount)
    run(
      columns, paths, &scratch.products, &scratch.gains, &scratch.satisfied, &scratch.changes, pairs,
      &interactions)
  }

  private func run(
    _ columns: Span<SIMD8<Double>>, _ paths: borrowing InteractionPaths,
    _ productArray: inout [SIMD8<Double>], _ gainArray: inout [SIMD8<Double>],
    _ satisfiedArray: inout [LaneMask], _ changeArray: inout [SIMD8<Double>], _ pairs: PairPlaces,
    _ interactions: inout MutableSpan<SIMD8<Double>>
  ) {
    let n = pointCount
    let splits = splits.span
    let constants = paths.constants.span
    let steps = paths.steps.span
    var products = productArray.mutableSpan
    var gains = gainArray.mutableSpan
    var satisfied = satisfiedArray.mutableSpan
    var changes = changeArray.mutableSpan
    for index in splits.indices {
      descend(
        n, splits[index], index, paths.parents[index], columns, constants, &products, &gains, &satisfied)
    }
    for index in splits.indices.reversed() {
      let split = splits[index]
      sumLeaves(n, split, index, &products)
      findChanges(n, split, index, products.span, gains.span, &changes)
      for place in paths.starts[index]..<paths.starts[index + 1] {
        let step = steps[place]
        guard let pair = pairs.place(split.feature, step.feature) else { continue }
        var sum = SIMD8<Double>.zero
        for point in 0..<n { sum += changes[point] * gains[step.edge * n + point] }
        interactions[pair] += sum
      }
    }
  }

  /// Decides a split for the rows and finds P and H of its two edges.
  @inline(__always)
  private func descend(
    _ n: Int, _ split: Split, _ index: Int, _ parent: Int, _ columns: Span<SIMD8<Double>>,
    _ constants: Span<InteractionPaths.Constants>, _ products: inout MutableSpan<SIMD8<Double>>,
    _ gains: inout MutableSpan<SIMD8<Double>>, _ satisfied: inout MutableSpan<LaneMask>
  ) {
    let goesLeft = LaneMask(columns[split.column], atMost: split.threshold)
    let isRepeated = split.previous >= 0
    let before = isRepeated ? satisfied[split.previous] : LaneMask(.zero, atMost: 0)
    for side in 0..<2 {
      let edge = 2 * index + side
      let holds = before & (side == 0 ? goesLeft : !goesLeft)
      let ratio = side == 0 ? split.left.coverRatio : split.right.coverRatio
      satisfied[edge] = holds
      for point in 0..<n {
        let constant = constants[edge * n + point]
        let passed = holds.select(SIMD8(repeating: constant.taken), SIMD8(repeating: constant.left))
        let factor = isRepeated ? before.select(passed, SIMD8(repeating: ratio)) : passed
        let product =
          parent < 0 ? SIMD8(repeating: rule.weights[point]) : products[parent * n + point]
        products[edge * n + point] = product * factor
        gains[edge * n + point] = holds.select(
          SIMD8(repeating: constant.gain), SIMD8(repeating: -1 / (1 - rule.points[point])))
      }
    }
  }

  /// Turns P of a split's edges into S.
  @inline(__always)
  private func sumLeaves(
    _ n: Int, _ split: Split, _ index: Int, _ products: inout MutableSpan<SIMD8<Double>>
  ) {
    for side in 0..<2 {
      let edge = side == 0 ? split.left : split.right
      let place = (2 * index + side) * n
      for point in 0..<n {
        if edge.isLeaf {
          products[place + point] *= SIMD8(repeating: edge.value)
        } else {
          products[place + point] =
            products[2 * edge.split * n + point] + products[(2 * edge.split + 1) * n + point]
        }
      }
    }
  }

  /// S_left (H_left − H_a) + S_right (H_right − H_a) at every point.
  @inline(__always)
  private func findChanges(
    _ n: Int, _ split: Split, _ index: Int, _ sums: Span<SIMD8<Double>>, _ gains: Span<SIMD8<Double>>,
    _ changes: inout MutableSpan<SIMD8<Double>>
  ) {
    for point in 0..<n {
      let (left, right) = (2 * index * n + point, (2 * index + 1) * n + point)
      let before = split.previous < 0 ? .zero : gains[split.previous * n + point]
      let leftChange = sums[left] * (gains[left] - before)
      let rightChange = sums[right] * (gains[right] - before)
      changes[point] = leftChange + rightChange
    }
  }
}

/// Where the interaction of a pair of features is summed.
private struct PairPlaces {
  let feature: Int?
  let featureCount: Int

  /// Nil for a pair that is not wanted.
  @inline(__always)
  func place(_ i: Int, _ j: Int) -> Int? {
    guard let feature else { return Swift.min(i, j) * featureCount + Swift.max(i, j) }
    return i == feature ? j : (j == feature ? i : nil)
  }
}
