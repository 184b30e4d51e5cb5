/// What the contributions and interactions of eight rows or one are summed in, and the scratch of the kernel; made once
/// a call.
struct InteractionSums {
  private let quadrature: QuadratureForest
  private let paths: InteractionPaths
  private let laneCount: Int
  /// Players, and the base value.
  private let width: Int
  private(set) var pairs: PairSums
  /// Of eight rows: vector (output, player).
  private var groupContributions: [SIMD8<Double>] = []
  private var groupScratch: QuadratureScratch
  private var groupGains: InteractionScratch<SIMD8<Double>>
  /// Of one row: number (output, player).
  private var rowContributions: [Double] = []
  private var rowScratch: SingleRowScratch
  private var rowGains: InteractionScratch<SIMD2<Double>>

  /// Makes size.
  ///
  /// - Parameter laneCount: Rows; eight or one.
  @inline(never)
  init(
    _ explainer: Explainer, _ quadrature: QuadratureForest, _ paths: InteractionPaths, player: Int?,
    laneCount: Int
  ) {
    self.quadrature = quadrature
    self.paths = paths
    self.laneCount = laneCount
    width = explainer.players.count + 1
    pairs = PairSums(explainer, player: player, laneCount: laneCount)
    let count = explainer.contributionCount
    if laneCount == 1 {
      rowContributions = [Double](repeating: 0, count: count)
    } else {
      groupContributions = [SIMD8<Double>](repeating: .zero, count: count)
    }
    let groupSize = laneCount == 1 ? QuadratureScratchSize() : quadrature.scratchSize
    groupScratch = QuadratureScratch(groupSize)
    groupGains = InteractionScratch(groupsOf: groupSize)
    let rowSize = laneCount == 1 ? quadrature.scratchSize : QuadratureScratchSize()
    rowScratch = SingleRowScratch(rowSize)
    rowGains = InteractionScratch(rowOf: rowSize)
  }

  /// What it takes, in bytes.
  static func bytes(
    _ explainer: Explainer, _ quadrature: QuadratureForest, player: Int?, laneCount: Int
  ) -> Int {
    let size = quadrature.scratchSize
    let scratch =
      laneCount == 1
      ? SingleRowScratch.bytes(size) + InteractionScratch.bytes(rowOf: size)
      : QuadratureScratch.bytes(size) + InteractionScratch.bytes(groupsOf: size)
    return scratch + PairSums.bytes(explainer, player: player, laneCount: laneCount)
      + explainer.contributionCount * (laneCount + 1) * MemoryLayout<Double>.stride
  }

  /// Sums all trees for the rows of a block: the same bits for one row as among eight.
  @inline(never)
  mutating func sum(_ block: borrowing ComparandBlock) {
    pairs.clear()
    if laneCount == 1 {
      for index in rowContributions.indices { rowContributions[index] = 0 }
      quadrature.addInteractions(
        ofFirstRow: block, width: width, paths, scratch: &rowScratch, &rowGains, to: &rowContributions,
        &pairs)
    } else {
      for index in groupContributions.indices { groupContributions[index] = .zero }
      quadrature.addInteractions(
        block, width: width, paths, scratch: &groupScratch, &groupGains, to: &groupContributions, &pairs)
    }
  }

  /// One row's contributions, summed over the trees.
  @inline(never)
  func copyContributions(lane: Int, into values: inout MutableSpan<Double>) {
    for index in values.indices {
      values[index] = laneCount == 1 ? rowContributions[index] : groupContributions[index][lane]
    }
  }
}
