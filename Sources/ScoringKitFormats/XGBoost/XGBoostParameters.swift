internal import ScoringKit

/// `learner_model_param`: how many features and outputs, and where the margins start.
struct XGBoostParameters {
  /// Features a model without names may have; their names are made here, so nothing in the file bounds them.
  static let unnamedFeatureLimit = 1 << 20

  /// Outputs a model may have, as many as a ``Forest``.
  private static let outputLimit = 65_536

  let featureCount: Int
  /// Margins a row: one a class or target.
  let outputCount: Int
  private let link: LinkFunction
  private let isScoreEstimated: Bool
  private let baseScore: TapeValue

  init(_ value: TapeValue, _ objective: XGBoostObjective) throws(ScoringError) {
    featureCount = try value.required("num_feature").count(in: 1...Int(Int32.max))
    let classCount = try value.required("num_class").count(in: 0...Self.outputLimit)
    let targetCount = try value.member("num_target")?.count(in: 1...Self.outputLimit) ?? 1
    if let stated = objective.classCount, stated != classCount {
      throw value.refusal(
        .inconsistentDocument, "num_class is \(classCount), the objective's is \(stated)")
    }
    guard classCount <= 1 || targetCount == 1 else {
      throw value.refusal(
        .unsupportedFeature, "several targets of several classes (num_target and num_class) are not supported"
      )
    }
    guard targetCount == 1 || objective.name != "reg:quantileerror" else {
      throw value.refusal(
        .unsupportedFeature,
        "a model of several quantiles (reg:quantileerror with several quantile_alpha) is not "
          + "supported; train one model a quantile")
    }
    outputCount = Swift.max(classCount, targetCount, 1)
    isScoreEstimated = try value.member("boost_from_average")?.count(in: 0...1) ?? 0 == 1
    baseScore = try value.required("base_score")
    link = objective.link
  }

  /// What each margin starts from: the base score through the inverse of the objective's link, in float32.
  ///
  /// - Parameter isFitted: Whether the model has been trained at all.
  func baseMargins(_ version: XGBoostVersion, isFitted: Bool) throws(ScoringError) -> [Double] {
    let scores = try scores()
    guard scores.count == 1 || scores.count == outputCount else {
      throw baseScore.refusal(
        .inconsistentDocument, "\(scores.count) base scores for \(outputCount) outputs")
    }
    // From 3.1 on a score that is still to be estimated is a margin.
    let isMargin = !isFitted && isScoreEstimated && version.isAtLeast(3, 1)
    var margins: [Double] = []
    for score in scores {
      let margin = isMargin ? score : margin(of: score, version)
      guard margin.isFinite else {
        throw baseScore.refusal(
          .numberOutOfRange, "the objective gives the base score \(score) no finite margin")
      }
      margins.append(Double(margin))
    }
    return margins.count == outputCount ? margins : [Double](repeating: margins[0], count: outputCount)
  }

  /// The inverse of the link in float32, with libm's logf as XGBoost; not finite for a score the link never
  /// gives.
  ///
  /// Source: `ProbToMargin` of each objective in `src/objective/` of XGBoost 3.2.
  private func margin(of score: Float, _ version: XGBoostVersion) -> Float {
    switch link {
    case .sigmoid(.xgBoost), .sigmoid(.xgBoostBefore1_6):
      -LibraryMath.log(1 / probability(score, version) - 1)
    case .exponential(.xgBoost), .exponential(.xgBoostSurvival): LibraryMath.log(score)
    default: score
    }
  }

  /// From 3.2 on a base probability of 0 or 1 is allowed, and any is held a little away from both.
  private func probability(_ score: Float, _ version: XGBoostVersion) -> Float {
    guard version.isAtLeast(3, 2), (0...1).contains(score) else { return score }
    let bound: Float = 1e-6
    return Swift.min(Swift.max(score, bound), 1 - bound)
  }

  /// The base scores as stored: `5E-1` up to 3.0, `[5E-1]` or `[1E-1,2E-1]` from 3.1 on.
  private func scores() throws(ScoringError) -> [Float] {
    var text = try baseScore.string().utf8[...]
    text = Self.trimmed(text)
    if text.first == UInt8(ascii: "["), text.last == UInt8(ascii: "]") { text = text.dropFirst().dropLast() }
    var scores: [Float] = []
    for part in text.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
      let digits = Array(Self.trimmed(part))
      guard let score = DecimalText.single(digits.span, digits.indices) else {
        throw baseScore.refusal(.malformedDocument, "expected a number, or numbers in brackets")
      }
      scores.append(score)
    }
    return scores
  }

  private static func trimmed(_ text: Substring.UTF8View) -> Substring.UTF8View {
    var text = text
    while text.first == UInt8(ascii: " ") { text.removeFirst() }
    while text.last == UInt8(ascii: " ") { text.removeLast() }
    return text
  }
}

extension TapeValue {
  /// An integer that XGBoost writes as a text.
  func count(in range: ClosedRange<Int>) throws(ScoringError) -> Int {
    let digits = Array(try string().utf8)
    guard let count = DecimalText.integer(digits.span, digits.indices) else {
      throw refusal(.malformedDocument, "expected an integer, written as a text")
    }
    guard range.contains(count) else {
      throw refusal(.numberOutOfRange, "expected an integer from \(range.lowerBound) to \(range.upperBound)")
    }
    return count
  }
}
