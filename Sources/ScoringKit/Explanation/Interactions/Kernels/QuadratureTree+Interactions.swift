extension QuadratureTree {
  /// Adds this tree's Shapley values of a group of eight rows, and its interactions φ_ij, i ≠ j.
  ///
  /// A split of player j has the terms P D at the quadrature points, which add up to its share of φ_j. For every
  /// player i above, Σ_q P D H_i is its share of φ_ij. Where j occurred before on the path, D is the change since
  /// then: the changes of H_i H_j along a path add up to its value at the leaf. Same bits whatever else is in the
  /// batch.
  ///
  /// - Parameters:
  ///   - group: Its columns and sums, of the tree's output the first.
  ///   - constants: The forest's.
  ///   - paths: This tree's.
  ///   - pairs: The sums of the pairs; see ``PairSums``.
  func addInteractions(
    of group: SingleRowGroups, constants: UnsafePointer<Double>?, scratch: inout QuadratureScratch,
    _ paths: InteractionFrame<SIMD8<Double>>, to pairs: UnsafeMutablePointer<SIMD8<Double>>
  ) {
    // Safety: the group's columns and sums are those of a block with this tree's columns and output; see the caller.
    unsafe withFrame(constants, &scratch) { frame in
      unsafe Self.decide(frame, group.columns)
      unsafe Self.run(AnyPointCount(count: frame.pointCount), KeptTerms.self, frame, group.sums)
      switch frame.pointCount {
      case 1: unsafe Self.addPairs(FixedPointCount<1>(), frame, paths, pairs)
      case 2: unsafe Self.addPairs(FixedPointCount<2>(), frame, paths, pairs)
      case 3: unsafe Self.addPairs(FixedPointCount<3>(), frame, paths, pairs)
      case 4: unsafe Self.addPairs(FixedPointCount<4>(), frame, paths, pairs)
      default: unsafe Self.addPairs(AnyPointCount(count: frame.pointCount), frame, paths, pairs)
      }
    }
  }

  /// H of the edge to each split, as the rows take it or not.
  @inline(__always)
  private static func selectGains(
    _ n: Int, _ frame: QuadratureFrame, _ paths: InteractionFrame<SIMD8<Double>>
  ) {
    // A split's points are stored two by two.
    let stride = (n &+ 1) & ~1
    // Safety: gains and their constants have `stride` numbers a split; a split's parent is an edge of the tree.
    let count = unsafe frame.splits.count
    unsafe paths.constants.withMemoryRebound(to: Double.self, capacity: count &* stride) { missed in
      for index in 1..<Swift.max(1, count) {
        let isTaken = unsafe frame.satisfied[paths.parent(of: index)]
        let taken = unsafe missed + index &* stride
        let gains = unsafe paths.gains + index &* n
        for point in 0..<n {
          unsafe gains[point] = isTaken.select(
            SIMD8(repeating: taken[point]), SIMD8(repeating: missed[point]))
        }
      }
    }
  }

  private static func addPairs<PointCount: QuadraturePointCount>(
    _ pointCount: PointCount, _ frame: QuadratureFrame, _ paths: InteractionFrame<SIMD8<Double>>,
    _ pairs: UnsafeMutablePointer<SIMD8<Double>>
  ) {
    let n = pointCount.count
    selectGains(n, frame, paths)
    // Safety: a step names two splits of the tree, of which `above` and the gains have n points each, and a pair
    // below the sums' count.
    paths.forEachStep(splitPlayer: { unsafe frame.splits[$0].player }) { split, gain, pair in
      let terms = unsafe frame.above + split &* n
      let gains = unsafe paths.gains + gain &* n
      var sum = unsafe terms[0] * gains[0]
      for point in 1..<n { sum += unsafe terms[point] * gains[point] }
      unsafe pairs[pair] += sum
    }
  }
}
