/// What became of an applicant, and why.
public struct Decision: Hashable, Sendable {
  /// Whether the policy refuses.
  public let isRefused: Bool
  /// The probability of the policy's positive class.
  public let probability: Double
  /// What the policy compares: the margin (log-odds for a binary model), or the probability itself of a calibrated
  /// ensemble, whose members have a margin each.
  public let margin: Double
  /// The policy's threshold, a probability.
  public let threshold: Double
  /// The margin that the policy's threshold stands for.
  public let marginThreshold: Double
  /// The features (``ScoringModel/players``) that pushed this applicant most toward refusal, the strongest first.
  ///
  /// Baseline: the training population (the model's path-dependent expected value). Stated for an accepted
  /// applicant too; never holds a feature that helped.
  public let reasons: [Reason]
}

/// One feature's part in a decision.
public struct Reason: Hashable, Sendable {
  /// The feature's column; of a model whose players are others, the player.
  public let feature: Int
  /// Its Shapley value, in margin; of a calibrated ensemble the mean of the members', each with the sign in which
  /// its calibrator turns margin into probability.
  public let contribution: Double

  /// The `limit` contributions that most favour refusal, strongest first; equals in feature order.
  static func principal(_ contributions: Span<Double>, policy: Policy) -> [Reason] {
    let sign: Double = policy.refusal.growsWithMargin ? 1 : -1
    var reasons: [Reason] = []
    for feature in contributions.indices where contributions[feature] * sign > 0 {
      reasons.append(Reason(feature: feature, contribution: contributions[feature]))
    }
    reasons.sort { first, second in
      let (a, b) = (first.contribution.magnitude, second.contribution.magnitude)
      return a != b ? a > b : first.feature < second.feature
    }
    return Array(reasons.prefix(policy.reasonLimit))
  }
}
