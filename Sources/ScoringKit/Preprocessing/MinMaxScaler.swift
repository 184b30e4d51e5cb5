/// scikit-learn's `MinMaxScaler`, fitted: `x · scale + minimum` per feature, then clipped if asked.
///
/// The arithmetic is scikit-learn's `transform` (not `(x − min) / range`, whose last bits differ). NaN passes.
/// On `Float` rows each of the two operations is rounded to `Float`, as NumPy does in place on a float32 array.
///
///     let scaler = try MinMaxScaler(dataMinimum: [18], dataMaximum: [68], featureRange: 0...1)
///     try scaler.transformed([43])  // [0.5]
///
/// Source: scikit-learn 1.9, `sklearn/preprocessing/_data.py`.
public struct MinMaxScaler: Hashable, Sendable {
  /// scikit-learn's `scale_`, one a feature.
  public let scale: [Double]
  /// scikit-learn's `min_`, one a feature.
  public let minimum: [Double]
  /// scikit-learn's `feature_range` if `clip` is set; nil leaves values beyond it as they are.
  public let clip: ClosedRange<Double>?

  /// Columns a row must have.
  public var featureCount: Int { scale.count }

  /// Makes a scaler of fitted attributes.
  ///
  /// A feature that was missing in all of the training data has NaN for both numbers, and its value becomes
  /// NaN, as in scikit-learn.
  ///
  /// - Throws: ``ScoringError/Code/shapeMismatch`` for arrays of different or no length,
  ///   ``ScoringError/Code/invalidArgument`` for numbers that are infinite or NaN in one array only, and for a
  ///   clip range that is not finite.
  public init(scale: [Double], minimum: [Double], clip: ClosedRange<Double>? = nil) throws(ScoringError) {
    guard !scale.isEmpty, scale.count == minimum.count else {
      throw ScoringError(
        .shapeMismatch, "scale has \(scale.count) numbers and min \(minimum.count); both need one a feature")
    }
    for index in scale.indices {
      let isFinite = scale[index].isFinite && minimum[index].isFinite
      guard isFinite || (scale[index].isNaN && minimum[index].isNaN) else {
        throw ScoringError(.invalidArgument, "scale and min of feature \(index) must be finite (or both NaN)")
      }
    }
    if let clip, !(clip.lowerBound.isFinite && clip.upperBound.isFinite) {
      throw ScoringError(.invalidArgument, "the clip range must be finite")
    }
    self.scale = scale
    self.minimum = minimum
    self.clip = clip
  }

  /// Fits a scaler to the data's minima and maxima, as scikit-learn's `fit` does.
  ///
  /// A feature whose range is (nearly) zero, below 10 · 2⁻⁵², is scaled as if its range were 1.
  ///
  /// - Throws: As ``init(scale:minimum:clip:)``; also ``ScoringError/Code/invalidArgument`` for a maximum
  ///   below its minimum, minima or maxima that are infinite or NaN in one array only, and an empty or infinite
  ///   feature range.
  public init(
    dataMinimum: [Double], dataMaximum: [Double], featureRange: ClosedRange<Double> = 0...1,
    clips: Bool = false
  ) throws(ScoringError) {
    guard dataMinimum.count == dataMaximum.count else {
      throw ScoringError(
        .shapeMismatch, "there are \(dataMinimum.count) minima and \(dataMaximum.count) maxima")
    }
    let low = featureRange.lowerBound
    let high = featureRange.upperBound
    guard low < high, low.isFinite, high.isFinite else {
      throw ScoringError(.invalidArgument, "the feature range must be finite, its minimum below its maximum")
    }
    var scale: [Double] = []
    var minimum: [Double] = []
    for (index, (least, greatest)) in zip(dataMinimum, dataMaximum).enumerated() {
      guard (least.isFinite && greatest.isFinite) || (least.isNaN && greatest.isNaN) else {
        throw ScoringError(
          .invalidArgument, "the minimum and maximum of feature \(index) must be finite (or both NaN)")
      }
      guard !(greatest < least) else {
        throw ScoringError(.invalidArgument, "the maximum of feature \(index) is below its minimum")
      }
      var range = greatest - least
      if range < 10 * Double.ulpOfOne { range = 1 }
      scale.append((high - low) / range)
      minimum.append(low - least * scale[index])
    }
    try self.init(scale: scale, minimum: minimum, clip: clips ? featureRange : nil)
  }
}

extension MinMaxScaler {
  /// One row, scaled in double: one number a feature.
  ///
  /// - Throws: ``ScoringError/Code/shapeMismatch`` for a row of another width.
  public func transformed(_ row: [Double]) throws(ScoringError) -> [Double] {
    let layout = try RowLayout(rowCount: 1, columnCount: row.count)
    var scaled = row
    var span = scaled.mutableSpan
    try writeTransformed(row.span, layout: layout, into: &span)
    return scaled
  }

  /// One value, scaled in double; the feature must exist.
  package func transform(_ value: Double, feature: Int) -> Double {
    let scaled = value * scale[feature] + minimum[feature]
    guard let clip, !scaled.isNaN else { return scaled }
    return Swift.min(Swift.max(scaled, clip.lowerBound), clip.upperBound)
  }

  /// One value, each operation rounded to `Float`; the feature must exist.
  package func transform(_ value: Float, feature: Int) -> Float {
    let product = Float(Double(value) * scale[feature])
    let scaled = Float(Double(product) + minimum[feature])
    guard let clip, !scaled.isNaN else { return scaled }
    return Swift.min(Swift.max(scaled, Float(clip.lowerBound)), Float(clip.upperBound))
  }

  /// Writes the scaled rows, row-major without gaps.
  ///
  /// - Throws: ``ScoringError/Code/shapeMismatch`` for rows of another width,
  ///   ``ScoringError/Code/bufferTooSmall`` for a buffer that does not fit.
  public func writeTransformed(
    _ elements: Span<Double>, layout: RowLayout, into output: inout MutableSpan<Double>
  ) throws(ScoringError) {
    try layout.requireFit(featureCount: featureCount, available: elements.count)
    try layout.requireBuffer(output.count, width: featureCount)
    layout.forEachElement { source, target, column in
      output[target] = transform(elements[source], feature: column)
    }
  }

  /// Writes the scaled rows of `Float` elements, row-major without gaps.
  ///
  /// - Throws: As the `Double` form.
  public func writeTransformed(
    _ elements: Span<Float>, layout: RowLayout, into output: inout MutableSpan<Float>
  ) throws(ScoringError) {
    try layout.requireFit(featureCount: featureCount, available: elements.count)
    try layout.requireBuffer(output.count, width: featureCount)
    layout.forEachElement { source, target, column in
      output[target] = transform(elements[source], feature: column)
    }
  }
}
