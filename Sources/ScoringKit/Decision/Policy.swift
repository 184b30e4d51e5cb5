/// The lender's rule: which probability refuses an applicant, and how many reasons a refusal states.
public struct Policy: Hashable, Sendable {
  /// Which side of the threshold is refused.
  public enum Refusal: String, Hashable, Sendable, CaseIterable {
    /// Refused at or above the threshold; for a positive class such as "default".
    case atLeast = ">="
    /// Refused above the threshold.
    case above = ">"
    /// Refused at or below the threshold; for a positive class such as "repaid".
    case atMost = "<="
    /// Refused below the threshold.
    case below = "<"

    /// Whether a greater margin is worse for the applicant.
    var growsWithMargin: Bool { self == .atLeast || self == .above }

    func refuses(_ margin: Double, threshold: Double) -> Bool {
      switch self {
      case .atLeast: margin >= threshold
      case .above: margin > threshold
      case .atMost: margin <= threshold
      case .below: margin < threshold
      }
    }
  }

  /// The reasons a refusal states at most, unless the lender says otherwise.
  public static let defaultReasonLimit = 4

  /// What the model's probability is the probability of, such as "default".
  public let positiveClass: String
  /// The probability at which the decision changes.
  public let threshold: Double
  /// Which side is refused, and whether the threshold itself is.
  public let refusal: Refusal
  /// Reasons stated at most; 0 for none.
  public let reasonLimit: Int

  /// Checks and keeps a rule.
  ///
  /// - Throws: ``ScoringError/Code/numberOutOfRange`` for a threshold outside (0, 1) or a negative limit,
  ///   ``ScoringError/Code/inconsistentDocument`` for an empty positive class.
  public init(
    positiveClass: String, threshold: Double, refusal: Refusal, reasonLimit: Int = defaultReasonLimit
  ) throws(ScoringError) {
    guard !positiveClass.isEmpty else {
      throw ScoringError(.inconsistentDocument, "the policy must name the positive class")
    }
    guard threshold > 0, threshold < 1 else {
      throw ScoringError(.numberOutOfRange, "the threshold must be a probability between 0 and 1")
    }
    guard reasonLimit >= 0, reasonLimit <= Int(Int32.max) else {
      throw ScoringError(.numberOutOfRange, "the number of reasons must not be negative")
    }
    self.positiveClass = positiveClass
    self.threshold = threshold
    self.refusal = refusal
    self.reasonLimit = reasonLimit
  }
}
