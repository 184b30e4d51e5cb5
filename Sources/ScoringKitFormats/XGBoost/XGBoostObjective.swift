internal import ScoringKit

/// What an objective says about predictions.
///
/// Source: `PredTransform` and `ProbToMargin` of each objective in `src/objective/` of XGBoost 3.2; the same
/// in every release from 1.5 on, but for the sigmoid.
struct XGBoostObjective {
  let name: String
  let link: LinkFunction
  /// Classes the objective states; nil for one that has none.
  let classCount: Int?

  init(_ value: TapeValue, _ version: XGBoostVersion) throws(ScoringError) {
    let nameValue = try value.required("name")
    name = try nameValue.string()
    guard let link = Self.link(name, version) else {
      throw nameValue.refusal(
        .unsupportedObjective,
        "the objective '\(name.prefix(60))' is not one of XGBoost's that this library knows")
    }
    self.link = link
    guard link == .softmax(.xgBoost) || link == .greatestIndex else {
      classCount = nil
      return
    }
    let parameters = try value.required("softmax_multiclass_param")
    classCount = try parameters.required("num_class").count(in: 1...Int(Int32.max))
  }

  private static func link(_ name: String, _ version: XGBoostVersion) -> LinkFunction? {
    switch name {
    case "binary:logistic", "reg:logistic":
      version.isAtLeast(1, 6) ? .sigmoid(.xgBoost) : .sigmoid(.xgBoostBefore1_6)
    case "binary:logitraw", "reg:squarederror", "reg:linear", "reg:squaredlogerror", "reg:pseudohubererror",
      "reg:absoluteerror", "reg:quantileerror", "rank:pairwise", "rank:ndcg", "rank:map":
      .identity
    case "binary:hinge": .hinge
    case "count:poisson", "reg:gamma", "reg:tweedie", "survival:cox": .exponential(.xgBoost)
    // Not std::exp of a float but C's exp: `AFTObj::PredTransform` in `aft_obj.cu`.
    case "survival:aft": .exponential(.xgBoostSurvival)
    case "multi:softprob": .softmax(.xgBoost)
    case "multi:softmax": .greatestIndex
    default: nil
    }
  }
}
