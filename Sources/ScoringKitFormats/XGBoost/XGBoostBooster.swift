internal import ScoringKit

/// `gradient_booster`: trees, trees with weights (DART), or a linear model.
struct XGBoostBooster {
  private enum Content {
    case trees(XGBoostTrees)
    case linear(XGBoostLinearModel)
  }

  private let content: Content

  init(_ value: TapeValue, _ parameters: XGBoostParameters) throws(ScoringError) {
    let name = try value.required("name")
    switch try name.string() {
    case "gbtree":
      // From 3.3 on DART is ordinary trees with weights: in 3.3 beside the model, from 3.4 on within.
      let model = try value.required("model")
      let outside = try value.member("weight_drop")
      let inside = try model.member("weight_drop")
      content = .trees(try XGBoostTrees(model, parameters, weights: inside ?? outside))
    case "dart":
      let trees = try value.required("gbtree")
      content = .trees(
        try XGBoostTrees(try trees.required("model"), parameters, weights: try value.required("weight_drop")))
    case "gblinear":
      content = .linear(try XGBoostLinearModel(try value.required("model"), parameters))
    case let other:
      throw name.refusal(.unsupportedFeature, "the booster '\(other.prefix(60))' is not supported")
    }
  }

  /// Whether the model has been trained at all.
  var isFitted: Bool {
    switch content {
    case .trees(let trees): trees.treeCount > 0
    case .linear(let model): model.isFitted
    }
  }

  func addTrees(
    to parts: inout Forest.Parts, version: XGBoostVersion, iterations: XGBoostIterations,
    attributes: TapeValue?
  ) throws(ScoringError) {
    switch content {
    case .trees(let trees):
      try trees.add(to: &parts, version: version, iterations: iterations, attributes: attributes)
    case .linear(let model): try model.add(to: &parts, iterations: iterations)
    }
  }

  /// Each feature's categories.
  func categories(featureCount: Int) throws(ScoringError) -> [[Category]?] {
    switch content {
    case .trees(let trees): try trees.categories(featureCount: featureCount)
    case .linear: [[Category]?](repeating: nil, count: featureCount)
    }
  }
}
