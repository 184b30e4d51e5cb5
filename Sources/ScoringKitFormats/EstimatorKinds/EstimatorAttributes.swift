internal import ScoringKit

/// What is known of the attributes that a pickled estimator of one class may have: which of them this library reads,
/// and which no prediction depends on.
///
/// The list is that of every release; `Tests/Compatibility/estimator_attributes.py` draws it from the trainers
/// themselves, and a test compares it with the table.
struct EstimatorAttributes: Sendable {
  /// What becomes of an attribute.
  enum Verdict: Sendable {
    /// It is read, or what it stands for is read in its fitted form and checked.
    case read
    /// No prediction depends on it: it says how to fit, or what fitting has shown.
    case unused
    /// It is a truth, honoured only as it stands where nobody has set it.
    case fixed(Bool)
  }

  /// What fitting leaves, and nothing else does; nil where nothing does.
  let learned: String?
  private let verdicts: [String: Verdict]

  /// Makes a row of the table.
  ///
  /// - Parameters:
  ///   - learned: What fitting leaves, and nothing else does.
  ///   - read: Names, a blank between two.
  ///   - unused: Names likewise; lists of several classes may be joined.
  ///   - fixed: Parameters that are refused by name unless they have this value, which nobody has to set.
  init(learned: String? = nil, read: String, unused: [String] = [], fixed: [String: Bool] = [:]) {
    self.learned = learned
    var verdicts = fixed.mapValues(Verdict.fixed)
    for name in (unused + [Self.common]).flatMap({ $0.split(separator: " ") }) {
      verdicts[String(name)] = .unused
    }
    for name in read.split(separator: " ") { verdicts[String(name)] = .read }
    self.verdicts = verdicts
  }

  /// The verdict on an attribute; nil for one that no release has.
  subscript(name: String) -> Verdict? { verdicts[name] }

  /// The table's row of a class, such as `sklearn.StandardScaler`; nil for one without.
  static func of(className: String) -> EstimatorAttributes? {
    guard className.utf8.count <= PickleValue.nameLimit else { return nil }
    let parts = className.split(separator: ".")
    guard let library = parts.first, let name = parts.last else { return nil }
    return table["\(library).\(name)"]
  }

  private static let table = scikitLearnModels.merging(scikitLearnTransformers) { row, _ in row }
    .merging(otherLibraries) { row, _ in row }

  /// What every estimator may have: its columns, its release, and settings of scikit-learn's own for containers,
  /// routing and callbacks.
  private static let common =
    "_sklearn_version n_features_in_ feature_names_in_ n_features_ _n_features _feature_names_in _estimator_type "
    + "_sklearn_output_config _metadata_request _skl_callbacks _skl_callbacks_to_teardown _callback_ctx "
    + "_callback_fit_ctx _parent_callback_ctx n_outputs_ verbose n_jobs"
}
