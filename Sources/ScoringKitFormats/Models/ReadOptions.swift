/// How a document is read: what it may cost, and what it leaves open.
///
///     let options = ReadOptions(part: "$.model", categoryCodes: true)
///     let document = try ModelDocument(path: "artifact.joblib", options: options)
public struct ReadOptions: Hashable, Sendable {
  /// What the document may cost.
  public var limits: ReadLimits
  /// What an XGBoost document leaves open; refused as unknown for any other.
  public var xgBoost: XGBoostOptions
  /// Of a pickle that holds several things, the way to the one that is meant, such as `$.model`: it is then read
  /// alone, and nothing beside it is applied. With nil, what stands beside a model is applied where its meaning is
  /// certain, and the file refused where it is not.
  public var part: String?
  /// Whether rows state categories by the codes that the trainer's trees compare (pandas' `.cat.codes` under the
  /// training categories): the schema then knows no categories.
  public var categoryCodes: Bool
  /// Bytes that the model's explanations may take, all threads together, its backgrounds included; nil for what all
  /// models share (``/ScoringKit/ExplanationMemory``).
  public var explanationMemory: Int?

  /// States how to read.
  public init(
    limits: ReadLimits = ReadLimits(), xgBoost: XGBoostOptions = XGBoostOptions(), part: String? = nil,
    categoryCodes: Bool = false, explanationMemory: Int? = nil
  ) {
    self.limits = limits
    self.xgBoost = xgBoost
    self.part = part
    self.categoryCodes = categoryCodes
    self.explanationMemory = explanationMemory
  }
}
