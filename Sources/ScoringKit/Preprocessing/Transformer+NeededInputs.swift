// Which raw columns an answer depends on. scikit-learn's ColumnTransformer does not ask a table for a column that it
// drops (`_column_transformer.py`, `transform`: only the columns of `transformers_` that are not "drop" must be there);
// here that holds for every column that is dropped, at whichever step. A step that can refuse a value needs its column
// even if what it makes of it is dropped later: scikit-learn would refuse the row.

extension Transformer {
  /// All columns.
  public func neededInputs(for outputs: [Bool]) -> [Bool] { [Bool](repeating: true, count: inputCount) }

  /// The columns that the outputs are made of: what a step needs that looks at each column by itself and refuses no
  /// value.
  fileprivate func inputs(behind outputs: [Bool]) -> [Bool] {
    var isNeeded = [Bool](repeating: false, count: inputCount)
    for output in outputs.indices where outputs[output] { isNeeded[source(ofOutput: output)] = true }
    return isNeeded
  }
}

extension StandardScaler {
  /// The columns that the outputs are.
  public func neededInputs(for outputs: [Bool]) -> [Bool] { inputs(behind: outputs) }
}

extension MinMaxScaler {
  /// The columns that the outputs are.
  public func neededInputs(for outputs: [Bool]) -> [Bool] { inputs(behind: outputs) }
}

extension ZeroAsMissing {
  /// The columns that the outputs are.
  public func neededInputs(for outputs: [Bool]) -> [Bool] { inputs(behind: outputs) }
}

extension SinglePrecisionStep {
  /// The columns that the outputs are; all of them for a norm.
  public func neededInputs(for outputs: [Bool]) -> [Bool] {
    if case .normalize = operation { return [Bool](repeating: true, count: inputCount) }
    return inputs(behind: outputs)
  }
}

extension SimpleImputer {
  /// The kept and the indicated columns; and one in which NaN is refused.
  public func neededInputs(for outputs: [Bool]) -> [Bool] {
    let made = inputs(behind: outputs)
    let refuses = missingValues.contains { !$0.isNaN }
    return made.indices.map { made[$0] || (refuses && !missingValues[$0].isNaN) }
  }
}

extension OneHotEncoder {
  /// The columns that the outputs are made of; all of them where unknown categories are refused.
  public func neededInputs(for outputs: [Bool]) -> [Bool] {
    unknown == .refused ? [Bool](repeating: true, count: inputCount) : inputs(behind: outputs)
  }
}

extension OrdinalEncoder {
  /// The columns that the outputs are; all of them where unknown categories are refused.
  public func neededInputs(for outputs: [Bool]) -> [Bool] {
    if case .refused = unknown { return [Bool](repeating: true, count: inputCount) }
    return inputs(behind: outputs)
  }
}

extension ColumnTransformer {
  /// The columns that a part needs for its outputs.
  public func neededInputs(for outputs: [Bool]) -> [Bool] {
    var isNeeded = [Bool](repeating: false, count: inputCount)
    var first = 0
    for part in parts {
      let needed: [Bool]
      switch part.action {
      case .transform(let transformer):
        let own = Array(outputs[first..<first + transformer.outputCount])
        needed = transformer.neededInputs(for: own)
        first += transformer.outputCount
      case .passthrough:
        needed = Array(outputs[first..<first + part.columns.count])
        first += part.columns.count
      case .drop:
        continue
      }
      for (column, needsIt) in zip(part.columns, needed) where needsIt { isNeeded[column] = true }
    }
    return isNeeded
  }
}

extension Pipeline {
  /// The columns that the first step needs for what the others need.
  public func neededInputs(for outputs: [Bool]) -> [Bool] { Self.neededInputs(steps, for: outputs) }

  /// The columns that the first of some steps needs for what the others need.
  static func neededInputs(_ steps: [any Transformer], for outputs: [Bool]) -> [Bool] {
    steps.reversed().reduce(outputs) { needed, step in step.neededInputs(for: needed) }
  }
}
