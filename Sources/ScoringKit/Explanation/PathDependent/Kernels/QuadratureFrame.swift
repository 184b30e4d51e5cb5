/// The memory of one run of the quadrature kernel: the tree's constants and the scratch, as the loops want them.
///
/// Pointers, because checks of spans keep the loops over the points from becoming straight vector code.
@safe
struct QuadratureFrame {
  let pointCount: Int
  let splits: UnsafeBufferPointer<QuadratureTree.Split>
  let constants: UnsafePointer<Double>
  /// Places and weights of the quadrature.
  let points: UnsafePointer<Double>
  let weights: UnsafePointer<Double>
  /// See ``QuadratureScratch``.
  let above: UnsafeMutablePointer<SIMD8<Double>>
  let below: UnsafeMutablePointer<SIMD8<Double>>
  let satisfied: UnsafeMutablePointer<LaneMask>

  /// Gathers the parts; nil if one of them is missing.
  init?(
    pointCount: Int, splits: UnsafeBufferPointer<QuadratureTree.Split>, constants: UnsafePointer<Double>?,
    points: UnsafePointer<Double>?, weights: UnsafePointer<Double>?,
    above: UnsafeMutablePointer<SIMD8<Double>>?,
    below: UnsafeMutablePointer<SIMD8<Double>>?, satisfied: UnsafeMutablePointer<LaneMask>?
  ) {
    // Safety: nothing is read here; whoever makes a frame says that its parts belong together
    // (`QuadratureTree.withFrame`).
    guard let points = unsafe points, let weights = unsafe weights, let above = unsafe above,
      let below = unsafe below, let satisfied = unsafe satisfied
    else { return nil }
    self.pointCount = pointCount
    unsafe self.splits = splits
    // Trees without repeated features have no constants, and read none: any place will do.
    unsafe self.constants = constants ?? points
    unsafe self.points = points
    unsafe self.weights = weights
    unsafe self.above = above
    unsafe self.below = below
    unsafe self.satisfied = satisfied
  }
}
