internal import ScoringKit

/// `features_info`: the columns, and where each sends missing values.
struct CatBoostFeatures {
  /// A numeric feature.
  struct Numeric {
    /// Its thresholds, in the order in which the document numbers them.
    let borders: [Float]
    /// The number of its first border among those of all features, as `split_index` counts.
    let firstBorder: Int
    /// Whether a missing value fails every comparison and goes left.
    let sendsMissingLeft: Bool
  }

  /// The stored names; the column's number where there is none, as CatBoost calls it.
  private(set) var names: [String] = []
  private(set) var features: [Numeric] = []

  init(_ value: TapeValue) throws(ScoringError) {
    for (key, what) in Self.unsupported {
      guard let list = try value.member(key), list.entry.kind != .null, !list.isEmptyArray else { continue }
      throw list.refusal(
        .unsupportedFeature, "\(what) ('\(key)') are not supported; encode them as numbers before training")
    }
    let list = try value.required("float_features")
    var borderCount = 0
    let elements = try list.elements()
    try list.tape.budget.spend(columns: elements.count)
    for (index, element) in elements.enumerated() {
      try Self.requirePlace(index, of: element)
      let borders = try Self.borders(element)
      features.append(
        Numeric(
          borders: borders, firstBorder: borderCount, sendsMissingLeft: try Self.sendsMissingLeft(element)))
      borderCount += borders.count
      names.append(try Self.name(element) ?? "\(index)")
    }
    guard !names.isEmpty else { throw list.refusal(.inconsistentDocument, "a model needs a feature") }
  }

  private static let unsupported = [
    ("categorical_features", "categorical features"), ("text_features", "text features"),
    ("embedding_features", "embedding features"), ("ctrs", "counters of categories"),
  ]

  /// Numeric features alone are columns 0, 1, 2, …, and all of them are listed.
  private static func requirePlace(_ index: Int, of value: TapeValue) throws(ScoringError) {
    for key in ["feature_index", "flat_feature_index"] {
      let stated = try value.required(key)
      guard try stated.integer(in: 0...Int(Int32.max)) == index else {
        throw stated.refusal(
          .unsupportedFeature,
          "expected \(index): a model whose numeric features are not its columns in order is not supported")
      }
    }
  }

  private static func borders(_ value: TapeValue) throws(ScoringError) -> [Float] {
    guard let list = try value.member("borders"), list.entry.kind != .null else { return [] }
    return try list.doubles().map { Float($0) }
  }

  /// Without missing values in training CatBoost compares NaN as it is, and it is greater than no border.
  private static func sendsMissingLeft(_ value: TapeValue) throws(ScoringError) -> Bool {
    let treatment = try value.required("nan_value_treatment")
    let hasMissing = try value.required("has_nans").boolean()
    switch try treatment.string() {
    case "AsIs", "AsFalse": return true
    case "AsTrue": return !hasMissing
    case let other:
      throw treatment.refusal(
        .unsupportedFeature, "the treatment of missing values '\(other.prefix(60))' is not known")
    }
  }

  private static func name(_ value: TapeValue) throws(ScoringError) -> String? {
    for key in ["feature_name", "feature_id"] {
      if let name = try value.member(key)?.string(), !name.isEmpty { return name }
    }
    return nil
  }
}
