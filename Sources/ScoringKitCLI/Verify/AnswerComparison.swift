internal import ScoringKit

/// The model's answers beside the trainer's: how many are equal, and where the first is not.
struct AnswerComparison {
  /// What is compared.
  enum Question {
    case predictions, margins, leaves
  }

  /// One answer that is not the trainer's.
  struct Difference {
    /// The row, from 1.
    let row: Int
    /// The line on which the row begins.
    let line: Int
    /// The output, or the tree for leaves, from 0.
    let output: Int
    /// Its magnitude; nil where one of the two is no number, or they are leaves.
    let magnitude: Double?
    /// The steps between the two in the precision compared; nil as for the magnitude.
    let ulps: UInt64?
  }

  /// The model.
  let model: ScoringModel
  /// What is compared.
  let question: Question
  /// The largest difference that is let pass.
  let tolerance: Double
  /// Rows compared.
  private(set) var rowCount = 0
  /// Rows of which every answer is equal.
  private(set) var equalRowCount = 0
  /// Answers compared.
  private(set) var valueCount = 0
  /// Answers that are not equal, whether let pass or not.
  private var unequalValueCount = 0
  /// The largest of the differences, whether let pass or not; one that is no number is larger than any.
  private(set) var largest: Difference?
  /// The first that is not let pass.
  private(set) var first: Difference?
  /// With leaves: in how many rows each tree's leaf is another.
  private(set) var differingRows: [Int]

  /// Begins a comparison.
  init(of model: ScoringModel, _ question: Question, tolerance: Double) {
    self.model = model
    self.question = question
    self.tolerance = tolerance
    differingRows = question == .leaves ? Array(repeating: 0, count: model.forest.trees.count) : []
  }
}

extension AnswerComparison.Question {
  /// What the answers are called.
  var noun: String {
    switch self {
    case .predictions: "predictions"
    case .margins: "margins"
    case .leaves: "leaves"
    }
  }
}

extension AnswerComparison {
  /// Answers that are equal.
  var equalValueCount: Int { valueCount - unequalValueCount }

  /// Answers a row.
  var width: Int {
    switch question {
    case .predictions: model.forest.predictionCount
    case .margins: model.forest.outputCount
    case .leaves: model.forest.trees.count
    }
  }

  /// Whether the answers are float32, as the model computes them.
  var isSingle: Bool { question != .leaves && model.forest.precision == .single }

  /// Whether a row's answer is one probability, which `predict_proba` writes as two.
  var isOneProbability: Bool {
    question == .predictions && model.forest.link.givesProbability && width == 1
  }

  /// Rows to be answered together at most: a thousand, or fewer where each has many answers.
  var blockRows: Int { max(1, min(1024, (1 << 20) / max(1, width))) }

  /// The model's answers to some rows, row-major.
  func answers(to block: RowBlock) throws(ScoringError) -> [Double] {
    let layout = try block.layout(model.schema)
    if question == .leaves {
      var leaves = [Int32](repeating: 0, count: block.rowCount * width)
      var span = leaves.mutableSpan
      try model.writeLeafIndices(of: block.values.span, layout: layout, into: &span)
      return leaves.map { Double($0) }
    }
    var answers = [Double](repeating: 0, count: block.rowCount * width)
    var span = answers.mutableSpan
    if question == .margins {
      try model.writeMargins(of: block.values.span, layout: layout, into: &span)
    } else {
      try model.writePredictions(of: block.values.span, layout: layout, into: &span)
    }
    return answers
  }

  /// Compares the answers to some rows, the next ones of the table.
  mutating func add(_ own: [Double], _ theirs: [Double], _ block: RowBlock) {
    for row in 0..<block.rowCount {
      let unequal = (0..<width).filter { output in
        let index = row * width + output
        return own[index] != theirs[index] && !(own[index].isNaN && theirs[index].isNaN)
      }
      for output in unequal {
        let index = row * width + output
        let step = step(from: own[index], to: theirs[index])
        note(
          Difference(
            row: block.firstRow + row + 1, line: block.places[row].line, output: output,
            magnitude: step?.magnitude, ulps: step?.ulps))
      }
      unequalValueCount += unequal.count
      equalRowCount += unequal.isEmpty ? 1 : 0
    }
    rowCount += block.rowCount
    valueCount += own.count
  }

  /// How far apart two answers are; nil for leaves, and where one of the two is no number.
  private func step(from own: Double, to theirs: Double) -> (magnitude: Double, ulps: UInt64)? {
    guard question != .leaves, !own.isNaN, !theirs.isNaN else { return nil }
    let ulps =
      isSingle
      ? Self.ulps(UInt64(Float(own).bitPattern) << 32, UInt64(Float(theirs).bitPattern) << 32) >> 32
      : Self.ulps(own.bitPattern, theirs.bitPattern)
    return ((own - theirs).magnitude, ulps)
  }

  /// The steps between two floating-point numbers, given by their bits: sign, then magnitude. Both zeros are one
  /// place.
  private static func ulps(_ first: UInt64, _ second: UInt64) -> UInt64 {
    let (a, b) = (first & ~signBit, second & ~signBit)
    // Magnitudes have 63 bits, so their sum fits.
    return first & signBit == second & signBit ? max(a, b) - min(a, b) : a + b
  }

  private static let signBit: UInt64 = 1 << 63

  private mutating func note(_ difference: Difference) {
    if question == .leaves {
      differingRows[difference.output] += 1
    } else if largest.map({ Self.isLarger(difference, than: $0) }) ?? true {
      largest = difference
    }
    let passes = question != .leaves && difference.magnitude.map { $0 <= tolerance } ?? false
    if first == nil, !passes { first = difference }
  }

  private static func isLarger(_ difference: Difference, than other: Difference) -> Bool {
    (difference.magnitude ?? .infinity, difference.ulps ?? .max)
      > (other.magnitude ?? .infinity, other.ulps ?? .max)
  }
}
