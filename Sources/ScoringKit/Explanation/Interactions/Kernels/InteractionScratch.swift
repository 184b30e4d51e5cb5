/// What the kernels of interactions keep of one tree besides what the kernels of contributions do; made once a call.
struct InteractionScratch<Vector> {
  /// H of the edge that leads to each split; split · points + point, of eight rows or of points two by two.
  var gains: [Vector]
  /// Of one row the terms of each split; as the gains.
  var terms: [Vector]
}

extension InteractionScratch<SIMD8<Double>> {
  /// What it takes for groups of eight rows.
  static func bytes(groupsOf size: QuadratureScratchSize) -> Int {
    size.pointCount * MemoryLayout<SIMD8<Double>>.stride
  }

  /// For groups of eight rows.
  init(groupsOf size: QuadratureScratchSize) {
    gains = [SIMD8<Double>](repeating: .zero, count: size.pointCount)
    // One that is never read: an array without elements need not have an address.
    terms = [.zero]
  }
}

extension InteractionScratch<SIMD2<Double>> {
  /// What it takes for one row.
  static func bytes(rowOf size: QuadratureScratchSize) -> Int {
    2 * size.pairCount * MemoryLayout<SIMD2<Double>>.stride
  }

  /// For one row.
  init(rowOf size: QuadratureScratchSize) {
    gains = [SIMD2<Double>](repeating: .zero, count: size.pairCount)
    terms = gains
  }
}
