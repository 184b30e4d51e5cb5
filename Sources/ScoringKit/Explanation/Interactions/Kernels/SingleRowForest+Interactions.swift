extension SingleRowForest {
  /// Adds all trees' Shapley values of one row, and their interactions; see
  /// ``QuadratureTree/addInteractions(of:constants:scratch:_:to:)``, whose bits these are.
  ///
  /// - Parameters:
  ///   - frame: The forest's.
  ///   - columns: One vector a split column; the row is in the first lane.
  ///   - sums: `width` numbers an output.
  ///   - trees: Those of the paths.
  ///   - paths: The forest's.
  ///   - pairs: The sums of the pairs, `pairCount` an output.
  func addInteractions(
    _ frame: SingleRowFrame, _ columns: UnsafePointer<SIMD8<Double>>, width: Int,
    to sums: UnsafeMutablePointer<Double>, _ pathTrees: [InteractionPaths.Tree],
    _ paths: InteractionFrame<SIMD2<Double>>, pairCount: Int, _ pairs: UnsafeMutablePointer<Double>
  ) {
    for (tree, pathTree) in zip(trees, pathTrees) {
      let treeFrame = frame.moved(to: tree)
      // Safety: columns, sums and pairs are the caller's, of the forest's columns and outputs; each tree's output is
      // among them.
      unsafe Self.decide(treeFrame, columns)
      unsafe Self.explain(tree.pairCount, treeFrame, sums + tree.output &* width)
      let treePaths = paths.moved(to: pathTree)
      let treePairs = unsafe pairs + tree.output &* pairCount
      switch tree.pointCount {
      case 1: unsafe Self.addPairs(FixedPointCount<1>(), treeFrame, treePaths, treePairs)
      case 2: unsafe Self.addPairs(FixedPointCount<2>(), treeFrame, treePaths, treePairs)
      case 3: unsafe Self.addPairs(FixedPointCount<3>(), treeFrame, treePaths, treePairs)
      case 4: unsafe Self.addPairs(FixedPointCount<4>(), treeFrame, treePaths, treePairs)
      default: unsafe Self.addPairs(AnyPointCount(count: tree.pointCount), treeFrame, treePaths, treePairs)
      }
    }
  }

  private static func addPairs<PointCount: QuadraturePointCount>(
    _ pointCount: PointCount, _ frame: SingleRowFrame, _ paths: InteractionFrame<SIMD2<Double>>,
    _ pairs: UnsafeMutablePointer<Double>
  ) {
    let n = pointCount.count
    let pairCount = (n &+ 1) / 2
    selectGains(pairCount, frame, paths)
    // Safety: a step names two splits of the tree, of which terms and gains have `pairCount` vectors each, and a pair
    // below the sums' count.
    paths.forEachStep(splitPlayer: { unsafe Int(frame.shares[$0].player) }) { split, gain, place in
      let terms = unsafe paths.terms + split &* pairCount
      let gains = unsafe paths.gains + gain &* pairCount
      // To which everything can be added and stays what it is.
      var sum = -0.0
      for pair in 0..<n / 2 {
        let product = unsafe terms[pair] * gains[pair]
        sum = (sum + product[0]) + product[1]
      }
      if n % 2 == 1 { unsafe sum += terms[n / 2][0] * gains[n / 2][0] }
      unsafe pairs[place] += sum
    }
  }

  /// In preorder each split's terms, and H of the edge to it, as the row takes it or not.
  @inline(__always)
  private static func selectGains(_ n: Int, _ frame: SingleRowFrame, _ paths: InteractionFrame<SIMD2<Double>>)
  {
    for index in 0..<frame.splitCount {
      // Safety: each split of the tree has a share with its place, and n vectors of every array from there on.
      let place = unsafe Int(frame.shares[index].place)
      // At the root the edge of no split: no step has its gain.
      let isTaken = unsafe frame.satisfied[Int(frame.splits[place].parent) &+ 1]
      let factor = unsafe SIMD2(repeating: frame.factors[place])
      let from = unsafe frame.above + place &* n
      let constants = unsafe paths.constants + index &* n
      let terms = unsafe paths.terms + index &* n
      let gains = unsafe paths.gains + index &* n
      for pair in 0..<n {
        unsafe terms[pair] = from[pair] * factor
        unsafe gains[pair] = select(isTaken, constants[pair], paths.constants[pair])
      }
    }
  }
}
