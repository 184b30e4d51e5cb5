/// The columns a model takes: their names in order, and what kind of value each holds.
public struct FeatureSchema: Hashable, Sendable {
  /// One column.
  public struct Feature: Hashable, Sendable {
    /// What a column holds.
    public enum Kind: Hashable, Sendable {
      /// A number.
      case numeric
      /// One of these values; the model sees its position. If another value is accepted, all such have the
      /// position behind the last, and the model's encoder says what becomes of them.
      case categorical([Category], acceptsUnknown: Bool = false)
    }

    /// The column's name.
    public let name: String
    /// What it holds.
    public let kind: Kind

    /// Describes a column.
    public init(name: String, kind: Kind = .numeric) {
      self.name = name
      self.kind = kind
    }
  }

  /// The columns, in the model's order.
  public let features: [Feature]

  /// Checks and keeps the columns.
  ///
  /// - Throws: ``ScoringError/Code/inconsistentDocument`` for no columns, a name or category that is empty or
  ///   given twice.
  public init(_ features: [Feature]) throws(ScoringError) {
    guard !features.isEmpty else {
      throw ScoringError(.inconsistentDocument, "a schema needs at least one feature")
    }
    var names: Set<String> = []
    for feature in features {
      guard !feature.name.isEmpty else {
        throw ScoringError(.inconsistentDocument, "a feature has an empty name")
      }
      guard names.insert(feature.name).inserted else {
        throw ScoringError(.inconsistentDocument, "two features are named '\(feature.name)'")
      }
      guard case .categorical(let categories, _) = feature.kind else { continue }
      guard !categories.isEmpty, Set(categories).count == categories.count else {
        throw ScoringError(
          .inconsistentDocument, "feature '\(feature.name)' has no categories, or one of them twice")
      }
    }
    self.features = features
  }

  /// Numeric columns named as the forest names them.
  ///
  /// A trained model may hold one name twice (two names that differ only by a space and `_`). Such a model
  /// can be given rows by position; binding by name refuses it.
  init(of forest: Forest) { features = forest.featureNames.map { Feature(name: $0) } }
}

extension FeatureSchema {
  /// The number that stands for a category: its position, or the number of categories for one that the schema does
  /// not list and the feature accepts.
  ///
  /// - Throws: ``ScoringError/Code/invalidArgument`` for a feature that is not categorical,
  ///   ``ScoringError/Code/invalidValue`` for a value the schema does not list where others are not accepted.
  public func code(of category: Category, feature index: Int) throws(ScoringError) -> Double {
    guard features.indices.contains(index),
      case .categorical(let categories, let acceptsUnknown) = features[index].kind
    else {
      throw ScoringError(.invalidArgument, "feature \(index) is not a categorical feature of this model")
    }
    let position = categories.firstIndex(of: category)
    guard let code = position ?? (acceptsUnknown ? categories.count : nil) else {
      throw ScoringError(
        .invalidValue,
        "feature '\(features[index].name)' has a category that the model's schema does not list "
          + "(\(categories.count) are known)")
    }
    return Double(code)
  }

  /// The feature of that name; a name that differs only by spaces against `_` is the same, as LightGBM stores
  /// it.
  ///
  /// - Throws: ``ScoringError/Code/columnMismatch`` for a name no feature has, or that could mean two.
  public func index(ofFeature name: String) throws(ScoringError) -> Int {
    let exact = features.indices.filter { features[$0].name == name }
    if exact.count == 1 { return exact[0] }
    let stored = Self.storedName(name)
    let alike = features.indices.filter { Self.storedName(features[$0].name) == stored }
    guard let index = alike.first else {
      throw ScoringError(.columnMismatch, "the model has no feature '\(name)'")
    }
    guard alike.count == 1 else {
      throw ScoringError(.columnMismatch, "'\(name)' could be any of \(alike.count) features of the model")
    }
    return index
  }

  /// A name as LightGBM writes it into a model: spaces become `_`.
  public static func storedName(_ name: String) -> String {
    String(decoding: name.utf8.map { $0 == UInt8(ascii: " ") ? UInt8(ascii: "_") : $0 }, as: UTF8.self)
  }

  /// A refusal at a raw column, with the column's name in front; any other as it is.
  package func naming(_ error: ScoringError) -> ScoringError {
    guard case .row(_, column: let column?) = error.location, features.indices.contains(column - 1) else {
      return error
    }
    return ScoringError(
      error.code, "feature '\(features[column - 1].name)': \(error.message)", at: error.location)
  }
}
