/// The type in which NumPy holds numbers, as far as it decides where scikit-learn's arithmetic rounds.
///
/// Rows are handed from step to step as doubles whatever their type: one of float32 then holds float32 values.
public enum ElementType: Hashable, Sendable {
  /// float64, integers of 32 and 64 bits, Python's objects: what scikit-learn calculates with as float64.
  case double
  /// float32, which scikit-learn keeps and rounds every result to.
  case single
  /// Booleans and integers of 8 and 16 bits: float64 alone, but float32 in one array with float32.
  case small

  /// The type of one array of such columns (`numpy.result_type`).
  static func common(_ types: [ElementType]) -> ElementType {
    if types.contains(.double) { return .double }
    return types.contains(.single) ? .single : .small
  }

  /// Whether a scaler calculates with an array of such columns in float32; in all other types but float64 it makes it
  /// float64 first.
  ///
  /// Source: `check_array(dtype=FLOAT_DTYPES)` in scikit-learn 0.24 to 1.9, `sklearn/utils/validation.py`.
  static func isSingle(_ types: [ElementType]) -> Bool { common(types) == .single }
}

/// A step that computes on columns of given types, and the types of those it makes of them.
public struct AdaptedTransformer: Sendable {
  /// The step.
  public let transformer: any Transformer
  /// The type of each of its output columns.
  public let outputTypes: [ElementType]

  /// Puts both together.
  public init(_ transformer: any Transformer, outputTypes: [ElementType]) {
    self.transformer = transformer
    self.outputTypes = outputTypes
  }

  /// A step whose outputs are all of one type.
  init(_ transformer: any Transformer, all type: ElementType) {
    self.init(transformer, outputTypes: Array(repeating: type, count: transformer.outputCount))
  }
}
