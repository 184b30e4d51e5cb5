internal import ScoringKit

/// What contributions add up to, and how it is read.
enum ExplainedAnswer {
  /// A margin; of a model with one probability also as that.
  case margin(ScoringModel)
  /// The mean margin of a calibrated ensemble's members, each with the sign in which it raises the probability.
  case memberMargins(count: Int)
  /// A probability.
  case probability

  /// The probability of a number on the answer's axis; nil where it stands for none.
  func probability(of number: Double) -> Double? {
    switch self {
    case .probability: return number
    case .memberMargins: return nil
    case .margin(let model):
      guard place(ofProbability: 0.5) != nil else { return nil }
      var prediction = [number]
      var span = prediction.mutableSpan
      model.applyLink(toCompared: &span)
      return prediction[0]
    }
  }

  /// The number on the answer's axis of a probability; nil where there is none.
  func place(ofProbability probability: Double) -> Double? {
    switch self {
    case .probability: return probability
    case .memberMargins: return nil
    case .margin(let model):
      guard model.forest.link.givesProbability, !model.forest.hasMarginPerMember else { return nil }
      return model.forest.margin(ofPrediction: probability)
    }
  }

  /// Whether the answer is a margin that stands for one probability by the logistic function.
  var isLogOdds: Bool {
    guard case .margin(let model) = self else { return false }
    return model.forest.link.logisticScale != nil && place(ofProbability: 0.5) != nil
  }

  /// Whether contributions are to a probability.
  var isProbability: Bool { if case .probability = self { true } else { false } }
}
