internal import Synchronization

/// What a model's explanations need, made for the first of them, whichever thread asks for it.
///
/// Most models that score are never asked for reasons, and what reasons need takes longer to make and more room than
/// all the rest of a model.
final class LazyQuadrature: Sendable {
  private let prepared = AtomicLazyReference<QuadratureForest>()
  private let preparedPaths = AtomicLazyReference<InteractionPaths>()
  private let isPreparing = Mutex(())

  /// The quadrature of the forest's players, the same ones in every call. Once they are prepared, a call takes no lock.
  func forest(of forest: Forest, _ players: Players) -> QuadratureForest {
    if let quadrature = prepared.load() { return quadrature }
    return isPreparing.withLock { _ in
      prepared.load() ?? prepared.storeIfNil(QuadratureForest(forest, players))
    }
  }

  /// What interactions need besides the quadrature; likewise.
  func paths(of quadrature: QuadratureForest) -> InteractionPaths {
    if let paths = preparedPaths.load() { return paths }
    return isPreparing.withLock { _ in
      preparedPaths.load() ?? preparedPaths.storeIfNil(InteractionPaths(quadrature))
    }
  }
}
