internal import ScoringKit

/// The release of scikit-learn that a pickled estimator was trained with, and the rules that changed between releases.
///
/// A model answers as its own release does, not as a later one would after loading it.
struct ScikitVersion {
  /// As the pickle states it, such as `1.5.2`.
  let text: String
  private let major: Int
  private let minor: Int

  /// Reads an estimator's `_sklearn_version`.
  ///
  /// - Throws: ``ScoringError/Code/unsupportedVersion`` for none, and for one whose rules are not known.
  init(of estimator: PickleValue) throws(ScoringError) {
    guard let value = try estimator.attributeIfPresent("_sklearn_version") else {
      throw estimator.refusal(
        .unsupportedVersion,
        "\(estimator.described) does not say which scikit-learn wrote it; fit and save it with 0.24 to 1.9")
    }
    self = try ScikitVersion(stated: value)
    guard isAtLeast(0, 24), !isAtLeast(1, 10) else {
      throw value.refusal(
        .unsupportedVersion,
        "scikit-learn \(DocumentPath.quoted(key: text)) is none of the releases whose rules are known, 0.24 to 1.9"
      )
    }
  }

  /// Reads a version's text.
  private init(stated value: PickleValue) throws(ScoringError) {
    text = try value.string()
    let parts = text.split(separator: ".")
    guard parts.count >= 2, let major = Int(parts[0]), let minor = Int(parts[1].prefix { $0.isNumber }) else {
      throw value.refusal(.malformedDocument, "the version of scikit-learn is no version number")
    }
    self.major = major
    self.minor = minor
  }

  private func isAtLeast(_ major: Int, _ minor: Int) -> Bool { (self.major, self.minor) >= (major, minor) }

  /// Whether a classification tree's leaves hold fractions of the classes, not weighted counts.
  var storesLeafFractions: Bool { isAtLeast(1, 4) }
  /// Whether a single tree can take missing values.
  var treesTakeMissing: Bool { isAtLeast(1, 3) }
  /// Whether a forest can.
  var forestsTakeMissing: Bool { isAtLeast(1, 4) }
  /// Whether monotonic constraints prevent that.
  var constraintsPreventMissing: Bool { !isAtLeast(1, 9) }
  /// Whether trees with random thresholds can take missing values.
  var randomSplitsTakeMissing: Bool { isAtLeast(1, 6) }
  /// Whether trees of every criterion can.
  var allCriteriaTakeMissing: Bool { isAtLeast(1, 9) }
  /// Whether `newton-cholesky` with `multi_class="auto"` fits one model a class.
  var newtonCholeskyIsOneVersusRest: Bool { !isAtLeast(1, 6) }
  /// Whether gradient boosting turns its prior into margins by the link of its loss, not by a formula of its own.
  var linksPriorByLoss: Bool { isAtLeast(1, 4) }
  /// Whether the SciPy of its time computes the logit of probabilities around 0.5 by another formula (SciPy 1.15).
  var hasCentredLogit: Bool { isAtLeast(1, 6) }
  /// How far gradient boosting keeps its prior from 0 and 1.
  var priorMargin: Double { isAtLeast(1, 8) ? Double.ulpOfOne : Double(Float.ulpOfOne) }
  /// Whether a `StandardScaler` rounds its mean and scale to float32 for float32 rows; asked of every release, as a
  /// scaler's other rules are the same in all.
  static func roundsScalerAttributes(of scaler: PickleValue) throws(ScoringError) -> Bool {
    guard let value = try scaler.attributeIfPresent("_sklearn_version") else { return false }
    return try ScikitVersion(stated: value).isAtLeast(1, 8)
  }
  /// Whether a `SimpleImputer` with a constant keeps columns in which all values were missing.
  var constantKeepsEmptyColumns: Bool { !isAtLeast(1, 8) }
}
