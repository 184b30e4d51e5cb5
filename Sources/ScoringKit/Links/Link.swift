/// What every link function states of itself; ``LinkFunction`` asks it, and nobody else tells links apart.
protocol Link: Hashable, Sendable {
  /// A word for machines, such as `sigmoid`.
  var name: String { get }
  /// The function in words, for a person.
  var formula: String { get }
  /// Whether the predictions are probabilities.
  var givesProbability: Bool { get }
  /// The scale s of a link that turns each margin x by itself into 1 / (1 + exp(−s · x)), in whatever arithmetic; nil
  /// for every other link.
  var logisticScale: Double? { get }

  /// Replaces a row's margins by the predictions, in place.
  func apply(_ row: inout MutableSpan<Double>, from start: Int, count: Int)
  /// The margin a prediction of one output stands for: the inverse; nil where there is none.
  func margin(ofPrediction prediction: Double) -> Double?
  /// Predictions a row that come out of `outputCount` margins.
  func predictionCount(outputCount: Int) -> Int
  /// Refuses a link that does not fit a model of that many outputs.
  func validate(outputCount: Int) throws(ScoringError)
}

extension Link {
  var givesProbability: Bool { false }
  var logisticScale: Double? { nil }
  func margin(ofPrediction prediction: Double) -> Double? { nil }
  func predictionCount(outputCount: Int) -> Int { outputCount }
  func validate(outputCount: Int) throws(ScoringError) {}
}
