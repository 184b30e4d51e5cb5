/// The margins of rows.
struct MarginQuestion: RowQuestion {
  func width(for model: ScoringModel) -> Int { model.forest.outputCount }

  func write<Scalar: RowScalar>(
    for model: ScoringModel, of elements: Span<Scalar>, layout: RowLayout,
    into numbers: inout MutableSpan<Double>
  ) throws(ScoringError) {
    try model.evaluator.writeMargins(of: elements, layout: layout, into: &numbers)
  }
}

/// The predictions of rows.
struct PredictionQuestion: RowQuestion {
  func width(for model: ScoringModel) -> Int { model.forest.predictionCount }

  func write<Scalar: RowScalar>(
    for model: ScoringModel, of elements: Span<Scalar>, layout: RowLayout,
    into numbers: inout MutableSpan<Double>
  ) throws(ScoringError) {
    try model.evaluator.writePredictions(of: elements, layout: layout, into: &numbers)
  }
}

/// The leaf that each row reaches in each tree.
struct LeafQuestion: RowQuestion {
  func width(for model: ScoringModel) -> Int { model.forest.trees.count }

  func write<Scalar: RowScalar>(
    for model: ScoringModel, of elements: Span<Scalar>, layout: RowLayout,
    into numbers: inout MutableSpan<Int32>
  ) throws(ScoringError) {
    try model.evaluator.writeLeafIndices(of: elements, layout: layout, into: &numbers)
  }
}

/// The rows as the model sees them.
struct TransformedRowQuestion: RowQuestion {
  func width(for model: ScoringModel) -> Int { model.transformedCount }

  func write<Scalar: RowScalar>(
    for model: ScoringModel, of elements: Span<Scalar>, layout: RowLayout,
    into numbers: inout MutableSpan<Double>
  ) {
    layout.forEachElement { source, target, _ in numbers[target] = elements[source].asDouble }
  }
}
