package import ScoringKit

/// What is stated of a bundle beside its model and scaler.
package struct BundleStatement: Sendable {
  /// The raw columns; nil for the model's own.
  package var features: FeatureSchema?
  /// The lender's rule; nil for none.
  package var policy: Policy?

  /// States what is given.
  package init(features: FeatureSchema? = nil, policy: Policy? = nil) {
    self.features = features
    self.policy = policy
  }

  /// Reads JSON texts, each written as the value of the bundle's key of its name.
  ///
  /// - Throws: As ``Bundle/read(_:limits:)``, with the path inside the text.
  package init(features: String?, policy: String?) throws(ScoringError) {
    self.features = try features.map { (text) throws(ScoringError) in
      try Self.read(text, of: "features", Bundle.schema)
    }
    self.policy = try policy.map { (text) throws(ScoringError) in
      try Self.read(text, of: "policy", Bundle.policy)
    }
  }

  fileprivate static func read<Value>(
    _ text: String, of key: String, _ value: (JSONValue) throws(ScoringError) -> Value
  ) throws(ScoringError) -> Value {
    do throws(ScoringError) {
      let bytes = Array(text.utf8)
      let budget = ReadBudget(ReadLimits(), byteCount: bytes.count)
      return try value(try JSONDocument.parse(bytes, budget: budget))
    } catch {
      throw ScoringError(error.code, "\(key): \(error.message)", at: error.location)
    }
  }
}

extension ConversionInput {
  /// Reads a scaler, written as the value of a bundle's key `scaler`, and the names of the columns that it was fitted
  /// on: a list of texts, nil where they are not known.
  ///
  /// - Throws: As ``Bundle/read(_:limits:)``, with the path inside the text.
  package init(scaler: String, features: String?) throws(ScoringError) {
    let names = try features.map { (text) throws(ScoringError) in
      try BundleStatement.read(text, of: "scaler_features") { (value) throws(ScoringError) in
        var names: [String] = []
        for name in try value.elements() { names.append(try name.string()) }
        return names
      }
    }
    self = .scaler(try BundleStatement.read(scaler, of: "scaler", Bundle.scaler), names: names)
  }
}
