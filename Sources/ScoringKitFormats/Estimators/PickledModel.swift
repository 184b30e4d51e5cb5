internal import ScoringKit

/// What was recognised in a pickle.
struct PickledModel {
  /// A model, or preprocessing by itself.
  enum Content {
    case model(ScoringModel)
    /// Fitted transformers without a model, and the columns they take.
    case pipeline(Pipeline, schema: FeatureSchema)
  }

  let content: Content
  /// Who trained it and what it is, such as `scikit-learn 1.9.1 RandomForestClassifier`.
  let format: String
  /// A classifier's classes as Python writes them, in the order of its outputs (of two, the prediction is the
  /// second's probability); empty where the pickle has none.
  let classes: [String]
  /// Where the content stands, such as `$.model`.
  let path: String
  /// What the pickle holds, and what became of each; empty where the content is all there is.
  let parts: [DocumentPart]
}
