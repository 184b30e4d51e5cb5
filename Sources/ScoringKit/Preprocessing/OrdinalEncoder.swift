/// scikit-learn's `OrdinalEncoder`, fitted: a category becomes its place among its column's categories.
///
///     let grade = try OrdinalEncoder.Column(categories: [10, 20, .nan], encodedMissing: -1)
///     let encoder = try OrdinalEncoder(columns: [grade])  // 10 -> 0, 20 -> 1, NaN -> -1, 30 is refused
///
/// Source: scikit-learn 0.24 to 1.9, `sklearn/preprocessing/_encoders.py`.
public struct OrdinalEncoder: Transformer {
  /// What becomes of a value that is none of its column's categories; scikit-learn's `handle_unknown`.
  public enum Unknown: Sendable {
    /// It is refused (`"error"`).
    case refused
    /// It becomes this number, which may be NaN (`"use_encoded_value"`, `unknown_value`).
    case encoded(Double)
  }

  /// The columns that are encoded, one an input column.
  public let columns: [Column]
  /// What becomes of a value that is none of the categories.
  public let unknown: Unknown

  /// Puts the columns together.
  ///
  /// - Throws: ``ScoringError/Code/inconsistentDocument`` for no columns.
  public init(columns: [Column], unknown: Unknown = .refused) throws(ScoringError) {
    guard !columns.isEmpty else {
      throw ScoringError(.inconsistentDocument, "OrdinalEncoder has no columns")
    }
    self.columns = columns
    self.unknown = unknown
  }
}

extension OrdinalEncoder {
  /// One input column's categories.
  public struct Column: Sendable {
    /// The categories in scikit-learn's order: a number as it is, in a categorical column its
    /// code, a missing value as NaN.
    public let categories: [Double]
    /// Places of the categories that share one number, the last.
    public let infrequent: [Int]
    /// What a missing value becomes; nil for its place among the categories.
    public let encodedMissing: Double?

    let index: CategoryIndex
    /// What each category becomes.
    let codes: [Double]

    /// Makes a column of fitted attributes.
    ///
    /// - Parameters:
    ///   - categories: An element of scikit-learn's `categories_`: a number as it is, in a
    ///     categorical column (texts, `None`) its code in the ``FeatureSchema``, NaN as NaN.
    ///   - infrequent: The element of `_infrequent_indices`; none before scikit-learn 1.3.
    ///   - encodedMissing: scikit-learn's `encoded_missing_value` if NaN is a category (always NaN before
    ///     1.1); nil for its place among them. Without a missing category it means nothing. `None` is a
    ///     category like any other.
    /// - Throws: ``ScoringError/Code/inconsistentDocument`` for no categories, one given twice, a NaN that is
    ///   not the last, and places that do not exist.
    public init(
      categories: [Double], infrequent: [Int] = [], encodedMissing: Double? = .nan
    ) throws(ScoringError) {
      index = try CategoryIndex(categories, of: "OrdinalEncoder")
      let missingCode = index.missingPosition == nil ? nil : encodedMissing
      guard missingCode == nil || index.missingPosition == categories.count - 1 else {
        throw ScoringError(
          .inconsistentDocument, "OrdinalEncoder has a column whose missing category is not the last")
      }
      let groups = try CategoryGroups(
        categoryCount: categories.count - (missingCode == nil ? 0 : 1), infrequent: infrequent,
        of: "OrdinalEncoder")
      self.categories = categories
      self.infrequent = infrequent
      self.encodedMissing = encodedMissing
      codes = groups.numbers.map(Double.init) + (missingCode.map { [$0] } ?? [])
    }
  }
}

extension OrdinalEncoder {
  /// Columns a row must have.
  public var inputCount: Int { columns.count }
  /// As many as there are input columns.
  public var outputCount: Int { columns.count }

  /// Encodes rows; see ``Transformer/transform(_:into:)``.
  public func transform(_ input: Span<Double>, into output: inout MutableSpan<Double>) throws(ScoringError) {
    let rowCount = try requireRows(input, output: output)
    for row in 0..<rowCount {
      for (index, column) in columns.enumerated() {
        let value = input[row * inputCount + index]
        if let position = column.index.position(of: value) {
          output[row * inputCount + index] = column.codes[position]
        } else if case .encoded(let code) = unknown {
          output[row * inputCount + index] = code
        } else {
          throw column.index.refusal(of: value, row: row, column: index)
        }
      }
    }
  }

  /// The column itself.
  public func source(ofOutput index: Int) -> Int { index }

  /// The names as they are.
  public func outputNames(inputNames: [String]) throws(ScoringError) -> [String] {
    try requireNames(inputNames)
    return inputNames
  }
}
