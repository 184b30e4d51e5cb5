internal import ScoringKit
internal import ScoringKitFormats

// Which classes a classifier tells apart, and which of them its probability is of.
extension ModelSummary {
  /// The class that the one probability is of; nil for several outputs and for what is no probability.
  var positiveClass: String? {
    guard forest.predictionCount == 1, forest.link.givesProbability else { return nil }
    if document.classes.count == 2 { return document.classes[1] }
    // LightGBM's and XGBoost's own files do not name the labels, which are 0 and 1 in training.
    return document.classes.isEmpty ? "1" : nil
  }

  /// The classes for a person.
  var classText: String {
    let classes = document.classes
    if let positiveClass {
      let names = classes.isEmpty ? "not named in the file" : classes.joined(separator: ", ")
      return "\(names); the prediction is the probability of \(positiveClass)"
    }
    guard !classes.isEmpty else { return "none" }
    let shown = classes.prefix(Self.shownClasses).joined(separator: ", ")
    let rest = classes.count > Self.shownClasses ? ", and \(classes.count - Self.shownClasses) more" : ""
    guard forest.predictionCount == classes.count, forest.link.givesProbability else { return shown + rest }
    return "\(shown)\(rest); a probability each, in this order"
  }

  private static let shownClasses = 12

  /// Whether the margin is a sum of coefficients times values.
  var isLinear: Bool {
    !forest.trees.isEmpty
      && forest.trees.allSatisfy { tree in
        tree.splits.isEmpty && (tree.linearLeaves?.contains { !$0.features.isEmpty } ?? false)
      }
  }

  /// What the model is made of, for a person.
  var partsOfModel: [(name: String, value: String)] {
    guard isLinear else { return [("trees", "\(forest.trees.count)"), ("leaves", "\(forest.leafCount)")] }
    let count = forest.trees.reduce(0) { $0 + ($1.linearLeaves ?? []).reduce(0) { $0 + $1.features.count } }
    return [
      (
        "model",
        "linear: \(count) coefficients, \(forest.trees.count == 1 ? "an intercept" : "an intercept an output")"
      )
    ]
  }
}
