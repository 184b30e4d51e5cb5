/// The sums of interactions of eight rows, and how they become the matrix.
struct PairSums {
  /// The one feature wanted; nil for all pairs.
  let feature: Int?
  private let featureCount: Int
  private let divisor: Double
  /// Per output: pair i < j at i · features + j; of one feature, each other feature.
  var vectors: [SIMD8<Double>]

  /// Vectors of an output.
  var outputSize: Int { feature == nil ? featureCount * featureCount : featureCount }

  init(_ forest: Forest, feature: Int?) {
    self.feature = feature
    featureCount = forest.featureCount
    // Half to (i, j) and half to (j, i).
    divisor = 2 * (forest.averaging == .margins ? Double(forest.iterationCount) : 1)
    let size = feature == nil ? featureCount * featureCount : featureCount
    vectors = [SIMD8<Double>](repeating: .zero, count: forest.outputCount * size)
  }

  mutating func clear() {
    for index in vectors.indices { vectors[index] = .zero }
  }

  /// Writes one row's matrices, or rows of them.
  ///
  /// - Parameter contributions: The row's Shapley values and base values.
  func write(lane: Int, contributions: Span<Double>, into answer: inout MutableSpan<Double>) {
    let width = featureCount + 1
    for output in 0..<contributions.count / width {
      let values = contributions.extracting(output * width..<(output + 1) * width)
      if let feature {
        writeRow(feature, of: output, lane, values, into: &answer, at: output * width)
      } else {
        for i in 0..<featureCount {
          writeRow(i, of: output, lane, values, into: &answer, at: (output * width + i) * width)
        }
        let last = (output * width + featureCount) * width
        for j in 0..<featureCount { answer[last + j] = 0 }
        answer[last + featureCount] = values[featureCount]
      }
    }
  }

  private func writeRow(
    _ i: Int, of output: Int, _ lane: Int, _ values: Span<Double>, into answer: inout MutableSpan<Double>,
    at start: Int
  ) {
    var others = 0.0
    for j in 0..<featureCount where j != i {
      let place = feature == nil ? Swift.min(i, j) * featureCount + Swift.max(i, j) : j
      let half = vectors[output * outputSize + place][lane] / divisor
      answer[start + j] = half
      others += half
    }
    answer[start + i] = values[i] - others
    answer[start + featureCount] = 0
  }
}
