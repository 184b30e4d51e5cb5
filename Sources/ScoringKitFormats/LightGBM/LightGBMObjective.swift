internal import ScoringKit

/// What a LightGBM objective line says about predictions. Source: `ToString`, `ConvertOutput` and the constructor
/// from text of each class in LightGBM's `src/objective/*.hpp`; versions 2.0.12 to 4.7 write nothing else.
struct LightGBMObjective {
  let link: LinkFunction
  /// Outputs the objective gives; nil where any number goes (a custom one).
  let outputCount: Int?

  /// - Parameter text: What stands behind `objective=`, such as `binary sigmoid:1`.
  init(_ text: String) throws(ScoringError) {
    let tokens = text.split(separator: " ")
    guard let first = tokens.first else {
      throw ScoringError(.unsupportedObjective, "the objective is empty")
    }
    let name = String(first)
    var isSquareRoot = false
    var parameters: [Substring: Double] = [:]
    for token in tokens.dropFirst() {
      if token == "sqrt" {
        isSquareRoot = true
        continue
      }
      let parts = token.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, Self.knownParameters.contains(parts[0]), parameters[parts[0]] == nil,
        let value = Self.number(parts[1])
      else {
        throw ScoringError(
          .unsupportedObjective,
          "the objective '\(name.prefix(40))' has an unknown parameter '\(token.prefix(40))'")
      }
      parameters[parts[0]] = value
    }
    let sigmoid = parameters["sigmoid"] ?? 1
    link = try Self.link(name, isSquareRoot: isSquareRoot, sigmoid: sigmoid)
    outputCount = try Self.outputCount(name, stated: parameters["num_class"])
  }

  private static let knownParameters: Set<Substring> = [
    "num_class", "sigmoid", "tweedie_variance_power", "alpha", "fair_c", "poisson_max_delta_step",
  ]

  private static func link(
    _ name: String, isSquareRoot: Bool, sigmoid: Double
  ) throws(ScoringError) -> LinkFunction {
    // LightGBM stops with an error for such a scale; older 2.x files may lack it, and mean 1.
    guard sigmoid > 0 else {
      throw ScoringError(.numberOutOfRange, "the objective's sigmoid must be greater than 0")
    }
    switch name {
    case "regression", "regression_l2", "regression_l1", "fair", "quantile", "mape":
      return isSquareRoot ? .signedSquare : .identity
    case _ where isSquareRoot:
      // LightGBM 2.0 wrote `huber sqrt` and `poisson sqrt`; what it computed is not what later versions read.
      throw ScoringError(
        .unsupportedObjective,
        "the objective '\(name.prefix(40))' with 'sqrt' means different things to LightGBM's versions")
    case "binary", "multiclassova": return .sigmoid(Sigmoid(scale: sigmoid))
    case "cross_entropy", "xentropy": return .sigmoid(Sigmoid())
    case "cross_entropy_lambda", "xentlambda": return .log1pExp
    case "multiclass": return .softmax(Softmax())
    case "poisson", "gamma", "tweedie": return .exponential(Exponential())
    case "huber", "lambdarank", "rank_xendcg", "custom": return .identity
    default:
      throw ScoringError(
        .unsupportedObjective,
        "the objective '\(name.prefix(40))' is not one of LightGBM's that this library knows")
    }
  }

  private static func outputCount(_ name: String, stated: Double?) throws(ScoringError) -> Int? {
    switch name {
    case "multiclass", "multiclassova":
      guard let count = stated.flatMap(Int.init(exactly:)) else {
        throw ScoringError(.malformedDocument, "the objective '\(name)' must state its num_class")
      }
      return count
    case "custom": return nil
    default: return 1
    }
  }

  /// A parameter as LightGBM reads it (`Common::Atof`): the digits on the two sides of the point apart, so that
  /// 1.14 is 1 + 14/100, which is not the double nearest to 1.14.
  private static func number(_ text: Substring) -> Double? {
    guard let nearest = nearestDouble(text) else { return nil }
    let sides = text.split(separator: ".", maxSplits: 1)
    guard nearest > 0, sides.count == 2, let whole = nearestDouble(sides[0]),
      let digits = DecimalText.integer(Array(sides[1].utf8).span, 0..<sides[1].utf8.count),
      let power = nearestDouble("1e\(sides[1].utf8.count)")
    else { return nearest }
    return whole + Double(digits) / power
  }

  private static func nearestDouble(_ text: Substring) -> Double? {
    let bytes = Array(text.utf8)
    return DecimalText.double(bytes.span, 0..<bytes.count)
  }
}
