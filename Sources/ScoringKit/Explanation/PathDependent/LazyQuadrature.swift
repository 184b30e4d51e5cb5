/// What a model's explanations need, made for the first of them, whichever thread asks for it.
///
/// Most models that score are never asked for reasons, and what reasons need takes longer to make and more room than
/// all the rest of a model.
final class LazyQuadrature: Sendable {
  private let prepared = SharedPreparation<QuadratureForest>()
  private let preparedPaths = SharedPreparation<InteractionPaths>()

  /// The quadrature of the forest's players, the same one in every call.
  ///
  /// - Throws: ``ScoringError/Code/outOfMemory``, ``ScoringError/Code/cancelled``; nothing is kept then.
  func forest(
    of forest: Forest, _ players: Players, _ memory: ExplanationMemory, progress: BatchProgress?
  ) throws(ScoringError) -> QuadratureForest {
    try prepared.value(progress: progress) { () throws(ScoringError) in
      try QuadratureForest(forest, players, memory, progress: progress)
    }
  }

  /// What interactions need besides the quadrature; likewise.
  func paths(
    of quadrature: QuadratureForest, _ memory: ExplanationMemory, progress: BatchProgress?
  ) throws(ScoringError) -> InteractionPaths {
    try preparedPaths.value(progress: progress) { () throws(ScoringError) in
      try InteractionPaths(quadrature, memory, progress: progress)
    }
  }
}
