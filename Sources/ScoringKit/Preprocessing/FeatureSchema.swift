/// The columns a model takes: their names in order, and what kind of value each holds.
public struct FeatureSchema: Sendable {
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
    /// How its values are compared with categories.
    public let rule: CategoryRule

    /// Describes a column.
    public init(name: String, kind: Kind = .numeric, rule: CategoryRule = .codes) {
      self.name = name
      self.kind = kind
      self.rule = rule
    }
  }

  /// The columns, in the model's order.
  public let features: [Feature]
  let index: FeatureIndex

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
    }
    self.init(unchecked: features)
    for (place, feature) in features.enumerated() {
      guard case .categorical(let categories, _) = feature.kind else { continue }
      guard !categories.isEmpty, index.categoryCount(feature: place) == categories.count else {
        throw ScoringError(
          .inconsistentDocument, "feature '\(feature.name)' has no categories, or one of them twice")
      }
    }
  }

  /// Keeps columns as a trained model has them.
  ///
  /// Such a model may hold one name twice (two names that differ only by a space and `_`). It can be given rows by
  /// position; binding by name refuses it.
  package init(unchecked features: [Feature]) {
    self.features = features
    index = FeatureIndex(features)
  }
}

extension FeatureSchema: Hashable {
  /// Whether the columns are the same.
  public static func == (left: FeatureSchema, right: FeatureSchema) -> Bool {
    left.features == right.features
  }

  /// Feeds the columns to a hasher.
  public func hash(into hasher: inout Hasher) { hasher.combine(features) }
}

extension FeatureSchema {
  /// The feature of that name; a name that differs only by spaces against `_` is the same, as LightGBM stores
  /// it.
  ///
  /// - Throws: ``ScoringError/Code/columnMismatch`` for a name no feature has, or that could mean two.
  public func index(ofFeature name: String) throws(ScoringError) -> Int {
    let exact = self.index.features(named: name)
    if exact.count == 1 { return exact[0] }
    let alike = self.index.features(storedAs: Self.storedName(name))
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
