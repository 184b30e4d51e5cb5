internal import ScoringKit

/// The chain of a graph's nodes: preprocessing, the trees, and what only passes their answers on.
struct ONNXChain {
  let input: ONNXGraph.Input
  private(set) var steps: [SinglePrecisionStep.Operation] = []
  let ensemble: ONNXNode

  init(_ graph: ONNXGraph) throws(ScoringError) {
    guard graph.inputs.count == 1 else {
      throw ScoringError(
        .unsupportedFeature,
        "the graph has \(graph.inputs.count) inputs; convert the model with one input of all columns")
    }
    input = graph.inputs[0]
    var current = input.name
    var ensemble: ONNXNode?
    // What carries the trees' answers: a classifier's labels are its first output.
    var (labels, scores): ([String], [String]) = ([], [])
    for node in graph.nodes {
      if ensemble == nil {
        guard node.inputs.contains(current), let output = node.outputs.first else {
          throw node.refusal(.unsupportedFeature, "the node does not stand in one chain with the others")
        }
        if ["TreeEnsembleClassifier", "TreeEnsembleRegressor"].contains(node.knownOperation) {
          ensemble = node
          labels = node.operation == "TreeEnsembleClassifier" ? Array(node.outputs.prefix(1)) : []
          scores = Array(node.outputs.dropFirst(labels.count))
        } else {
          if let step = try Self.step(node, on: current, graph) { steps.append(step) }
          current = output
        }
      } else {
        try node.budget.spend(elements: node.inputs.count, work: scores.count + labels.count)
        if node.inputs.contains(where: scores.contains) {
          try Self.requirePassing(node, scores, graph)
          scores += node.outputs
        } else if node.inputs.contains(where: labels.contains) {
          // Labels are not asked for: whatever becomes of them.
          labels += node.outputs
        } else {
          throw node.refusal(.unsupportedFeature, "the node does not stand behind the trees")
        }
      }
    }
    guard let ensemble else {
      throw ScoringError(
        .unsupportedFeature,
        "the graph has no TreeEnsembleClassifier or TreeEnsembleRegressor; no other model is read")
    }
    self.ensemble = ensemble
  }

  /// What a node in front of the trees does; nil for nothing.
  private static func step(
    _ node: ONNXNode, on input: String, _ graph: ONNXGraph
  ) throws(ScoringError) -> SinglePrecisionStep.Operation? {
    switch node.knownOperation {
    case "Identity": return nil
    case "Cast":
      guard node.attribute("to")?.integer == 1 else {
        throw node.refusal(.unsupportedFeature, "only a cast to float32 is supported in front of the trees")
      }
      return nil
    case "Imputer":
      guard let replaced = node.attribute("replaced_value_float")?.single else {
        throw node.refusal(.unsupportedFeature, "only the imputation of float32 numbers is supported")
      }
      return .impute(try node.singles("imputed_value_floats"), replacing: replaced)
    case "Scaler":
      let factors = try node.singles("scale")
      return .scale(offsets: try node.singles("offset", count: factors.count), factors: factors)
    case "Normalizer":
      let norms = [SinglePrecisionStep.Norm.greatest, .absolute, .euclidean]
      return .normalize(norms[try node.choice("norm", of: ["MAX", "L1", "L2"])])
    case "Add": return .add(try constant(node, beside: input, graph))
    case "Mul": return .multiply(try constant(node, beside: input, graph))
    default:
      throw node.refusal(.unsupportedFeature, "the operator is not supported in front of the trees")
    }
  }

  private static func constant(
    _ node: ONNXNode, beside input: String, _ graph: ONNXGraph
  ) throws(ScoringError) -> [Float] {
    let other = node.inputs.first { $0 != input }
    guard node.inputs.count == 2, let other, let constant = graph.constant(other), !constant.values.isEmpty
    else {
      throw node.refusal(.unsupportedFeature, "only a constant of float32 is supported as the other operand")
    }
    return constant.values
  }

  /// Refuses a node behind the trees that changes their scores.
  private static func requirePassing(
    _ node: ONNXNode, _ scores: [String], _ graph: ONNXGraph
  ) throws(ScoringError) {
    switch node.knownOperation {
    case "Identity", "ZipMap": return
    case "Cast":
      // As float32 or double scores stay what they are.
      let target = node.attribute("to")?.integer
      if target == 1 || target == 11 { return }
    case "Mul":
      let score = node.inputs.first(where: scores.contains) ?? ""
      if try constant(node, beside: score, graph).allSatisfy({ $0 == 1 }) { return }
    default: break
    }
    throw node.refusal(.unsupportedFeature, "the operator is not supported behind the trees")
  }
}
