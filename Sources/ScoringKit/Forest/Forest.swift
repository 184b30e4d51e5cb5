/// A validated tree ensemble: immutable, and safe to evaluate without another look.
///
/// Every split's feature, child and category set exists, every tree is one tree (each node reached exactly
/// once), every leaf is finite. ``Evaluator`` and ``Explainer`` rely on it and check nothing again.
///
/// A margin starts at the output's base margin, then adds the trees' leaves one after the other, in double or
/// float32 as the trainer does. Tree t adds the ``leafWidth`` numbers of its leaf to as many outputs, of which
/// ``outputOfTree``[t] is the first.
///
/// Linear models are forests too: one tree a class that is a single linear leaf.
public struct Forest: Sendable {
  /// What the forest is made of, checked, with everything stated that ``Parts`` may leave empty (but for
  /// ``Parts/treeLocations``, which are of use to the check alone).
  ///
  /// The fields stand here and nowhere else: what makes another forest of this one changes a copy of them.
  public let parts: Parts
  /// The leaves' values, which the trees share.
  let leafTable: LeafTable

  /// What is divided by the number of iterations.
  public enum Averaging: Hashable, Sendable {
    /// Nothing.
    case none
    /// The margins on their way to predictions; the margins themselves stay sums (LightGBM's random forest).
    case predictions
    /// The margins (scikit-learn's forests).
    case margins
  }

  /// What is applied to finished sums: margin = scale · sum + bias, each operation rounded to the sum's precision.
  ///
  /// CatBoost and ONNX Runtime start a sum from 0 and add their bias last, which gives other bits than a sum that
  /// starts from it.
  public struct ScaleAndBias: Hashable, Sendable {
    /// One for all outputs.
    public let scale: Double
    /// One an output.
    public let biases: [Double]

    /// Makes it out of its numbers.
    public init(scale: Double = 1, biases: [Double]) {
      self.scale = scale
      self.biases = biases
    }
  }

  /// Checks the parts and makes a forest of them.
  ///
  /// - Parameter parts: What a reader found; nothing about it is trusted.
  /// - Throws: ``ScoringError/Code/inconsistentDocument`` or ``ScoringError/Code/numberOutOfRange`` with the
  ///   tree and node, at the tree's place in its document where the reader gave one.
  /// - Complexity: O(nodes).
  public init(validating parts: Parts) throws(ScoringError) {
    try parts.validate()
    var parts = parts
    leafTable = LeafTable(parts.trees, width: parts.leafWidth)
    parts.trees = leafTable.shared(by: parts.trees)
    parts.treeLocations = []
    parts.outputOfTree = parts.completeOutputOfTree
    if parts.iterationStarts.isEmpty {
      let treesPerIteration = parts.outputCount / parts.leafWidth
      parts.iterationStarts = Array(stride(from: 0, through: parts.trees.count, by: treesPerIteration))
    }
    if parts.baseMargins.isEmpty { parts.baseMargins = [Double](repeating: 0, count: parts.outputCount) }
    self.parts = parts
  }
}

extension Forest.Parts {
  /// The output each tree adds to, whether stated or by its place; for parts whose leaf width fits.
  package var completeOutputOfTree: [Int32] {
    guard outputOfTree.isEmpty else { return outputOfTree }
    return trees.indices.map { Int32(truncatingIfNeeded: $0 % (outputCount / leafWidth) * leafWidth) }
  }
}

extension Forest {
  /// Whether no single margin stands for a prediction, because the members of a calibrated ensemble have one each.
  package var hasMarginPerMember: Bool {
    if case .calibrated(let mean) = link { mean.classCount == 2 } else { false }
  }

  /// Finishes rows of sums: ``scaleAndBias`` of each, in place.
  package func finishSums(_ rows: inout MutableSpan<Double>) {
    guard let scaleAndBias else { return }
    for index in rows.indices {
      let bias = scaleAndBias.biases[index % outputCount]
      switch precision {
      case .double: rows[index] = scaleAndBias.scale * rows[index] + bias
      case .single: rows[index] = Double(Float(scaleAndBias.scale) * Float(rows[index]) + Float(bias))
      }
    }
  }

  /// The margin a prediction of a one-output model stands for; nil where the link has no inverse.
  ///
  /// A threshold given as a probability is held as this margin, and margins are what decisions compare: they
  /// have the same bits on every machine, printed probabilities do not. Of a calibrated ensemble of two classes
  /// it is the probability itself, whose last bit can depend on the processor where a sigmoid calibrates.
  public func margin(ofPrediction prediction: Double) -> Double? {
    if hasMarginPerMember { return prediction }
    guard outputCount == 1, let margin = link.margin(ofPrediction: prediction) else { return nil }
    let sum = averaging == .predictions ? margin * Double(iterationCount) : margin
    return sum.isFinite ? sum : nil
  }

  /// Turns rows of margins into rows of predictions, in place; `outputCount` numbers a row, of which the first
  /// ``predictionCount`` are its predictions afterwards.
  package func applyLink(_ rows: inout MutableSpan<Double>) {
    if averaging == .predictions {
      let iterations = Double(iterationCount)
      for k in rows.indices { rows[k] /= iterations }
    }
    if link == .identity { return }
    var start = 0
    while start < rows.count {
      link.apply(&rows, from: start, count: outputCount)
      start += outputCount
    }
  }
}
