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
  /// The features' names, in column order, as the trainer stored them.
  public let featureNames: [String]
  /// Margins a row: 1, or one a class; of a calibrated ensemble the members' one after the other.
  public let outputCount: Int
  /// The trees, in the order in which they are added.
  public let trees: [Tree]
  /// Numbers a leaf holds: 1, or one an output (of a calibrated ensemble: one an output of the member).
  public let leafWidth: Int
  /// The output each tree adds to, or the first of them.
  public let outputOfTree: [Int32]
  /// The first tree of each boosting iteration, and behind the last one the number of trees.
  public let iterationStarts: [Int]
  /// What each margin starts from.
  public let baseMargins: [Double]
  /// The precision in which margins are summed.
  public let precision: Precision
  /// Whether and where the sum is divided by the number of iterations.
  public let averaging: Averaging
  /// Applied to each finished sum; nil where the sum is the margin.
  public let scaleAndBias: ScaleAndBias?
  /// From margins to predictions.
  public let link: LinkFunction
  /// Whether a row may have missing values; where not, the trainer refuses NaN and so do we.
  public let acceptsMissing: Bool
  /// A value that stands for a missing one, compared as float32; NaN always does (XGBoost's `missing`).
  public let missingValue: Float?
  /// The objective as the trainer names it; empty where the file states none.
  public let objective: String

  /// The precision of a sum.
  public enum Precision: Hashable, Sendable {
    /// Every addition is rounded to double.
    case double
    /// Every addition is rounded to float32; leaves and base margins are float32 values.
    case single
  }

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

  /// Predictions a row: as many as margins, but for a model that answers a class index.
  public var predictionCount: Int { link.predictionCount(outputCount: outputCount) }
  /// Columns a row must have.
  public var featureCount: Int { featureNames.count }
  /// Trees an iteration adds: one an output, or one where leaves hold all outputs.
  public var treesPerIteration: Int { outputCount / leafWidth }
  /// Trees an output sums, on average where the members of a calibrated ensemble differ.
  public var iterationCount: Int { trees.count / treesPerIteration }
  /// Leaves of all trees.
  public var leafCount: Int { trees.reduce(0) { $0 + $1.leafCount } }
  /// Whether any leaf is a linear model.
  public var hasLinearLeaves: Bool { trees.contains { $0.linearLeaves != nil } }

  /// The leaves' values, which the trees share.
  let leafTable: LeafTable

  /// Checks the parts and makes a forest of them.
  ///
  /// - Parameter parts: What a reader found; nothing about it is trusted.
  /// - Throws: ``ScoringError/Code/inconsistentDocument`` or ``ScoringError/Code/numberOutOfRange`` with the
  ///   tree and node, at the tree's place in its document where the reader gave one.
  /// - Complexity: O(nodes).
  public init(validating parts: Parts) throws(ScoringError) {
    try parts.validate()
    featureNames = parts.featureNames
    outputCount = parts.outputCount
    let leafTable = LeafTable(parts.trees, width: parts.leafWidth)
    trees = leafTable.shared(by: parts.trees)
    self.leafTable = leafTable
    leafWidth = parts.leafWidth
    outputOfTree = parts.completeOutputOfTree
    iterationStarts =
      parts.iterationStarts.isEmpty
      ? Array(stride(from: 0, through: parts.trees.count, by: parts.outputCount / parts.leafWidth))
      : parts.iterationStarts
    baseMargins =
      parts.baseMargins.isEmpty ? [Double](repeating: 0, count: parts.outputCount) : parts.baseMargins
    precision = parts.precision
    averaging = parts.averaging
    scaleAndBias = parts.scaleAndBias
    link = parts.link
    acceptsMissing = parts.acceptsMissing
    missingValue = parts.missingValue
    objective = parts.objective
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
  /// Whether a policy compares the prediction itself, because no single margin stands for it: the members of a
  /// calibrated ensemble have one each.
  package var decidesByPrediction: Bool {
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
    if decidesByPrediction { return prediction }
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
