/// Finds a number among an encoder's categories.
///
/// Numbers are compared as scikit-learn compares them: −0 is 0, and NaN, the missing value, is found where it
/// is one of the categories.
struct CategoryIndex: Sendable {
  /// Categories, NaN included.
  let count: Int
  /// NaN's place among the categories; nil where a missing value is none of them.
  let missingPosition: Int?
  /// The categories but NaN, ascending.
  private let values: [Double]
  /// The place of each of ``values`` among the categories.
  private let positions: [Int]
  /// Whether category c is the number c, as texts' codes mostly are.
  private let isIdentity: Bool

  /// Checks and sorts the categories.
  ///
  /// - Throws: ``ScoringError/Code/inconsistentDocument`` for none and for one given twice.
  init(_ categories: [Double], of encoder: StaticString) throws(ScoringError) {
    guard !categories.isEmpty else {
      throw ScoringError(.inconsistentDocument, "\(encoder) has a column without categories")
    }
    let missing = categories.indices.filter { categories[$0].isNaN }
    guard missing.count <= 1 else {
      throw ScoringError(.inconsistentDocument, "\(encoder) has a column with NaN given twice as a category")
    }
    let positions = categories.indices.filter { !categories[$0].isNaN }
      .sorted { categories[$0] < categories[$1] }
    let values = positions.map { categories[$0] }
    for place in values.indices.dropFirst() where values[place] == values[place - 1] {
      throw ScoringError(.inconsistentDocument, "\(encoder) has a column with a category given twice")
    }
    self.positions = positions
    self.values = values
    count = categories.count
    missingPosition = missing.first
    isIdentity = values.indices.allSatisfy { values[$0] == Double($0) && positions[$0] == $0 }
  }

  /// The place of a number among the categories; nil for one that is not among them.
  func position(of value: Double) -> Int? {
    if value.isNaN { return missingPosition }
    if isIdentity {
      guard let code = Int(exactly: value), values.indices.contains(code) else { return nil }
      return code
    }
    var range = 0..<values.count
    while let middle = range.isEmpty ? nil : (range.lowerBound + range.upperBound) / 2 {
      if values[middle] == value { return positions[middle] }
      range = values[middle] < value ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    return nil
  }

  /// Why a value that is none of the categories is refused, at its row and column (both from 0).
  func refusal(of value: Double, row: Int, column: Int) -> ScoringError {
    ScoringError(
      .invalidValue,
      value.isNaN
        ? "a value is missing, and the model's encoder was trained without missing values"
        : "the value is none of the \(count) categories that the model's encoder knows",
      at: .row(row + 1, column: column + 1))
  }
}
