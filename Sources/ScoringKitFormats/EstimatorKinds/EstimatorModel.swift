internal import ScoringKit

/// A pickled model that has been read: its preprocessing, its trees, its classes.
struct EstimatorModel {
  /// What is applied to a row first.
  var steps: [any Transformer] = []
  /// The model itself; its names are those of the last step's columns.
  var parts: Forest.Parts
  /// A classifier's classes as Python writes them; empty for any other model and where the pickle has none.
  var classes: [String] = []
  /// The categories of the model's own columns whose codes it sees, by column.
  var categories: [Int: [Category]] = [:]
  /// Whether the model sees pandas' codes of category columns, and not their values.
  var readsCodes = false
  /// Whether the model takes none but these.
  var refusesUnknownCategories = false
  /// Whether scikit-learn calls the margins the classifier's `decision_function`.
  var hasDecisionFunction = false
  /// Who trained it and what it is, such as `scikit-learn 1.9.1 RandomForestClassifier`.
  var format: String
}
