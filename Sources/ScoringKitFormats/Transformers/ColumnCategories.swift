internal import ScoringKit

/// What a pipeline's steps say of the raw columns' values: which of them get numbers, by which rows state them.
///
/// A column in which some step names a text or `None` is *coded*: all of its values are numbered, numbers too. In any
/// other column a number is itself. Which columns are coded is sure only when all steps are read; where one was taken
/// for the other, everything is read once more, knowing it.
final class ColumnCategories {
  private struct Column {
    var categories: [Category] = []
    var places: [Category: Int] = [:]
    /// Whether a text or `None` is one of the categories, or fills.
    var isNamed = false
    /// Whether a text or `None` stands for a missing value.
    var isMissing = false
    /// Whether a number was given as it is.
    var isPlain = false
    /// Whether something computes with its values.
    var isCalculated = false
    var isClosed = false
    var rule: CategoryRule?

    var isCoded: Bool { isNamed || isMissing && !isCalculated }
  }

  private var columns: [Int: Column] = [:]
  /// The coded columns, on the second reading.
  private let decided: Set<Int>?

  init(coded: Set<Int>? = nil) { decided = coded }

  /// Reads with a list of its own, and a second time if that shows too late which columns are coded.
  static func reading<Answer>(
    _ read: (ColumnCategories) throws(ScoringError) -> Answer
  ) throws(ScoringError) -> Answer {
    let first = ColumnCategories()
    do throws(ScoringError) {
      let answer = try read(first)
      if !first.tookOneForTheOther { return answer }
    } catch {
      if !first.tookOneForTheOther { throw error }
    }
    return try read(
      ColumnCategories(coded: Set(first.columns.keys.filter { first.columns[$0]?.isCoded == true })))
  }

  private var tookOneForTheOther: Bool {
    columns.values.contains { $0.isCoded ? $0.isPlain : $0.isMissing }
  }

  private func isCoded(_ column: Int) -> Bool {
    if let decided { return decided.contains(column) }
    return columns[column].map { $0.isNamed || $0.isMissing } ?? false
  }
}

extension ColumnCategories {
  /// Notes categories or fills of a raw column, before any of them is numbered.
  func name(_ labels: [ScikitLabel], column: Int) {
    if labels.contains(where: \.isCoded) { columns[column, default: Column()].isNamed = true }
  }

  /// The number of a category or fill in a raw column; a new one gets the next.
  func number(_ label: ScikitLabel, column: Int) -> Double {
    guard let category = label.category else { return .nan }
    if isCoded(column) { return code(of: category, column: column) }
    columns[column, default: Column()].isPlain = true
    return label.number
  }

  /// The number of what stands for a missing value. In a column that something computes with, no text can occur, and
  /// `None` is NaN.
  func number(ofMissing label: ScikitLabel, column: Int) -> Double {
    guard label.isCoded else { return number(label, column: column) }
    columns[column, default: Column()].isMissing = true
    if isCoded(column) { return number(label, column: column) }
    return label.category == Category.none ? .nan : .infinity
  }

  /// The number of `None` where a step takes it for missing beside NaN; nil in a column where it is NaN.
  func numberOfNone(column: Int) -> Double? {
    isCoded(column) ? code(of: .none, column: column) : nil
  }

  private func code(of category: Category, column: Int) -> Double {
    let key = (columns[column]?.rule ?? .values).key(of: category)
    if let place = columns[column]?.places[key] { return Double(place) }
    let place = columns[column, default: Column()].categories.count
    columns[column, default: Column()].categories.append(category)
    columns[column, default: Column()].places[key] = place
    return Double(place)
  }

  /// Numbers a model's own categories; false where they have other numbers already.
  func add(_ categories: [Int: [Category]], refusesUnknown: Bool, column: (Int) -> Int) -> Bool {
    for (place, known) in categories {
      let column = column(place)
      columns[column, default: Column()].isNamed = true
      if columns[column]?.rule == nil { columns[column]?.rule = .codes }
      for (number, category) in known.enumerated() {
        guard code(of: category, column: column) == Double(number) else { return false }
      }
      if refusesUnknown { close(column: column) }
    }
    return true
  }

  /// Says that a value the model does not name is refused in that raw column.
  func close(column: Int) { columns[column, default: Column()].isClosed = true }

  /// Says that a step tells `None` from NaN in that raw column.
  func tellNone(column: Int) { columns[column, default: Column()].rule = .objects }

  /// Says that something computes with the values of those raw columns.
  func calculate(_ raw: [Int]) {
    for column in raw { columns[column, default: Column()].isCalculated = true }
  }

  /// The raw columns, with their categories where they are coded.
  ///
  /// - Parameter rule: How values are compared where no step says.
  /// - Throws: ``ScoringError/Code/unsupportedFeature`` for a coded column that something computes with.
  func schema(names: [String], rule: CategoryRule) throws(ScoringError) -> FeatureSchema {
    var features: [FeatureSchema.Feature] = []
    for (index, name) in names.enumerated() {
      let column = columns[index] ?? Column()
      let isCoded = isCoded(index)
      guard !isCoded || !column.isCalculated else {
        throw ScoringError(
          .unsupportedFeature,
          "the column \(DocumentPath.quoted(key: name)) holds texts or None to one step and numbers to another, which are not "
            + "told apart here; give each a column of its own")
      }
      features.append(
        FeatureSchema.Feature(
          name: name,
          kind: isCoded ? .categorical(column.categories, acceptsUnknown: !column.isClosed) : .numeric,
          rule: column.rule ?? rule))
    }
    return FeatureSchema(unchecked: features)
  }
}

extension ScikitLabel {
  /// Whether no number can state it: a text, or `None`.
  var isCoded: Bool {
    switch self {
    case .text, .missing(isNone: true): true
    default: false
    }
  }

  /// Whether it is NaN or `None`.
  var isMissing: Bool { if case .missing = self { true } else { false } }

  /// The category it is; nil for NaN.
  var category: Category? {
    switch self {
    case .number(let value): .number(value)
    case .integer(let value): .number(Double(value))
    case .boolean(let value): .boolean(value)
    case .text(let text): .text(text)
    case .missing(isNone: true): Category.none
    case .missing(isNone: false): nil
    }
  }
}
