internal import Synchronization

/// What a model's explanations need, made for the first of them, whichever thread asks for it.
///
/// Most models that score are never asked for reasons, and what reasons need takes longer to make and more room than
/// all the rest of a model. No lock is held while it is made: threads that ask at once each make it, and the first
/// result is kept. A lock would stay locked for ever in a process that is forked meanwhile.
final class LazyQuadrature: Sendable {
  private let prepared = AtomicLazyReference<QuadratureForest>()
  private let preparedPaths = AtomicLazyReference<InteractionPaths>()

  /// The quadrature of the forest's players, the same one in every call.
  func forest(of forest: Forest, _ players: Players) -> QuadratureForest {
    prepared.load() ?? prepared.storeIfNil(QuadratureForest(forest, players))
  }

  /// What interactions need besides the quadrature; likewise.
  func paths(of quadrature: QuadratureForest) -> InteractionPaths {
    preparedPaths.load() ?? preparedPaths.storeIfNil(InteractionPaths(quadrature))
  }
}
