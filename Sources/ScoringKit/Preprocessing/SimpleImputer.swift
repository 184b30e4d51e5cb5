/// scikit-learn's `SimpleImputer`, fitted: a missing value becomes its column's statistic.
///
/// A column whose statistic is NaN was missing in all of the training data; it is dropped unless such columns
/// are kept. Columns that say 1 where a value was missing and 0 elsewhere can follow (`add_indicator`).
///
///     let imputer = try SimpleImputer(statistics: [42, .nan, 3])
///     imputer.outputCount  // 2: the second column is dropped
///
/// Source: scikit-learn 0.24 to 1.9, `sklearn/impute/_base.py`.
public struct SimpleImputer: Transformer {
  /// scikit-learn's `statistics_`, one a column; in a categorical column the code of it.
  public let statistics: [Double]
  /// What is missing, one a column: NaN, or a number that stands for a missing value.
  public let missingValues: [Double]
  /// A second such value, one a column: the code of `None` where pandas' NA stands for all that is missing.
  public let alsoMissing: [Double?]
  /// Whether a column with a statistic of NaN is kept.
  public let keepsEmptyColumns: Bool
  /// Columns whose missing values are told in a column of their own, in order.
  public let indicatedColumns: [Int]

  /// The columns of a transformed row before the indicators.
  private let keptColumns: [Int]
  private let refusesMissing: Bool
  /// ``alsoMissing`` with NaN, which equals nothing, for none.
  private let secondMissing: [Double]

  /// Makes an imputer of fitted attributes.
  ///
  /// - Parameters:
  ///   - statistics: scikit-learn's `statistics_`, rounded to its `_fill_dtype` where it has one.
  ///   - missingValues: scikit-learn's `missing_values`, one a column because the code of a text or of `None`
  ///     differs from column to column; nil for NaN in all (also for pandas' `NA`).
  ///   - alsoMissing: With pandas' `NA`, the code of `None` in columns that have one; nil for none.
  ///   - keepsEmptyColumns: scikit-learn's `keep_empty_features`; before 1.8 also true for
  ///     `strategy="constant"`.
  ///   - indicatedColumns: The `features_` of scikit-learn's `indicator_`; none without `add_indicator`.
  /// - Throws: ``ScoringError/Code/inconsistentDocument`` for no statistics, another number of missing values
  ///   or an indicator of a column that does not exist; ``ScoringError/Code/numberOutOfRange`` for an
  ///   infinite statistic.
  public init(
    statistics: [Double], missingValues: [Double]? = nil, alsoMissing: [Double?]? = nil,
    keepsEmptyColumns: Bool = false, indicatedColumns: [Int] = []
  ) throws(ScoringError) {
    let missingValues = missingValues ?? statistics.map { _ in .nan }
    let alsoMissing = alsoMissing ?? statistics.map { _ in nil }
    guard !statistics.isEmpty, missingValues.count == statistics.count, alsoMissing.count == statistics.count
    else {
      throw ScoringError(
        .inconsistentDocument,
        "SimpleImputer has \(statistics.count) statistics and \(missingValues.count) missing values; "
          + "expected one of both a column")
    }
    for (column, statistic) in statistics.enumerated() where statistic.isInfinite {
      throw ScoringError(.numberOutOfRange, "SimpleImputer: the statistic of column \(column) is infinite")
    }
    for column in indicatedColumns where !statistics.indices.contains(column) {
      throw ScoringError(
        .inconsistentDocument,
        "SimpleImputer indicates column \(column), but has \(statistics.count) columns")
    }
    self.statistics = statistics
    self.missingValues = missingValues
    self.alsoMissing = alsoMissing
    secondMissing = alsoMissing.map { $0 ?? .nan }
    self.keepsEmptyColumns = keepsEmptyColumns
    self.indicatedColumns = indicatedColumns
    keptColumns = statistics.indices.filter { keepsEmptyColumns || !statistics[$0].isNaN }
    refusesMissing = missingValues.contains { !$0.isNaN }
  }
}

extension SimpleImputer {
  /// Columns a row must have.
  public var inputCount: Int { statistics.count }
  /// The kept columns and the indicators.
  public var outputCount: Int { keptColumns.count + indicatedColumns.count }

  /// Imputes rows; see ``Transformer/transform(_:into:)``.
  ///
  /// - Throws: Also ``ScoringError/Code/invalidValue`` for NaN in a column where a number stands for missing
  ///   values.
  public func transform(_ input: Span<Double>, into output: inout MutableSpan<Double>) throws(ScoringError) {
    let rowCount = try requireRows(input, output: output)
    for row in 0..<rowCount {
      let source = row * inputCount
      var target = row * outputCount
      if refusesMissing { try requireNumbers(input, row: row) }
      for column in keptColumns {
        let value = input[source + column]
        output[target] = isMissing(value, column) ? statistics[column] : value
        target += 1
      }
      for column in indicatedColumns {
        output[target] = isMissing(input[source + column], column) ? 1 : 0
        target += 1
      }
    }
  }

  private func isMissing(_ value: Double, _ column: Int) -> Bool {
    (missingValues[column].isNaN ? value.isNaN : value == missingValues[column])
      || value == secondMissing[column]
  }

  private func requireNumbers(_ input: Span<Double>, row: Int) throws(ScoringError) {
    for column in 0..<inputCount
    where input[row * inputCount + column].isNaN && !missingValues[column].isNaN {
      throw ScoringError(
        .invalidValue,
        "a value is missing, but the model's imputer expects another value to stand for missing ones",
        at: .row(row + 1, column: column + 1))
    }
  }

  /// Whether it is an imputed column, and no indicator.
  public func keepsValues(ofOutput index: Int) -> Bool { index < keptColumns.count }

  /// The imputed or indicated column.
  public func source(ofOutput index: Int) -> Int {
    index < keptColumns.count ? keptColumns[index] : indicatedColumns[index - keptColumns.count]
  }

  /// The names of the kept columns, then `missingindicator_` and the name of each indicated one.
  public func outputNames(inputNames: [String]) throws(ScoringError) -> [String] {
    try requireNames(inputNames)
    return keptColumns.map { inputNames[$0] } + indicatedColumns.map { "missingindicator_" + inputNames[$0] }
  }
}
