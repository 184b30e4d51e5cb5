/// One step of preprocessing in float32, as ONNX Runtime computes it: every value and every operation is rounded.
///
/// Source: `imputer.cc`, `scaler.cc` and `normalizer.cc` in `onnxruntime/core/providers/cpu/ml/` of ONNX Runtime.
public struct SinglePrecisionStep: Transformer {
  /// What a step computes; numbers are one a column, or one for all.
  public enum Operation: Hashable, Sendable {
    /// These numbers instead of a value; NaN stands for NaN.
    case impute([Float], replacing: Float)
    /// (x − offset) · factor.
    case scale(offsets: [Float], factors: [Float])
    /// x + number.
    case add([Float])
    /// x · number.
    case multiply([Float])
    /// x divided by the row's norm, if that is not 0.
    case normalize(Norm)
  }

  /// What a row is divided by.
  public enum Norm: Hashable, Sendable {
    /// The greatest value.
    case greatest
    /// The sum of the magnitudes.
    case absolute
    /// The root of the sum of the squares.
    case euclidean
  }

  /// What is computed.
  public let operation: Operation
  /// Columns a row must have.
  public let inputCount: Int

  /// Makes a step.
  ///
  /// - Throws: ``ScoringError/Code/inconsistentDocument`` for numbers that are neither one a column nor one alone.
  public init(_ operation: Operation, columnCount: Int) throws(ScoringError) {
    self.operation = operation
    inputCount = columnCount
    let count = operation.numberCount
    guard columnCount > 0, count == columnCount || count == 1 else {
      throw ScoringError(.inconsistentDocument, "a step of \(count) numbers for \(columnCount) columns")
    }
    if case .scale(let offsets, let factors) = operation, offsets.count != factors.count {
      throw ScoringError(.inconsistentDocument, "\(offsets.count) offsets and \(factors.count) factors")
    }
  }
}

extension SinglePrecisionStep.Operation {
  /// How many numbers it has; 1 where it needs none.
  public var numberCount: Int {
    switch self {
    case .impute(let numbers, _), .add(let numbers), .multiply(let numbers): numbers.count
    case .scale(_, let factors): factors.count
    case .normalize: 1
    }
  }
}

extension SinglePrecisionStep {
  /// As many as there are input columns.
  public var outputCount: Int { inputCount }

  /// It computes in float32 whatever it gets.
  public func adapted(to types: [ElementType]) -> AdaptedTransformer {
    AdaptedTransformer(self, all: .single)
  }

  /// The column itself.
  public func source(ofOutput index: Int) -> Int { index }

  /// The names as they are.
  public func outputNames(inputNames: [String]) throws(ScoringError) -> [String] {
    try requireNames(inputNames)
    return inputNames
  }

  /// Transforms rows; see ``Transformer/transform(_:into:)``.
  public func transform(_ input: Span<Double>, into output: inout MutableSpan<Double>) throws(ScoringError) {
    let rowCount = try requireRows(input, output: output)
    for row in 0..<rowCount {
      let start = row * inputCount
      if case .normalize(let norm) = operation {
        normalize(input, norm, from: start, into: &output)
      } else {
        for column in 0..<inputCount {
          output[start + column] = Double(value(Float(input[start + column]), column))
        }
      }
    }
  }

  private func value(_ x: Float, _ column: Int) -> Float {
    func number(_ numbers: [Float]) -> Float { numbers.count == 1 ? numbers[0] : numbers[column] }
    return switch operation {
    case .impute(let numbers, let replaced):
      x == replaced || (x.isNaN && replaced.isNaN) ? number(numbers) : x
    case .scale(let offsets, let factors): (x - number(offsets)) * number(factors)
    case .add(let numbers): x + number(numbers)
    case .multiply(let numbers): x * number(numbers)
    case .normalize: x
    }
  }

  private func normalize(
    _ input: Span<Double>, _ norm: Norm, from start: Int, into output: inout MutableSpan<Double>
  ) {
    var total: Float = norm == .greatest ? -.greatestFiniteMagnitude : 0
    for place in start..<start + inputCount {
      let x = Float(input[place])
      switch norm {
      case .greatest: if x > total { total = x }
      case .absolute: total += x.magnitude
      case .euclidean: total += x * x
      }
    }
    for place in start..<start + inputCount {
      let x = Float(input[place])
      let answer: Float =
        if total == 0 {
          x
        } else if norm == .euclidean {
          x < 0 ? -(x * x / total).squareRoot() : (x * x / total).squareRoot()
        } else {
          x / total
        }
      output[place] = Double(answer)
    }
  }
}
