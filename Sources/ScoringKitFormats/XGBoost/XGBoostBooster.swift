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
      content = .trees(try XGBoostTrees(try value.required("model"), parameters, weights: nil))
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
    case .trees(let trees): try trees.add(to: &parts, iterations: iterations, attributes: attributes)
    case .linear(let model): try model.add(to: &parts, version: version, iterations: iterations)
    }
  }

  /// The names of each feature's categories.
  func categories(featureCount: Int) throws(ScoringError) -> [[String]?] {
    switch content {
    case .trees(let trees): try trees.categories(featureCount: featureCount)
    case .linear: [[String]?](repeating: nil, count: featureCount)
    }
  }
}
