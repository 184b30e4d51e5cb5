/// scikit-learn's `OneHotEncoder`, fitted: a column becomes one column a category, 1 where the value is that
/// category and 0 elsewhere.
///
/// A missing value is a category like any other if the encoder was trained on one (NaN among the categories).
///
///     let purpose = try OneHotEncoder.Column(categories: [0, 1, 2], labels: ["car", "house", "study"])
///     let encoder = try OneHotEncoder(columns: [purpose], unknown: .ignored)  // 1 -> 0 1 0, 3 -> 0 0 0
///
/// Source: scikit-learn 0.24 to 1.9, `sklearn/preprocessing/_encoders.py`.
public struct OneHotEncoder: Transformer {
  /// What becomes of a value that is none of its column's categories; scikit-learn's `handle_unknown`.
  public enum Unknown: Hashable, Sendable {
    /// It is refused (`"error"`).
    case refused
    /// All of its columns are 0 (`"ignore"`).
    case ignored
    /// It is one of the infrequent categories; in a column without such, all of its columns are 0
    /// (`"infrequent_if_exist"` and `"warn"`).
    case infrequent
  }

  /// The columns that are encoded, one an input column.
  public let columns: [Column]
  /// What becomes of a value that is none of the categories.
  public let unknown: Unknown
  /// The type of the encoded columns; scikit-learn's `dtype`.
  public let elementType: ElementType
  /// Columns of a transformed row.
  public let outputCount: Int

  private let sources: [Int]

  /// Puts the columns together.
  ///
  /// - Throws: ``ScoringError/Code/inconsistentDocument`` for no columns.
  public init(
    columns: [Column], unknown: Unknown = .refused, elementType: ElementType = .double
  ) throws(ScoringError) {
    guard !columns.isEmpty else {
      throw ScoringError(.inconsistentDocument, "OneHotEncoder has no columns")
    }
    self.columns = columns
    self.unknown = unknown
    self.elementType = elementType
    sources = columns.indices.flatMap { [Int](repeating: $0, count: columns[$0].width) }
    outputCount = sources.count
  }
}

extension OneHotEncoder {
  /// Columns a row must have.
  public var inputCount: Int { columns.count }

  /// Categories are compared exactly in every type; what comes out is of the encoder's own.
  public func adapted(to types: [ElementType]) -> AdaptedTransformer {
    AdaptedTransformer(self, all: elementType)
  }

  /// Encodes rows; see ``Transformer/transform(_:into:)``.
  public func transform(_ input: Span<Double>, into output: inout MutableSpan<Double>) throws(ScoringError) {
    let rowCount = try requireRows(input, output: output)
    for index in output.indices { output[index] = 0 }
    for row in 0..<rowCount {
      var first = row * outputCount
      for (index, column) in columns.enumerated() {
        let value = input[row * inputCount + index]
        if let position = column.index.position(of: value) {
          if let number = column.numbers[position] { output[first + number] = 1 }
        } else if unknown == .refused {
          throw column.index.refusal(of: value, row: row, column: index)
        } else if unknown == .infrequent, let number = column.infrequentNumber {
          output[first + number] = 1
        }
        first += column.width
      }
    }
  }

  /// The encoded column.
  public func source(ofOutput index: Int) -> Int { sources[index] }

  /// The name of the encoded column, `_` and the category's label.
  public func outputNames(inputNames: [String]) throws(ScoringError) -> [String] {
    try requireNames(inputNames)
    return zip(inputNames, columns).flatMap { name, column in column.outputLabels.map { "\(name)_\($0)" } }
  }
}
