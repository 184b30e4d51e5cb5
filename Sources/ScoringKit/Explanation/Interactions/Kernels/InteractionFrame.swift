/// The memory of the kernels of interactions, besides that of contributions: the paths' arrays from a tree's first
/// places on, and the scratch.
///
/// Pointers, for the reason that ``QuadratureFrame`` gives.
@safe
struct InteractionFrame<Vector> {
  /// The only player whose interactions are wanted; nil for all pairs.
  let player: Int?
  private var places: UnsafePointer<InteractionPaths.Place>
  /// Null if no tree has any.
  private let steps: UnsafePointer<InteractionPaths.Step>?
  private(set) var stepRange = 0..<0
  private(set) var constants: UnsafePointer<SIMD2<Double>>
  /// See ``InteractionScratch``.
  let gains: UnsafeMutablePointer<Vector>
  let terms: UnsafeMutablePointer<Vector>

  /// Gathers the parts; nil if there is no tree that has splits.
  init?(
    player: Int?, places: UnsafePointer<InteractionPaths.Place>?,
    steps: UnsafePointer<InteractionPaths.Step>?, constants: UnsafePointer<SIMD2<Double>>?,
    gains: UnsafeMutablePointer<Vector>?, terms: UnsafeMutablePointer<Vector>?
  ) {
    // Safety: nothing is read here; whoever makes a frame says that its parts belong together
    // (`InteractionPaths.withFrame`).
    guard let places = unsafe places, let constants = unsafe constants,
      let gains = unsafe gains, let terms = unsafe terms
    else { return nil }
    self.player = player
    unsafe self.places = places
    unsafe self.steps = steps
    unsafe self.constants = constants
    unsafe self.gains = gains
    unsafe self.terms = terms
  }

  /// The frame of the whole forest, moved to one of its trees.
  @inline(__always)
  func moved(to tree: InteractionPaths.Tree) -> InteractionFrame {
    var frame = self
    // Safety: a tree of the paths begins within their places and gains, as `InteractionPaths` numbered them.
    unsafe frame.places = places + tree.firstPlace
    frame.stepRange = tree.steps
    unsafe frame.constants = constants + tree.firstGain
    return frame
  }

  /// The edge that leads to a split other than the root.
  @inline(__always)
  func parent(of split: Int) -> Int {
    // Safety: the paths have a place for each split of the tree.
    unsafe Int(places[split].parent)
  }

  /// Calls `add` for the steps that are wanted, with the place of the pair's sum.
  ///
  /// - Parameter splitPlayer: The player of a split.
  @inline(__always)
  func forEachStep(
    splitPlayer: (Int) -> Int, _ add: (_ split: Int, _ gain: Int, _ pair: Int) -> Void
  ) {
    // Safety: the steps of a tree are a range of all steps, and a step's gain is a split of the same tree
    // (`InteractionPaths`).
    guard let steps = unsafe steps else { return }
    var place = stepRange.lowerBound
    if let player {
      while place < stepRange.upperBound {
        let step = unsafe steps[place]
        let above = unsafe Int(places[Int(step.gain)].parentPlayer)
        let below = splitPlayer(Int(step.split))
        if below == player {
          add(Int(step.split), Int(step.gain), above)
        } else if above == player {
          add(Int(step.split), Int(step.gain), below)
        }
        place &+= 1
      }
    } else {
      while place < stepRange.upperBound {
        let step = unsafe steps[place]
        add(Int(step.split), Int(step.gain), Int(step.pair))
        place &+= 1
      }
    }
  }
}
