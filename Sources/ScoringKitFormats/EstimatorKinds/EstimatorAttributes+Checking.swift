internal import ScoringKit

extension PickleValue {
  /// Refuses an estimator that is not fitted, and one with an attribute that would change its answers and is not
  /// honoured; does nothing for a class without a row in the table.
  ///
  /// An attribute that the table does not know is a newer release's, and refused by name; where the release is one
  /// whose attributes are all known, it is the user's own, which scikit-learn never looks at, unless it is a
  /// function that may stand in a method's place.
  func requireKnownAttributes() throws(ScoringError) {
    guard let className, let known = EstimatorAttributes.of(className: className) else { return }
    if let learned = known.learned {
      guard let value = try attributeIfPresent(learned), !value.isNone else { throw unfitted }
    }
    let hasKnownRelease = try hasKnownRelease()
    let parameters = try attributeIfPresent("_other_params")
    for name in try attributeNames() {
      switch known[name] {
      case .read, .unused: continue
      case .fixed(let expected): try require(name, expected)
      case nil:
        // A parameter of LightGBM's own that its wrapper was given.
        if let parameters, try Self.isKnown(name, among: parameters) { continue }
        try requireOwn(name, hasKnownRelease: hasKnownRelease)
      }
    }
  }

  private static func isKnown(_ name: String, among parameters: PickleValue) throws(ScoringError) -> Bool {
    if try parameters.memberIfPresent(name) != nil { return true }
    guard name.hasPrefix("_") else { return false }
    return try parameters.memberIfPresent(String(name.dropFirst())) != nil
  }

  private func require(_ name: String, _ expected: Bool) throws(ScoringError) {
    let value = try attribute(name)
    if value.kind == .boolean || value.kind == .scalar, try value.boolean() == expected { return }
    throw value.refusal(
      .unsupportedFeature,
      "\(described) has another \(name) than where nobody sets it, which is not supported; leave it out, or apply "
        + "the step yourself and save what follows it")
  }

  private func requireOwn(_ name: String, hasKnownRelease: Bool) throws(ScoringError) {
    let value = try attribute(name)
    guard !hasKnownRelease || value.mayBeCalled else { return }
    throw value.refusal(
      .unsupportedFeature,
      "\(described) has the attribute \(DocumentPath.quoted(key: String(name.prefix(60)))), which is not known and may change "
        + "its answers; if it is your own, remove it before saving, else save with an older release")
  }

  /// Whether every attribute of the release that wrote this is in the table. LightGBM does not say which it is, and
  /// XGBoost's is checked where its model is read.
  private func hasKnownRelease() throws(ScoringError) -> Bool {
    switch estimatorKind {
    case .lightGBM: return false
    case .xgBoost: return true
    default: break
    }
    guard try attributeIfPresent("_sklearn_version") != nil else { return true }
    return (try? ScikitVersion(of: self)) != nil
  }

  /// Whether this is a function or class, or was made by something that is not plainly a class.
  private var mayBeCalled: Bool {
    switch kind {
    case .global: return true
    case .object:
      guard let name = shortClassName else { return true }
      return name.drop { $0 == "_" }.first?.isUppercase != true || name == "MethodType"
    default: return false
    }
  }

  /// Why an estimator is refused that was never fitted.
  var unfitted: ScoringError {
    refusal(
      .unsupportedFeature, "\(described) is not fitted, so that it holds nothing to score with; fit it first")
  }
}
