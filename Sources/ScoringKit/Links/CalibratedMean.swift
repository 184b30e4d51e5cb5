/// How an ensemble of calibrated classifiers makes probabilities: each member's scores go through calibrators of
/// their own, are divided by their sum where there are more than two classes, and the members' answers are averaged.
///
/// The margins of a row are the members', one member after the other: one number a member for two classes, otherwise
/// one a class. Source: scikit-learn 0.24 to 1.9, `CalibratedClassifierCV` in `sklearn/calibration.py`.
public struct CalibratedMean: Link {
  /// From one score to one probability.
  public enum Calibrator: Hashable, Sendable {
    /// A sigmoid.
    case sigmoid(SigmoidCalibrator)
    /// Lines between points.
    case isotonic(IsotonicCalibrator)
  }

  /// From a member's margins to the scores that are calibrated: none (``LinkFunction/identity``) where the trainer
  /// calibrates the margin itself (`decision_function`).
  public let memberLink: LinkFunction
  /// Classes that are told apart.
  public let classCount: Int
  /// The calibrators, one a margin.
  public let calibrators: [Calibrator]

  /// Margins of a member, and its calibrators.
  public var memberOutputCount: Int { classCount == 2 ? 1 : classCount }
  /// Members.
  public var memberCount: Int { calibrators.count / memberOutputCount }
  /// How far above 1 scikit-learn takes a probability for 1.
  static let excess = 1e-5

  /// Checks and keeps the parts.
  ///
  /// - Parameters:
  ///   - memberLink: The link of every member, or none.
  ///   - classCount: At least 2.
  ///   - calibrators: Of each member one for two classes, otherwise one a class.
  /// - Throws: ``ScoringError/Code/inconsistentDocument`` for one class or calibrators that are not as many for
  ///   each member; ``ScoringError/Code/unsupportedFeature`` for members that are calibrated themselves or answer
  ///   one number for all classes; what is wrong with the link.
  public init(
    memberLink: LinkFunction, classCount: Int, calibrators: [Calibrator]
  ) throws(ScoringError) {
    guard classCount >= 2, !calibrators.isEmpty,
      classCount == 2 || calibrators.count % classCount == 0
    else {
      throw ScoringError(
        .inconsistentDocument, "\(calibrators.count) calibrators do not fit \(classCount) classes")
    }
    switch memberLink {
    case .calibrated, .greatestIndex:
      throw ScoringError(
        .unsupportedFeature, "the members of a calibrated model must be plain classifiers of probabilities")
    default: try memberLink.validate(outputCount: classCount == 2 ? 1 : classCount)
    }
    self.memberLink = memberLink
    self.classCount = classCount
    self.calibrators = calibrators
  }
}

extension CalibratedMean.Calibrator {
  /// The probability that a score stands for.
  public func probability(of score: Double) -> Double {
    switch self {
    case .sigmoid(let calibrator): calibrator.probability(of: score)
    case .isotonic(let calibrator): calibrator.probability(of: score)
    }
  }

  /// Whether the probability grows with the score (1), falls (−1), or stays (0).
  fileprivate var direction: Double {
    switch self {
    case .sigmoid(let calibrator): calibrator.direction
    case .isotonic(let calibrator): calibrator.direction
    }
  }
}

extension CalibratedMean {
  var name: String { "calibrated" }
  var formula: String { "mean of \(memberCount) calibrated members (probability)" }
  var givesProbability: Bool { true }

  /// Of two classes the second's probability, otherwise one a class.
  func predictionCount(outputCount: Int) -> Int { memberOutputCount }

  func validate(outputCount: Int) throws(ScoringError) {
    guard calibrators.count == outputCount else {
      throw ScoringError(
        .inconsistentDocument, "\(calibrators.count) calibrators for \(outputCount) outputs")
    }
  }

  /// Replaces the first ``memberOutputCount`` of a row's margins by its probabilities.
  func apply(_ row: inout MutableSpan<Double>, from start: Int, count: Int) {
    let width = memberOutputCount
    for member in 0..<memberCount {
      let first = start + member * width
      memberLink.apply(&row, from: first, count: width)
      for k in 0..<width { row[first + k] = calibrators[member * width + k].probability(of: row[first + k]) }
      if width > 1 { Self.normalize(&row, from: first, count: width) }
      for k in 0..<width {
        let probability = row[first + k]
        let answer = probability > 1 && probability <= 1 + Self.excess ? 1 : probability
        row[start + k] = member == 0 ? answer : row[start + k] + answer
      }
    }
    for k in start..<start + width { row[k] /= Double(memberCount) }
  }

  /// Divides by the sum; where all vanish, scikit-learn takes all classes as equally probable.
  private static func normalize(_ row: inout MutableSpan<Double>, from start: Int, count: Int) {
    var probabilities: [Double] = []
    probabilities.reserveCapacity(count)
    for k in start..<start + count { probabilities.append(row[k]) }
    let sum = NumPySum.of(probabilities[...])
    for k in start..<start + count { row[k] = sum == 0 ? 1 / Double(count) : row[k] / sum }
  }

  /// Each player's part in the members' margins, and their base value: the mean over the members, each with the sign
  /// in which its calibrator turns margin into probability. They add up to the mean of the margins with that sign.
  ///
  /// - Parameters:
  ///   - contributions: A row's: for each member, and each of its margins, one a player, then the base value.
  ///   - playerCount: Features of a row, or what else is explained.
  /// - Returns: For each of a member's margins one a player, then the base value.
  package func meanContributions(_ contributions: [Double], playerCount: Int) -> [Double] {
    let width = playerCount + 1
    var means = [Double](repeating: 0, count: memberOutputCount * width)
    for (index, calibrator) in calibrators.enumerated() {
      let (direction, output) = (calibrator.direction, index % memberOutputCount)
      for place in 0..<width {
        means[output * width + place] += direction * contributions[index * width + place]
      }
    }
    for place in means.indices { means[place] /= Double(memberCount) }
    return means
  }
}
