/// Transformers applied one after the other: from raw rows to the rows the model was trained on.
///
///     let pipeline = try Pipeline([imputer, scaler])
///     let model = try ScoringModel(schema: schema, pipeline: pipeline, forest: forest, policy: nil)
///
/// A pipeline is a transformer too, so that a ``ColumnTransformer`` can hold one. `Float` rows are scikit-learn's
/// float32 arrays: they are transformed as it transforms those, `Double` rows as float64.
public struct Pipeline: Transformer {
  /// The transformers, in order; at least one.
  public let steps: [any Transformer]
  /// Columns a row must have.
  public let inputCount: Int
  /// Columns of a transformed row.
  public let outputCount: Int
  /// Input columns that no step needs: a row may hold anything there, and a table need not have them.
  public let unusedInputs: Set<Int>

  /// For each step the pipeline's column behind each of its input columns, then the same for the last's
  /// outputs.
  private let sources: [[Int]]
  /// The steps as they compute on the rows that ``transform(_:into:)`` gets.
  private var adaptedSteps: [any Transformer]
  /// The steps as they compute on float32 rows.
  private let singleSteps: [any Transformer]

  /// Checks that the steps fit each other.
  ///
  /// - Throws: ``ScoringError/Code/inconsistentDocument`` for no steps, a step without columns, and a step
  ///   that takes another number of columns than the one before it gives.
  public init(_ steps: [any Transformer]) throws(ScoringError) {
    guard let first = steps.first else {
      throw ScoringError(.inconsistentDocument, "a pipeline needs at least one step")
    }
    guard first.inputCount > 0 else {
      throw ScoringError(.inconsistentDocument, "the pipeline's first step takes no columns")
    }
    var sources = [Array(0..<first.inputCount)]
    for (index, step) in steps.enumerated() {
      let before = sources[index]
      guard step.inputCount == before.count, step.inputCount > 0 else {
        throw ScoringError(
          .inconsistentDocument,
          "step \(index + 1) of the pipeline takes \(step.inputCount) columns, but gets \(before.count)"
        )
      }
      sources.append(try step.checkedSources().map { before[$0] })
    }
    self.steps = steps
    self.sources = sources
    inputCount = first.inputCount
    outputCount = sources[steps.count].count
    adaptedSteps = Self.adapted(steps, to: Array(repeating: .double, count: inputCount)).steps
    singleSteps = Self.adapted(steps, to: Array(repeating: .single, count: inputCount)).steps
    let needed = Self.neededInputs(steps, for: [Bool](repeating: true, count: outputCount))
    unusedInputs = Set(needed.indices.filter { !needed[$0] })
  }

  /// Each step as it computes on what the one before it gives, and the types of the last one's columns.
  private static func adapted(
    _ steps: [any Transformer], to types: [ElementType]
  ) -> (steps: [any Transformer], types: [ElementType]) {
    var types = types
    var adapted: [any Transformer] = []
    for step in steps {
      let step = step.adapted(to: types)
      adapted.append(step.transformer)
      types = step.outputTypes
    }
    return (adapted, types)
  }

  /// The pipeline with its steps as they compute on columns of these types.
  public func adapted(to types: [ElementType]) -> AdaptedTransformer {
    let adapted = Self.adapted(steps, to: types)
    var pipeline = self
    pipeline.adaptedSteps = adapted.steps
    return AdaptedTransformer(pipeline, outputTypes: adapted.types)
  }
}

extension Pipeline {
  /// Applies the steps to rows; see ``Transformer/transform(_:into:)``.
  public func transform(_ input: Span<Double>, into output: inout MutableSpan<Double>) throws(ScoringError) {
    try transform(input, through: adaptedSteps, into: &output)
  }

  /// Applies the steps as they compute on rows of that scalar.
  func transform<Scalar: RowScalar>(
    _ input: Span<Double>, of scalar: Scalar.Type, into output: inout MutableSpan<Double>
  ) throws(ScoringError) {
    try transform(input, through: scalar == Float.self ? singleSteps : adaptedSteps, into: &output)
  }

  private func transform(
    _ input: Span<Double>, through steps: [any Transformer], into output: inout MutableSpan<Double>
  ) throws(ScoringError) {
    let rowCount = try requireRows(input, output: output)
    guard steps.count > 1 else { return try apply(steps, 0, to: input, into: &output) }
    var rows = [Double](repeating: 0, count: rowCount * steps[0].outputCount)
    var span = rows.mutableSpan
    try apply(steps, 0, to: input, into: &span)
    for index in steps.indices.dropFirst().dropLast() {
      var next = [Double](repeating: 0, count: rowCount * steps[index].outputCount)
      var span = next.mutableSpan
      try apply(steps, index, to: rows.span, into: &span)
      rows = next
    }
    try apply(steps, steps.count - 1, to: rows.span, into: &output)
  }

  /// Applies one step; what it refuses is at the pipeline's own column.
  private func apply(
    _ steps: [any Transformer], _ index: Int, to input: Span<Double>, into output: inout MutableSpan<Double>
  ) throws(ScoringError) {
    do throws(ScoringError) {
      try steps[index].transform(input, into: &output)
    } catch {
      throw error.relocated { sources[index].indices.contains($0) ? sources[index][$0] : nil }
    }
  }

  /// The raw column that a transformed one is made of.
  public func source(ofOutput index: Int) -> Int { sources[steps.count][index] }

  /// Whether every step keeps them.
  public func keepsValues(ofOutput index: Int) -> Bool {
    var place = index
    for step in steps.reversed() {
      guard step.keepsValues(ofOutput: place) else { return false }
      place = step.source(ofOutput: place)
    }
    return true
  }

  /// The names that the last step gives its columns.
  public func outputNames(inputNames: [String]) throws(ScoringError) -> [String] {
    var names = inputNames
    for step in steps { names = try step.outputNames(inputNames: names) }
    return names
  }
}

extension Transformer {
  /// The source of each output column; refuses one that does not exist.
  func checkedSources() throws(ScoringError) -> [Int] {
    let sources = (0..<outputCount).map { source(ofOutput: $0) }
    guard sources.allSatisfy((0..<inputCount).contains) else {
      throw ScoringError(.inconsistentDocument, "a transformer has an output column without an input column")
    }
    return sources
  }
}
