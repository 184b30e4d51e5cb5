/// scikit-learn's `ColumnTransformer`, fitted: each part transforms columns of its own choice, and the
/// answers stand side by side in the parts' order, the remaining columns behind them.
///
///     let numbers = ColumnTransformer.Part(name: "num", columns: [0, 2], action: .transform(scaler))
///     let transformer = try ColumnTransformer(inputCount: 3, parts: [numbers], remainder: .passthrough)
///
/// Source: scikit-learn 0.24 to 1.9, `sklearn/compose/_column_transformer.py`.
public struct ColumnTransformer: Transformer {
  /// What becomes of a part's columns.
  public enum Action: Sendable {
    /// They are transformed; a ``Pipeline`` is a transformer too.
    case transform(any Transformer)
    /// They stay as they are.
    case passthrough
    /// They are left out.
    case drop
  }

  /// Some columns and what becomes of them.
  public struct Part: Sendable {
    /// The part's name, which is put before the names of its columns.
    public let name: String
    /// The columns, in the order in which the action takes them.
    ///
    /// A column may be in several parts; a part without columns does nothing.
    public let columns: [Int]
    /// What becomes of them.
    public let action: Action

    /// Describes a part.
    public init(name: String, columns: [Int], action: Action) {
      self.name = name
      self.columns = columns
      self.action = action
    }
  }

  /// Columns a row must have.
  public let inputCount: Int
  /// Columns of a transformed row.
  public let outputCount: Int
  /// The parts that leave a column, in the order of their output; the remaining columns are the last part.
  public let parts: [Part]
  /// Whether a column's name gets its part's before it (`verbose_feature_names_out`).
  public let prefixesNames: Bool

  private let sources: [Int]
  private let keepsValues: [Bool]

  /// Checks and puts the parts together.
  ///
  /// - Parameters:
  ///   - inputCount: Columns a row must have (`n_features_in_`).
  ///   - parts: scikit-learn's `transformers_`, with or without its `remainder` entry.
  ///   - remainder: What becomes of the columns that no part names, in their order. A column of a part that
  ///     drops it is not among them. (Where `transformers_` has its `remainder` entry, none are left.)
  ///   - prefixesNames: scikit-learn's `verbose_feature_names_out`.
  /// - Throws: ``ScoringError/Code/inconsistentDocument`` for no columns, a column that does not exist, and a
  ///   transformer that takes another number of columns than its part has.
  public init(
    inputCount: Int, parts: [Part], remainder: Action = .drop, prefixesNames: Bool = true
  ) throws(ScoringError) {
    guard inputCount > 0 else {
      throw ScoringError(.inconsistentDocument, "ColumnTransformer has no columns")
    }
    var isNamed = [Bool](repeating: false, count: inputCount)
    for part in parts {
      for column in part.columns {
        guard isNamed.indices.contains(column) else {
          throw ScoringError(
            .inconsistentDocument,
            "ColumnTransformer: part '\(part.name)' takes column \(column) of \(inputCount)")
        }
        isNamed[column] = true
      }
    }
    let rest = Part(
      name: "remainder", columns: isNamed.indices.filter { !isNamed[$0] }, action: remainder)
    self.inputCount = inputCount
    self.prefixesNames = prefixesNames
    self.parts = (parts + [rest]).filter { !$0.columns.isEmpty && !$0.isDropped }
    var sources: [Int] = []
    for part in self.parts { sources += try part.sources() }
    self.sources = sources
    keepsValues = self.parts.flatMap(\.keepsValues)
    outputCount = sources.count
  }
}

extension ColumnTransformer.Part {
  fileprivate var isDropped: Bool {
    if case .drop = action { return true }
    return false
  }

  fileprivate var outputCount: Int {
    switch action {
    case .transform(let transformer): transformer.outputCount
    case .passthrough: columns.count
    case .drop: 0
    }
  }

  /// The whole row's column that each of the part's output columns is made of.
  fileprivate func sources() throws(ScoringError) -> [Int] {
    guard case .transform(let transformer) = action else { return columns }
    guard transformer.inputCount == columns.count else {
      throw ScoringError(
        .inconsistentDocument,
        "ColumnTransformer: part '\(name)' has \(columns.count) columns, its transformer takes "
          + "\(transformer.inputCount)")
    }
    return try transformer.checkedSources().map { columns[$0] }
  }

  /// Whether each of the part's output columns holds its source's own values.
  fileprivate var keepsValues: [Bool] {
    guard case .transform(let transformer) = action else { return columns.map { _ in true } }
    return (0..<transformer.outputCount).map { transformer.keepsValues(ofOutput: $0) }
  }

  /// Gathers the part's columns of some rows.
  fileprivate func gather(_ input: Span<Double>, rowCount: Int, width: Int) -> [Double] {
    var gathered: [Double] = []
    gathered.reserveCapacity(rowCount * columns.count)
    for row in 0..<rowCount {
      for column in columns { gathered.append(input[row * width + column]) }
    }
    return gathered
  }

  /// Applies the action to the gathered columns.
  fileprivate func apply(to gathered: consuming [Double], rowCount: Int) throws(ScoringError) -> [Double] {
    guard case .transform(let transformer) = action else { return gathered }
    var answer = [Double](repeating: 0, count: rowCount * outputCount)
    var span = answer.mutableSpan
    do throws(ScoringError) {
      try transformer.transform(gathered.span, into: &span)
    } catch {
      throw error.relocated { columns.indices.contains($0) ? columns[$0] : nil }
    }
    return answer
  }
}

extension ColumnTransformer {
  /// Transforms rows; see ``Transformer/transform(_:into:)``.
  public func transform(_ input: Span<Double>, into output: inout MutableSpan<Double>) throws(ScoringError) {
    let rowCount = try requireRows(input, output: output)
    var first = 0
    for part in parts {
      let width = part.outputCount
      let gathered = part.gather(input, rowCount: rowCount, width: inputCount)
      let answer = try part.apply(to: gathered, rowCount: rowCount)
      for row in 0..<rowCount {
        for column in 0..<width { output[row * outputCount + first + column] = answer[row * width + column] }
      }
      first += width
    }
  }

  /// The column of the whole row that the part's transformer made the output column of.
  public func source(ofOutput index: Int) -> Int { sources[index] }

  /// Whether the part passes its columns on.
  public func keepsValues(ofOutput index: Int) -> Bool { keepsValues[index] }

  /// The parts' names of their columns, with the parts' names and `__` before them unless scikit-learn was
  /// told not to.
  public func outputNames(inputNames: [String]) throws(ScoringError) -> [String] {
    try requireNames(inputNames)
    var names: [String] = []
    for part in parts {
      var own = part.columns.map { inputNames[$0] }
      if case .transform(let transformer) = part.action { own = try transformer.outputNames(inputNames: own) }
      names += prefixesNames ? own.map { "\(part.name)__\($0)" } : own
    }
    return names
  }
}
