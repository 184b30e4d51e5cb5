/// How a row's margins become what the model predicts: one case a shape, each in the trainer's arithmetic.
public enum LinkFunction: Hashable, Sendable {
  /// The margin itself.
  case identity
  /// The margin itself, which is a probability: scikit-learn's trees, forests and DummyClassifier.
  case probability
  /// 1 / (1 + exp(−x)), each output by itself.
  case sigmoid(Sigmoid)
  /// The sigmoid of every output, divided by their sum: scikit-learn's one-versus-rest.
  case normalizedSigmoid
  /// exp(xₖ) / Σ exp(xⱼ).
  case softmax(Softmax)
  /// exp x.
  case exponential(Exponential)
  /// log(1 + exp x): LightGBM `cross_entropy_lambda`.
  case log1pExp
  /// sign(x) · x²: LightGBM `regression` with `reg_sqrt`.
  case signedSquare
  /// 1 above 0, otherwise 0: XGBoost `binary:hinge`.
  case hinge
  /// The index of the greatest margin, the first of equals: XGBoost `multi:softmax`. One number a row.
  case greatestIndex
  /// Calibrated, and averaged over the members of an ensemble: scikit-learn's CalibratedClassifierCV.
  indirect case calibrated(CalibratedMean)
}

extension LinkFunction {
  /// The value that states the shape.
  private var link: any Link {
    switch self {
    case .identity: IdentityLink(givesProbability: false)
    case .probability: IdentityLink(givesProbability: true)
    case .sigmoid(let sigmoid): sigmoid
    case .normalizedSigmoid: NormalizedSigmoid()
    case .softmax(let softmax): softmax
    case .exponential(let exponential): exponential
    case .log1pExp: Log1pExp()
    case .signedSquare: SignedSquare()
    case .hinge: Hinge()
    case .greatestIndex: GreatestIndex()
    case .calibrated(let mean): mean
    }
  }

  /// A word for machines, such as `sigmoid`.
  public var name: String { link.name }
  /// The function in words, for a person, such as `sigmoid, scale 1.0 (probability)`.
  public var formula: String { link.formula }
  /// Whether the predictions are probabilities.
  public var givesProbability: Bool { link.givesProbability }
  /// The scale s of a link that turns each margin x by itself into 1 / (1 + exp(−s · x)), in whatever arithmetic; nil
  /// for every other link.
  public var logisticScale: Double? { link.logisticScale }

  /// The margin a prediction of one output stands for: the inverse; nil where there is none.
  func margin(ofPrediction prediction: Double) -> Double? { link.margin(ofPrediction: prediction) }

  /// Predictions a row that come out of `outputCount` margins.
  func predictionCount(outputCount: Int) -> Int {
    switch self {
    case .greatestIndex, .calibrated: link.predictionCount(outputCount: outputCount)
    default: outputCount
    }
  }

  /// Refuses a link that does not fit a model of that many outputs.
  func validate(outputCount: Int) throws(ScoringError) { try link.validate(outputCount: outputCount) }

  /// Replaces a row's margins by the predictions, in place.
  ///
  /// Of the case itself and not of ``link``, because a row is scored without allocating.
  func apply(_ row: inout MutableSpan<Double>, from start: Int, count: Int) {
    switch self {
    case .identity, .probability: return
    case .sigmoid(let sigmoid): sigmoid.apply(&row, from: start, count: count)
    case .normalizedSigmoid: NormalizedSigmoid().apply(&row, from: start, count: count)
    case .softmax(let softmax): softmax.apply(&row, from: start, count: count)
    case .exponential(let exponential): exponential.apply(&row, from: start, count: count)
    case .log1pExp: Log1pExp().apply(&row, from: start, count: count)
    case .signedSquare: SignedSquare().apply(&row, from: start, count: count)
    case .hinge: Hinge().apply(&row, from: start, count: count)
    case .greatestIndex: GreatestIndex().apply(&row, from: start, count: count)
    case .calibrated(let mean): mean.apply(&row, from: start, count: count)
    }
  }
}
